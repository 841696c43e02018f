import { adding, findLine, linesOf, onLine, replaceLine, wholeFile, type ModFileMutation, type Subject } from './lines';

const mod = 'go.mod';

/** A require that no other one is a path prefix of. */
function someRequire({ required, random }: Subject): { readonly path: string; readonly version: string } | undefined {
  const direct = required.filter(({ indirect }) => !indirect);
  return direct.length === 0 ? undefined : random.pick(direct);
}

const withRequire = (name: string, lines: (path: string, version: string) => readonly string[]): ModFileMutation =>
  adding(name, mod, (subject) => {
    const required = someRequire(subject);
    return required && ['', ...lines(required.path, required.version)];
  });

const moduleLine = /^module\s/;
const goLine = /^go\s/;

/** A mutation after the go line. */
const afterGo = (name: string, added: (go: string) => string): ModFileMutation =>
  onLine(name, mod, goLine, (line) => [line, '', added(line.split(/\s+/)[1] ?? '')]);

export const directiveMutations: readonly ModFileMutation[] = [
  wholeFile('module line dropped', mod, (text) => text.replace(/^module.*\n/m, ''), [0]),
  onLine('module path invalid', mod, moduleLine, () => ['module example.com/bad!path']),
  onLine('module line twice', mod, moduleLine, (line) => [line, line]),
  onLine('module path with //', mod, moduleLine, (line) => [line.replace(/\/(?=[^/]*$)/, '//')]),
  {
    name: 'module renamed',
    forms: ['module'],
    apply: (subject) => {
      const line = findLine(subject, mod, (text) => moduleLine.test(text));
      return line === undefined
        ? undefined
        : replaceLine(subject, mod, line, ['module example.com/renamed'], subject.modulePath);
    },
  },
  wholeFile('go line dropped', mod, (text) => text.replace(/^go .*\n/m, ''), [0]),
  onLine('go line malformed', mod, goLine, () => ['go 1.x']),
  onLine('go line with v', mod, goLine, (line) => [line.replace('go ', 'go v')]),
  onLine('go line twice', mod, goLine, (line) => [line, line]),
  onLine('go line of the future', mod, goLine, () => ['go 1.99.0']),
  onLine('go line lowered', mod, goLine, () => ['go 1.17']),
  afterGo('toolchain default', () => 'toolchain default'),
  afterGo('toolchain of the go line', (go) => `toolchain go${go}`),
  afterGo('toolchain malformed', () => 'toolchain 1.22'),
  afterGo('toolchain go1.22.x', () => 'toolchain go1.22.x'),
  afterGo('toolchain before 1.21', () => 'toolchain go1.20.3'),
  afterGo('toolchain of the future', () => 'toolchain go1.99.0'),
  adding('unknown directive', mod, () => ['', 'requires example.com/x v1.0.0']),
  adding('unknown block', mod, () => ['', 'toolchain (', '\tgo1.22.0', ')']),
  adding('block without end', mod, () => ['', 'require (']),
  adding('text after a block', mod, () => ['', 'exclude (', ') x']),
  adding('conflict markers', mod, () => ['<<<<<<< HEAD', '=======', '>>>>>>> theirs']),
  adding('block comment', mod, () => ['/* no */']),
  wholeFile('byte order mark', mod, (text) => `\uFEFF${text}`, [1]),
  adding('line comment (control)', mod, () => ['', '// a remark']),
  wholeFile('CRLF (control)', mod, (text) => text.replaceAll('\n', '\r\n'), [0]),
  wholeFile('blank lines (control)', mod, (text) => text.replaceAll(/\n(?=require|exclude)/g, '\n\n\n'), [0]),
  wholeFile('no newline at the end (control)', mod, (text) => text.trimEnd(), [0]),
  wholeFile('spaces for tabs (control)', mod, (text) => text.replaceAll('\t', '    '), [0]),
  withRequire('replace to no folder', (path) => [`replace ${path} => ../go-preflight-no-such-folder`]),
  withRequire('replace to a folder without go.mod', (path) => [`replace ${path} => ./go-preflight-empty`]),
  withRequire('replace by a path without version', (path) => [`replace ${path} => example.com/other`]),
  withRequire('replace with @', (path) => [`replace ${path} => example.com/other@v1.0.0`]),
  withRequire('replace without arrow', (path) => [`replace ${path} ../x`]),
  withRequire('folder with a version', (path) => [`replace ${path} => ../x v1.0.0`]),
  withRequire('two replacements', (path) => [`replace ${path} => ../x`, `replace ${path} => ../y`]),
  withRequire('same replacement twice', (path, version) => [
    `replace ${path} => ${path} ${version}`,
    `replace ${path} => ${path} ${version}`,
  ]),
  withRequire('replace by itself (control)', (path, version) => [`replace ${path} => ${path} ${version}`]),
  withRequire('replace by a version that nobody published', (path) => [`replace ${path} => example.com/never v1.0.0`]),
  adding('replace of what nobody needs (control)', mod, () => ['', 'replace example.com/never => ../never']),
  {
    name: 'required version excluded',
    forms: ['module'],
    apply: (subject) => {
      const required = subject.required[0];
      if (required === undefined) return undefined;
      const change = [...linesOf(subject, mod), '', `exclude ${required.path} ${required.version}`];
      return { file: mod, text: `${change.join('\n')}\n`, lines: [required.line, change.length] };
    },
  },
  adding('exclude of what nobody needs (control)', mod, () => ['', 'exclude example.com/never v1.0.0']),
  adding('exclude without version', mod, () => ['', 'exclude example.com/never']),
  adding('retract malformed', mod, () => ['', 'retract [v1.0.0']),
  adding('retract of another major', mod, ({ modulePath }) =>
    /\/v\d+$/.test(modulePath) ? undefined : ['', 'retract v7.0.0'],
  ),
  adding('retract (control)', mod, ({ modulePath }) =>
    /\/v\d+$|^gopkg/.test(modulePath) ? undefined : ['', 'retract v0.0.1'],
  ),
  adding('godebug of no such key', mod, () => ['', 'godebug gopreflight=1']),
  adding('godebug without =', mod, () => ['', 'godebug panicnil']),
  adding('godebug (control)', mod, () => ['', 'godebug panicnil=1']),
  adding('tool that no module provides', mod, () => ['', 'tool example.com/never/tool']),
  adding('tool with a relative path', mod, () => ['', 'tool ./cmd/x']),
  adding('ignore (control)', mod, () => ['', 'ignore ./go-preflight-nothing']),
  adding('ignore in wrong quotes', mod, () => ['', "ignore 'x'"]),
];
