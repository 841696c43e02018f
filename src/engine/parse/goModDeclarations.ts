import { parseGoMod } from './goMod';
import { checkPathMajor } from './moduleVersion';
import { splitPathVersion } from './modulePath';

/** What the go.mod of a dependency says to the module graph. */
export interface GoModDeclarations {
  /** the path that it gives itself; '' where it gives none */
  readonly module: string;
  /** the go line; undefined where there is none, which counts as 1.16 */
  readonly go: string | undefined;
  readonly requires: readonly { readonly path: string; readonly version: string }[];
}

/**
 * Reads the go.mod of a dependency as `modfile.ParseLax` does, without places. A module graph has thousands of them, nearly
 * all written by go itself, so the plain form is read line by line, and the real parser is asked about anything else.
 * @returns undefined for what go stops at
 */
export function readDeclarations(text: string): GoModDeclarations | undefined {
  return readPlainly(text) ?? readWholly(text);
}

export function readWholly(text: string): GoModDeclarations | undefined {
  const { syntax, problems, module, go, require } = parseGoMod(text, { lax: true });
  // A version in short form is one that go completes here, without the network.
  if (syntax.faults.length > 0 || problems.some(({ buildOnly }) => buildOnly !== true)) return undefined;
  const requires = require.map(({ path, version }) => ({ path: path.value, version: version.canonical }));
  return { module: module?.path.value ?? '', go: go?.version.value, requires };
}

const plainPath = /^[A-Za-z0-9._~/-]+$/;
const plainVersion = /^v(0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\+incompatible)?$/;
const plainGo = /^1\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?$/;

/** @returns undefined where a line is not in the form that go writes */
function readPlainly(text: string): GoModDeclarations | undefined {
  const requires: { path: string; version: string }[] = [];
  let module: string | undefined;
  let go: string | undefined;
  let block = '';
  for (const line of text.split('\n')) {
    const comment = line.indexOf('//');
    const words = (comment < 0 ? line : line.slice(0, comment)).split(/[ \t\r]+/).filter((word) => word !== '');
    const [first, second, third] = words;
    if (first === undefined) continue;
    if (block !== '' && first === ')' && words.length === 1) {
      block = '';
    } else if (block === 'require' || (block === '' && first === 'require' && words.length === 3)) {
      const [path = '', version = ''] = block === '' ? words.slice(1) : words;
      if (words.length !== (block === '' ? 3 : 2) || !isPlain(path, version)) return undefined;
      requires.push({ path, version });
    } else if (block !== '') {
      // What stands in other blocks is nothing to the graph, as long as the block ends where it seems to.
      if (!/^[A-Za-z0-9._~/+=> [\],-]*$/.test(words.join(' '))) return undefined;
    } else if (
      second === '(' &&
      words.length === 2 &&
      /^(?:require|exclude|replace|retract|tool|ignore|godebug)$/.test(first)
    ) {
      block = first;
    } else if (first === 'module' && module === undefined && second !== undefined && third === undefined) {
      if (!plainPath.test(second)) return undefined;
      module = second;
    } else if (
      first === 'go' &&
      go === undefined &&
      second !== undefined &&
      third === undefined &&
      plainGo.test(second)
    ) {
      go = second;
    } else if (
      !/^(?:exclude|replace|toolchain|tool|ignore|godebug)$/.test(first) ||
      !/^[A-Za-z0-9._~/+=> -]*$/.test(words.join(' '))
    ) {
      return undefined;
    }
  }
  return block === '' ? { module: module ?? '', go, requires } : undefined;
}

function isPlain(path: string, version: string): boolean {
  if (!plainPath.test(path)) return false;
  const match = plainVersion.exec(version);
  // A number of a pre-release has no leading zero.
  if (match === null || /[.-]0[0-9]+(?:\.|$)/.test(match[2] ?? '')) return false;
  const isPlainMajor = !/[./]v[0-9.]+(?:-unstable)?$/.test(path) && !path.startsWith('gopkg.in/');
  if (isPlainMajor) return match[1] === '0' || match[1] === '1' || match[3] !== undefined;
  const split = splitPathVersion(path);
  return split !== undefined && checkPathMajor(version, split.major) === undefined;
}
