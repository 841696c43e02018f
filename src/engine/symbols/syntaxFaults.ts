import { intersect, isEmpty, type RowSet } from '../constraints/rows';
import { tagKind } from '../constraints/tagKind';
import type { LevelOfBuilds, SyntaxFault } from '../model/symbols';
import type { GoSyntaxError } from '../parse/goSyntax/goSyntaxError';
import { isFailure } from '../tree/treeReader';
import { firstClass, isEverywhere, neverSet, tellRows, type BuildLevel } from './buildLevels';
import type { Condition, ConditionRows } from './conditionRows';
import { rangeOfBytes, type Candidate, type PackageFileReader, type SourceFile } from './packageFiles';

/** The builds that show best what is wrong with a file. */
interface Shown {
  readonly level: BuildLevel;
  readonly rows: RowSet;
}

/** Files that only some builds take, and that the compiler cannot read. */
export class SyntaxFaults {
  readonly #rows: ConditionRows;
  readonly #levels: readonly LevelOfBuilds[];
  readonly #known = new Map<Condition, Shown | undefined>();

  constructor(rows: ConditionRows, levels: readonly LevelOfBuilds[]) {
    this.#rows = rows;
    this.#levels = levels;
  }

  /** Whether a file is to be looked through. */
  concerns({ condition }: Pick<Candidate, 'condition'>): boolean {
    return this.#shownOf(condition) !== undefined;
  }

  in(folder: string, files: readonly SourceFile[], reader: PackageFileReader): readonly SyntaxFault[] {
    return files.flatMap((file) => {
      const { syntaxError: error } = file;
      const shown = this.#shownOf(file.condition);
      if (error === undefined || shown === undefined || isOthers(error, file)) return [];
      const bytes = reader.bytes(folder, file.name);
      if (isFailure(bytes)) return [];
      const lineStart = error.start === 0 ? 0 : bytes.lastIndexOf(newline, error.start - 1) + 1;
      const line = lineFrom(bytes, lineStart);
      const isConflict = conflictMarker.test(line);
      if (!isConflict && isMeant(error, line, file)) return [];
      return [
        {
          kind: isConflict ? 'conflict' : 'syntax',
          words: error.words,
          tags: [...shown.level.tags],
          isTest: file.isTest,
          ...tellRows(shown.rows, shown.rows, shown.level, false),
          place: {
            file: file.name,
            range: isConflict
              ? rangeOfBytes(bytes, lineStart, lineStart + markerLength)
              : rangeOfBytes(bytes, error.start, error.end),
          },
        },
      ];
    });
  }

  #shownOf(condition: Condition | undefined): Shown | undefined {
    if (condition?.expr === undefined) return undefined;
    if (!this.#known.has(condition)) this.#known.set(condition, this.#firstBuilds(condition));
    return this.#known.get(condition);
  }

  /** undefined where no build takes the file, or every machine's does. */
  #firstBuilds(condition: Condition): Shown | undefined {
    const builtAt = ({ rows, tags }: BuildLevel): RowSet => intersect(this.#rows.of(condition, tags).certain, rows);
    const plain = this.#levels.find(({ level }) => level === 'first-class');
    if (plain && isEverywhere(builtAt(plain))) return undefined;
    for (const level of [...this.#levels, ...tagLevels(condition)]) {
      const rows = builtAt(level);
      if (!isEmpty(rows)) return { level, rows };
    }
    return undefined;
  }
}

/** A header that cannot be decoded is the business of `source-encoding`; what is only documentation nobody compiles. */
function isOthers({ inEncoding }: GoSyntaxError, { packageName }: SourceFile): boolean {
  return (inEncoding && packageName === '') || packageName === 'documentation';
}

/** With each tag that the file names, then with all of them. */
function tagLevels({ tags }: Condition): readonly BuildLevel[] {
  const own = [...tags].filter((tag) => tagKind(tag).kind === 'custom');
  if (own.length === 0 || own.some((tag) => neverSet.has(tag))) return [];
  const sets = own.length > 1 ? [...own.map((tag) => [tag]), own] : [own];
  return sets.map((set) => ({ level: 'tagged', rows: firstClass, tags: new Set(set) }));
}

const markerLength = 7;

/** As git, Mercurial and others write them. */
const conflictMarker = /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/;

/** `{{.Package}}`: a template that is called .go */
const templateAction = /\{\{-?\s*(?:[.$/]|[a-z]+\s).*\}\}/;

const topLevel = 'non-declaration statement outside function body';

/** `"shop needs a browser"`, `This package needs a browser` */
const sentence = /^\s*(?:["`]|\w+ \w+ \w)/;

/** A template, or a sentence in place of code that is to stop the build. */
function isMeant({ words }: GoSyntaxError, line: string, { isGuard }: SourceFile): boolean {
  return templateAction.test(line) || (isGuard && words === topLevel && sentence.test(line));
}

function lineFrom(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(newline, start);
  return new TextDecoder().decode(bytes.subarray(start, end < 0 ? bytes.length : end));
}

const newline = 0x0a;
