import type { GoDeclaration } from '../parse/goSource/goDeclarations';
import type { Condition } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';

/** One declaration in one file. */
export interface Declared {
  readonly file: SourceFile;
  readonly declaration: GoDeclaration;
}

/** A name of a package, and the files that declare it. */
export interface DeclaredName {
  readonly name: string;
  readonly declared: Declared[];
  /** what decides about these files */
  sites: Sites;
}

/**
 * The conditions of the files that declare a name, in their order. Names that the same kinds of files declare share one, so a
 * package of ten thousand names has a few dozen: what is true of one of these names is true of all.
 */
export class Sites {
  /** one for each kind of file, in the order in which they came first */
  readonly members: readonly Site[];
  /** a condition comes twice in it */
  readonly repeats: boolean;
  readonly #next = new Map<number, Sites>();

  constructor(members: readonly Site[] = [], repeats = false) {
    this.members = members;
    this.repeats = repeats;
  }

  and({ condition, isTest }: SourceFile): Sites {
    const key = (condition?.id ?? -1) * 2 + Number(isTest);
    let next = this.#next.get(key);
    if (next === undefined) {
      const isKnown = this.members.some((site) => site.condition === condition && site.isTest === isTest);
      const repeats = this.repeats || this.members.some((site) => site.condition === condition);
      next = new Sites(isKnown ? this.members : [...this.members, { condition, isTest }], repeats);
      this.#next.set(key, next);
    }
    return next;
  }
}

export interface Site {
  readonly condition: Condition | undefined;
  readonly isTest: boolean;
}

/** By name; a name that one file declares twice is the compiler's business and stands once. */
export function declaredNames({ files }: Namespace): ReadonlyMap<string, DeclaredName> {
  const names = new Map<string, DeclaredName>();
  const nowhere = new Sites();
  for (const file of files) {
    const first = nowhere.and(file);
    for (const declaration of file.declarations) {
      const { name } = declaration;
      const known = names.get(name);
      if (known === undefined) names.set(name, { name, declared: [{ file, declaration }], sites: first });
      else if (known.declared.at(-1)?.file !== file) {
        known.declared.push({ file, declaration });
        known.sites = known.sites.and(file);
      }
    }
  }
  return names;
}
