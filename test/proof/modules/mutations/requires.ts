import {
  adding,
  appendLines,
  linesOf,
  replaceLine,
  type Change,
  type ModFileMutation,
  type RequiredModule,
  type Subject,
} from './lines';

const mod = 'go.mod';

/** A mutation of the line of one required module. */
function onRequire(
  name: string,
  fits: (required: RequiredModule, subject: Subject) => boolean,
  change: (line: string, required: RequiredModule, subject: Subject) => readonly string[] | undefined,
): ModFileMutation {
  return {
    name,
    forms: ['module'],
    apply: (subject): Change | undefined => {
      const fitting = subject.required.filter((required) => fits(required, subject));
      if (fitting.length === 0) return undefined;
      const required = subject.random.pick(fitting);
      const now = change(linesOf(subject, mod)[required.line - 1] ?? '', required, subject);
      return now && replaceLine(subject, mod, required.line, now, required.path);
    },
  };
}

const direct = ({ indirect }: RequiredModule): boolean => !indirect;
const any = (): boolean => true;

/** The line alone in a statement of its own, whatever block it stood in. */
const alone = (line: string): string => `require ${line.trim().replace(/^require\s+/, '')}`;

function otherVersion(wanted: (own: string, other: string) => boolean) {
  return (line: string, { path, version }: RequiredModule, { cached }: Subject): readonly string[] | undefined => {
    const other = (cached.get(path) ?? []).find((candidate) => candidate !== version && wanted(version, candidate));
    return other === undefined ? undefined : [line.replace(version, other)];
  };
}

const isOlder = (own: string, other: string): boolean => numbers(other) < numbers(own);
const numbers = (version: string): string =>
  (/^v(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [])
    .slice(1)
    .map((part) => part.padStart(8, '0'))
    .join('.');

export const requireMutations: readonly ModFileMutation[] = [
  onRequire('direct require dropped', direct, () => []),
  onRequire(
    'indirect require dropped',
    ({ indirect }) => indirect,
    () => [],
  ),
  onRequire('direct marked // indirect', direct, (line) => [`${line} // indirect`]),
  onRequire(
    '// indirect taken away',
    ({ indirect }) => indirect,
    (line) => [line.replace(/\s*\/\/ indirect.*$/, '')],
  ),
  onRequire(
    '// Indirect misspelt',
    ({ indirect }) => indirect,
    (line) => [line.replace('// indirect', '// Indirect')],
  ),
  {
    name: 'same require twice',
    forms: ['module'],
    apply: (subject) => {
      const required = subject.required[0];
      if (required === undefined) return undefined;
      const line = linesOf(subject, mod)[required.line - 1] ?? '';
      const change = appendLines(subject, mod, ['', alone(line)]);
      return { ...change, lines: [...change.lines, required.line] };
    },
  },
  {
    name: 'two versions of one module',
    forms: ['module'],
    apply: (subject) => {
      const required = subject.required.find(({ path }) => !/\/v\d+$|^gopkg\.in/.test(path));
      if (required === undefined) return undefined;
      const change = appendLines(subject, mod, ['', `require ${required.path} v0.0.0-20010101000000-000000000000`]);
      return { ...change, lines: [...change.lines, required.line] };
    },
  },
  onRequire('older version that is in the cache', any, otherVersion(isOlder)),
  onRequire(
    'newer version that is in the cache',
    any,
    otherVersion((own, other) => isOlder(other, own)),
  ),
  onRequire('version that nobody published', any, (line, { version }) => [
    line.replace(version, version.replace(/^v(\d+)\..*$/, 'v$1.999.0')),
  ]),
  onRequire('version without v', any, (line, { version }) => [line.replace(version, version.slice(1))]),
  onRequire('short version', any, (line, { version }) => [
    line.replace(version, version.replace(/^(v\d+\.\d+)\..*$/, '$1')),
  ]),
  onRequire('a branch for a version', any, (line, { version }) => [line.replace(version, 'master')]),
  onRequire('build metadata', any, (line, { version }) => [
    line.replace(version, `${version.replace(/\+.*$/, '')}+meta`),
  ]),
  onRequire(
    'wrong major version',
    ({ path }) => !path.startsWith('gopkg.in'),
    (line, { version }) => [line.replace(version, 'v9.1.0')],
  ),
  onRequire(
    'major suffix dropped',
    ({ path }) => /\/v\d+$/.test(path),
    (line, { path }) => [line.replace(path, path.replace(/\/v\d+$/, ''))],
  ),
  onRequire('letter of the path changed', direct, (line, { path }) => [
    line.replace(path, path.replace(/[a-z](?=[^a-z]*$|\/v\d+$)/, 'q')),
  ]),
  onRequire('path in capitals', direct, (line, { path }) => [line.replace(path, path.toUpperCase())]),
  onRequire('path in wrong quotes', any, (line, { path }) => [line.replace(path, `'${path}'`)]),
  onRequire('path in proper quotes', any, (line, { path }) => [line.replace(path, `"${path}"`)]),
  onRequire('a word too many', any, (line, { version }) => [line.replace(version, `${version} x`)]),
  onRequire('version missing', any, (line, { version }) => [line.replace(version, '')]),
  adding('unused require that nobody published', mod, () => ['', 'require example.com/never/imported v1.2.3']),
  adding('unused require out of the cache', mod, ({ cached, required, random, modulePath }) => {
    const known = new Set([modulePath, ...required.map(({ path }) => path)]);
    const others = [...cached].filter(([path]) => !known.has(path) && !/[A-Z]/.test(path)).toSorted();
    if (others.length === 0) return undefined;
    const [path, versions] = random.pick(others);
    return ['', `require ${path} ${versions[0] ?? ''}`];
  }),
  adding('require of the module itself', mod, ({ modulePath }) => [
    '',
    `require ${modulePath} ${/\/v(\d+)$/.exec(modulePath) ? `v${/\/v(\d+)$/.exec(modulePath)?.[1] ?? ''}` : 'v1'}.0.0`,
  ]),
];
