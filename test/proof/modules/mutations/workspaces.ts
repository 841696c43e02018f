import { adding, linesOf, onLine, replaceLine, wholeFile, type Form, type ModFileMutation } from './lines';

const work = 'go.work';
const txt = 'vendor/modules.txt';
const inWorkspace: readonly Form[] = ['workspace'];
const inVendor: readonly Form[] = ['vendor'];

const workAdds = (name: string, ...lines: string[]): ModFileMutation => adding(name, work, () => lines, inWorkspace);
const workLine = (name: string, pattern: RegExp, change: (line: string) => readonly string[]): ModFileMutation =>
  onLine(name, work, pattern, change, inWorkspace);

/** A line of modules.txt; the fault may show where its module or package is required or imported. */
function txtLine(name: string, pattern: RegExp, change: (line: string) => readonly string[]): ModFileMutation {
  return {
    name,
    forms: inVendor,
    apply: (subject) => {
      const lines = linesOf(subject, txt);
      const fitting = lines.flatMap((text, index) => (pattern.test(text) ? [index] : []));
      if (fitting.length === 0) return undefined;
      const at = subject.random.pick(fitting);
      const own = lines[at] ?? '';
      const described = own.startsWith('##') ? (lines[at - 1] ?? '') : own;
      const named = /^(?:# )?(\S+)/.exec(described)?.[1];
      return replaceLine(subject, txt, at + 1, change(own), named);
    },
  };
}

export const workMutations: readonly ModFileMutation[] = [
  workAdds('use of no folder', 'use ./go-preflight-no-such-folder'),
  workAdds('use twice', 'use ./go-preflight-second/'),
  workAdds('use without path', 'use'),
  workAdds('use in wrong quotes', "use './x'"),
  workLine('use dropped', /^use \.\/go-preflight-second$/, () => []),
  workLine('go line too old', /^go /, () => ['go 1.18']),
  workLine('go line dropped', /^go /, () => []),
  workLine('go line malformed', /^go /, () => ['go one']),
  workLine('go line of the future', /^go /, () => ['go 1.99.0']),
  workLine('go line twice', /^go /, (line) => [line, line]),
  workAdds('toolchain malformed', 'toolchain 1.22'),
  workAdds('toolchain of the future', 'toolchain go1.99.0'),
  workAdds('toolchain default (control)', 'toolchain default'),
  workAdds('unknown directive', 'require example.com/x v1.0.0'),
  workAdds('block without end', 'use ('),
  workAdds('conflict markers', '<<<<<<< HEAD', '=======', '>>>>>>> theirs'),
  workAdds('replacement without version', 'replace example.com/a => example.com/b'),
  workAdds('two replacements', 'replace example.com/a => ./x', 'replace example.com/a => ./y'),
  workAdds('replacement of a used module', 'replace go-preflight.example/second => ./x'),
  workAdds('replacement of what nobody needs (control)', 'replace example.com/a => ./x'),
  workAdds('godebug of no such key', 'godebug gopreflight=1'),
  workAdds('godebug (control)', 'godebug panicnil=1'),
  workAdds('line comment (control)', '// a remark'),
  wholeFile('go.work without use lines', work, (text) => text.replace(/^use .*\n/gm, ''), [0], inWorkspace),
];

export const vendorMutations: readonly ModFileMutation[] = [
  txtLine('explicit taken away', /^## explicit/, (line) => (/; /.test(line) ? [line.replace('explicit; ', '')] : [])),
  txtLine('module version changed', /^# \S+ v\S+$/, (line) => [line.replace(/ v\d+/, ' v77')]),
  txtLine('module line dropped', /^# \S+ v\S+$/, () => []),
  txtLine('package line dropped', /^[^#]/, () => []),
  txtLine('package line of no folder', /^[^#]/, (line) => [line, `${line}/go-preflight-none`]),
  txtLine('replacement that go.mod lacks', /^# \S+ v\S+$/, (line) => [`${line} => ./x`]),
  txtLine('go version of the future', /^## explicit; go/, (line) => [line.replace(/go .*$/, 'go 1.99')]),
  adding('replacement at the end', txt, () => ['# example.com/never => ./never'], inVendor),
  adding('explicit module that go.mod lacks', txt, () => ['# example.com/never v1.0.0', '## explicit'], inVendor),
  adding('garbage (control)', txt, () => ['<<<<<<< HEAD'], inVendor),
  {
    name: 'modules.txt deleted',
    forms: inVendor,
    apply: () => ({ file: txt, text: undefined, lines: [], names: 'modules.txt' }),
  },
  {
    name: 'replacement that modules.txt lacks',
    forms: inVendor,
    apply: ({ files }) => {
      const text = `${files.get('go.mod') ?? ''}\nreplace example.com/never => ./never\n`;
      return { file: 'go.mod', text, lines: [text.split('\n').length - 1] };
    },
  },
  {
    name: 'require raised without go mod vendor',
    forms: inVendor,
    apply: ({ files, required, random }) => {
      if (required.length === 0) return undefined;
      const { path, version, line } = random.pick(required);
      const lines = (files.get('go.mod') ?? '').split('\n');
      const own = lines[line - 1] ?? '';
      lines[line - 1] = own.replace(version, version.replace(/^v(\d+)\..*$/, 'v$1.998.0'));
      return { file: 'go.mod', text: lines.join('\n'), lines: [line], names: path };
    },
  },
];
