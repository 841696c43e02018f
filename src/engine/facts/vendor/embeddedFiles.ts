import { isTestFileName } from '../../constraints/fileName';
import { globElement, isGlob } from '../../parse/globElement';
import { embedPatterns } from '../../parse/goEmbed';
import { parseGoHeader } from '../../parse/goHeader';
import type { Fact, Facts } from '../factStore';

/** Why go stops at a pattern; `other`: at a link, a folder of another module and the like. */
export type EmbedFault =
  | { readonly kind: 'syntax' | 'no-match' | 'other' }
  /** relative to the folder of the package */
  | { readonly kind: 'empty-folder'; readonly path: string };

/**
 * The files that `//go:embed` patterns take from a package folder (`load.ResolveEmbed`), relative to it.
 * @returns undefined where go finds fault with a pattern: then nobody vendored these files
 */
export async function embeddedFiles(
  folder: string,
  patterns: readonly string[],
  facts: Facts,
): Promise<ReadonlySet<string> | undefined> {
  const found = new Set<string>();
  for (const pattern of new Set(patterns)) {
    const files = await filesOfPattern(folder, pattern, facts);
    if ('kind' in files) return undefined;
    for (const file of files) found.add(file);
  }
  return found;
}

/** The files of one pattern, or why go stops at it. */
export async function filesOfPattern(
  folder: string,
  pattern: string,
  facts: Facts,
): Promise<ReadonlySet<string> | EmbedFault> {
  const all = pattern.startsWith('all:');
  const glob = all ? pattern.slice('all:'.length) : pattern;
  if (glob === '.' || !isValidPath(glob)) return { kind: 'syntax' };
  const matches = await expand(folder, glob, facts);
  if (matches === undefined) return { kind: 'syntax' };
  if (matches.length === 0) {
    // A disk that does not know upper case finds more; and what it holds is for another machine to miss.
    const folding = facts.environment.platform !== 'linux' && (await expand(folder, glob, facts, true))?.length;
    return { kind: folding ? 'other' : 'no-match' };
  }
  const found = new Set<string>();
  for (const match of matches) {
    if (match.kind === 'file') found.add(match.path);
    else if (match.kind !== 'directory' || (await isModule(folder, match.path, facts))) return { kind: 'other' };
    else {
      const before = found.size;
      await addAll(folder, match.path, all, found, facts);
      if (found.size === before) return { kind: 'empty-folder', path: match.path };
    }
  }
  return found;
}

/** fs.ValidPath */
function isValidPath(path: string): boolean {
  return path.split('/').every((element) => element !== '' && element !== '.' && element !== '..');
}

interface Match {
  readonly path: string;
  readonly kind: string;
}

/**
 * What a pattern matches, an element of its path a step; undefined for a malformed one.
 * @param fold upper and lower case are the same in elements without wildcards, as on a disk that takes them so
 */
async function expand(folder: string, glob: string, facts: Facts, fold = false): Promise<readonly Match[] | undefined> {
  let matches: readonly Match[] = [{ path: '', kind: 'directory' }];
  for (const element of glob.split('/')) {
    const expression = isGlob(element) ? globElement(element) : element;
    if (expression === undefined) return undefined;
    const next: Match[] = [];
    for (const { path, kind } of matches) {
      if (kind !== 'directory' || (path !== '' && (await isModule(folder, path, facts)))) continue;
      for (const entry of (await facts.readDirectory(below(folder, path))) ?? []) {
        const fits =
          typeof expression === 'string' ? isNamed(entry.name, expression, fold) : expression.test(entry.name);
        if (fits) next.push({ path: below(path, entry.name), kind: entry.kind });
      }
    }
    matches = next;
  }
  return matches;
}

function isNamed(name: string, wanted: string, fold: boolean): boolean {
  return fold ? name.toLowerCase() === wanted.toLowerCase() : name === wanted;
}

/** All files of a folder; hidden ones only where the pattern says so. */
async function addAll(folder: string, path: string, all: boolean, found: Set<string>, facts: Facts): Promise<void> {
  if (await isModule(folder, path, facts)) return;
  for (const { name, kind } of (await facts.readDirectory(below(folder, path))) ?? []) {
    if (!all && (name.startsWith('.') || name.startsWith('_'))) continue;
    if (kind === 'file') found.add(below(path, name));
    else if (kind === 'directory') await addAll(folder, below(path, name), all, found, facts);
  }
}

async function isModule(folder: string, path: string, facts: Facts): Promise<boolean> {
  return (await facts.stat(`${folder}/${path}/go.mod`)) !== undefined;
}

function below(path: string, name: string): string {
  return path === '' ? name : name === '' ? path : `${path}/${name}`;
}

/** What the tests in a folder embed, relative to it. Key: the folder. */
export const testEmbeds: Fact<ReadonlySet<string>> = {
  name: 'testEmbeds',
  compute: async (folder, facts) => {
    const names = ((await facts.readDirectory(folder)) ?? []).map(({ name }) => name).filter(isTestFileName);
    const patterns: string[] = [];
    for (const name of names) patterns.push(...(await patternsOf(`${folder}/${name}`, facts)));
    return (await embeddedFiles(folder, patterns, facts)) ?? new Set();
  },
};

/** go looks for the lines only where the file imports "embed". */
export async function patternsOf(file: string, facts: Facts): Promise<readonly string[]> {
  const text = await facts.readText(file);
  if (text === undefined) return [];
  const patterns = embedPatterns(text);
  return patterns.length > 0 && parseGoHeader(text, 'header').imports.some(({ path }) => path === 'embed')
    ? patterns
    : [];
}
