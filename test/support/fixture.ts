import {
  applyEdits,
  applyForm,
  createEngine,
  defaultConfig,
  format,
  profiles,
  type PlaceState,
  type Ports,
} from '../../src/engine/index';
import type { Check, CheckMeta, FileEdit, Finding, Fix, Message, RunResult, TextEdit } from '../../src/engine/index';
import { sharedMessages } from '../../src/engine/messages';
import { joinPath, relativeWithin } from '../../src/base/paths';
import { installGo } from './goOnDisk';
import { MemoryFiles, memoryPorts } from './memoryPorts';
import { memoryTree } from './memoryTree';
import { gitIndexOf } from './gitIndexOf';
import { parseTxtar, type TxtarArchive } from './txtar';

/**
 * A fixture of checks is a txtar archive in `test/fixtures/checks/<family>/<check-id>/<case>.txtar`:
 *
 *     What this case shows, in a sentence or two. Then settings, one a line:
 *     checks: gosum-missing-zip-hash, sums     ids or families to run; the folder's id where absent
 *     profile: offline                         static where absent
 *     go: none                                 no Go installed; a version such as 1.27.3; 1.26.8 where absent
 *     env: GOFLAGS=-mod=mod                    a variable of the process environment; repeatable
 *     platform: darwin                         linux where absent
 *     arch: arm64                              amd64 where absent
 *     today: 2027-03-01                        2026-11-21 where absent
 *     tags: integration, e2e                   knownTags of the configuration
 *     executable: /opt/go/bin/go               this file may be run
 *     place: /home/u/.cache {"owner":0}       what the system says of this file or folder: see `PlaceState`
 *     tracked: go.mod, go.sum                  what git has: written as .git/index; the folder is a repository with nothing in it where it is empty
 *     exec: go mod tidy -diff                  what a process would answer: the next `answer` section; in the order of calls (prefix match on the arguments)
 *     no-newline: go.sum                       this file has no newline at its end
 *     crlf: go.mod                             this file's lines end in CRLF
 *     bom: go.mod                              this file begins with a byte order mark
 *     -- go.mod --                             below the root, /work
 *     -- /home/u/go/pkg/mod/... --             an absolute path: the module cache, the GOENV file
 *     -- empty/ --                             a folder
 *     -- link -> target --                     a symbolic link (both below the root, or absolute)
 *     -- answer --                             stdout of the process; first line `exit: 1`, then `stderr:` lines first where wanted
 *     -- want --                               everything that is reported, complete:
 *     go.mod:3:9-3:28 error gosum-missing-zip-hash: message
 *       related go.sum:1:1-1:5: message        (one-based, end exclusive, as in the report)
 *       fix: title of the fix [safe]
 *     unknown gosum-cache-mismatch .: reason   every outcome that is unknown, failed or not-applicable
 *     -- fixed/go.mod --                       the text after the first fix of the first finding that has an edit fix
 *
 * A Go installation lies at /usr/local/go (what `installGo` writes, and src with the usual packages of std). `UPDATE_FIXTURES=1` writes
 * `want` and `fixed/`: read them, they are the specification.
 */
export interface Fixture {
  readonly description: string;
  readonly settings: ReadonlyMap<string, readonly string[]>;
  readonly archive: TxtarArchive;
}

export const fixtureRoot = '/work';
const goroot = '/usr/local/go';

/** Packages of std that fixtures may import. */
const std =
  'bufio bytes cmp context crypto/sha256 crypto/tls embed encoding/json errors flag fmt go/ast html io io/fs log maps math math/rand net net/http net/url os os/exec path path/filepath reflect regexp runtime slices sort strconv strings sync syscall testing text/template time unicode unicode/utf8 unsafe'.split(
    ' ',
  );

export function parseFixture(text: string): Fixture {
  const archive = parseTxtar(text);
  const settings = new Map<string, string[]>();
  const prose: string[] = [];
  for (const line of archive.comment.split('\n')) {
    const match =
      /^(checks|profile|go|env|platform|arch|today|tags|tracked|executable|place|exec|no-newline|crlf|bom):\s*(.*)$/.exec(
        line,
      );
    if (match?.[1] === undefined) prose.push(line);
    else settings.set(match[1], [...(settings.get(match[1]) ?? []), match[2] ?? '']);
  }
  return { description: prose.join('\n').trim(), settings, archive };
}

/** @returns the fixture's `want` and `fixed/…` sections as the engine of today would write them */
export async function runFixture(
  fixture: Fixture,
  checks: readonly Check[],
  folderId: string,
): Promise<TxtarArchive['files']> {
  const ports = portsOf(fixture);
  const engine = createEngine(ports, checks);
  const profile = profiles.find((word) => word === fixture.settings.get('profile')?.[0]) ?? 'static';
  const knownTags = list(fixture, 'tags');
  const only = list(fixture, 'checks');
  const result = await engine.run(
    {
      root: fixtureRoot,
      config: { ...defaultConfig, profile, knownTags },
      granted: profile,
      only: only.length > 0 ? only : [folderId],
    },
    new AbortController().signal,
  );
  const templates = templatesOf(checks);
  const sections = [{ name: 'want', data: describe(result, templates) }];
  const fix = result.findings.flatMap((finding) => finding.fixes).find((candidate) => candidate.kind === 'edit');
  if (fix) sections.push(...(await applyFix(fix, ports)));
  return sections;
}

function list(fixture: Fixture, key: string): string[] {
  return (fixture.settings.get(key) ?? []).flatMap((value) => value.split(/[,\s]+/)).filter((word) => word !== '');
}

function portsOf(fixture: Fixture): Ports & { files: MemoryFiles } {
  const files = new MemoryFiles();
  const version = fixture.settings.get('go')?.[0] ?? '1.26.8';
  if (version !== 'none') {
    installGo(files, goroot, `go${version}`);
    for (const path of std)
      files.write(`${goroot}/src/${path}/doc.go`, `package ${path.slice(path.lastIndexOf('/') + 1)}\n`);
  }
  const answers: string[] = [];
  for (const { name, data } of fixture.archive.files) {
    if (name === 'want' || name.startsWith('fixed/')) continue;
    if (name === 'answer') {
      answers.push(data);
      continue;
    }
    const link = / -> (.*)$/.exec(name);
    if (link?.[1] !== undefined) {
      files.links.set(joinPath(fixtureRoot, name.slice(0, link.index)), joinPath(fixtureRoot, link[1]));
      continue;
    }
    const path = `${joinPath(fixtureRoot, name)}${name.endsWith('/') ? '/' : ''}`;
    files.write(path, decorate(fixture, name, data));
  }
  if (fixture.settings.has('tracked')) files.write(`${fixtureRoot}/.git/index`, gitIndexOf(list(fixture, 'tracked')));
  for (const path of fixture.settings.get('executable') ?? []) files.executables.add(joinPath(fixtureRoot, path));
  for (const setting of fixture.settings.get('place') ?? []) {
    const [, path = '', state = '{}'] = /^(\S+) (.*)$/.exec(setting) ?? [];
    files.places.set(joinPath(fixtureRoot, path), JSON.parse(state) as Partial<PlaceState>);
  }
  const variables: Record<string, string> = {
    HOME: '/home/u',
    PATH: version === 'none' ? '/usr/bin:/bin' : `${goroot}/bin:/usr/bin:/bin`,
  };
  for (const setting of fixture.settings.get('env') ?? []) {
    const at = setting.indexOf('=');
    variables[setting.slice(0, at)] = setting.slice(at + 1);
  }
  const expected = [...(fixture.settings.get('exec') ?? [])];
  const platform = fixture.settings.get('platform')?.[0];
  const arch = fixture.settings.get('arch')?.[0];
  const today = fixture.settings.get('today')?.[0];
  const ports = memoryPorts({
    files,
    tree: (root) => memoryTree(files, root),
    environment: {
      variables,
      ...(variables.TMPDIR !== undefined && { tempDir: variables.TMPDIR }),
      ...(arch !== undefined && { arch }),
      ...(platform === 'darwin' && { platform: 'darwin', userConfigDir: '/home/u/Library/Application Support' }),
    },
    answer: (request) => {
      const line = `${request.file.slice(request.file.lastIndexOf('/') + 1)} ${request.args.join(' ')}`;
      const at = expected.findIndex((prefix) => line.startsWith(prefix));
      if (at < 0) return undefined;
      expected.splice(at, 1);
      return answerOf(answers.splice(at, 1)[0] ?? '');
    },
  });
  return today === undefined ? ports : { ...ports, clock: { ...ports.clock, today: () => today } };
}

function decorate(fixture: Fixture, name: string, data: string): string {
  let text = data;
  if (fixture.settings.get('no-newline')?.includes(name)) text = text.replace(/\n$/, '');
  if (fixture.settings.get('crlf')?.includes(name)) text = text.replaceAll('\n', '\r\n');
  if (fixture.settings.get('bom')?.includes(name)) text = `\uFEFF${text}`;
  return text;
}

function answerOf(data: string): { kind: 'exited'; code: number; stdout: string; stderr: string; durationMs: number } {
  let code = 0;
  const stdout: string[] = [];
  const stderr: string[] = [];
  for (const line of data.split(/(?<=\n)/)) {
    const exit = /^exit: (\d+)\n?$/.exec(line);
    if (exit) code = Number(exit[1]);
    else if (line.startsWith('stderr: ')) stderr.push(line.slice('stderr: '.length));
    else stdout.push(line);
  }
  return { kind: 'exited', code, stdout: stdout.join(''), stderr: stderr.join(''), durationMs: 1 };
}

function templatesOf(checks: readonly CheckMeta[]): ReadonlyMap<string, string> {
  const all = new Map(Object.entries(sharedMessages));
  for (const check of checks)
    for (const [name, text] of Object.entries(check.messages)) all.set(`${check.id}.${name}`, text);
  return all;
}

function describe(result: RunResult, templates: ReadonlyMap<string, string>): string {
  const text = (message: Message): string => {
    const template = templates.get(message.id);
    if (template === undefined) throw new Error(`no template for message ${message.id}`);
    const rendered = format(template, message.args);
    if (/\{\w+\}/.test(rendered)) throw new Error(`message ${message.id} lacks an argument: ${rendered}`);
    return rendered;
  };
  const lines: string[] = [];
  for (const finding of result.findings) {
    lines.push(`${placeOf(finding)} ${finding.severity} ${finding.check}: ${text(finding.message)}`);
    for (const related of finding.related) lines.push(`  related ${place(related)}: ${text(related.message)}`);
    for (const fix of finding.fixes) lines.push(`  fix: ${text(fix.title)}${fix.safe ? ' [safe]' : ''}`);
  }
  for (const { kind, check, subject, reason } of result.outcomes) {
    if (reason) lines.push(`${kind === 'findings' ? 'incomplete' : kind} ${check} ${subject}: ${text(reason)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function placeOf(finding: Finding): string {
  return finding.location ? place(finding.location) : `(${finding.anchor ?? 'nowhere'})`;
}

function place({ file, range: { start, end } }: NonNullable<Finding['location']>): string {
  const path = relativeWithin(fixtureRoot, file) ?? file;
  return `${path}:${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1}`;
}

async function applyFix(fix: Extract<Fix, { kind: 'edit' }>, ports: Ports): Promise<TxtarArchive['files']> {
  const name = (file: string): string => `fixed/${relativeWithin(fixtureRoot, file) ?? file.slice(1)}`;
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of fix.edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  const sections: { name: string; data: string }[] = [];
  for (const [file, edits] of byFile) {
    const content = await ports.files.readFile(file);
    const before = content.kind === 'file' ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.bytes) : '';
    const texts = edits.filter((edit): edit is TextEdit => edit.kind === 'text');
    for (const edit of edits) {
      if (edit.kind === 'form' && content.kind === 'file')
        sections.push({
          name: name(file),
          data: new TextDecoder('utf-8', { ignoreBOM: true }).decode(applyForm(content.bytes, edit.form)),
        });
      if (edit.kind === 'create') sections.push({ name: name(file), data: edit.text });
      if (edit.kind === 'rename')
        sections.push({ name: `${name(file)} renamed to ${edit.to.slice(fixtureRoot.length + 1)}`, data: '' });
    }
    if (texts.length > 0) sections.push({ name: name(file), data: applyTextEdits(before, texts) });
  }
  return sections;
}

/** Applies edits whose ranges refer to the text before; they may not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const edited = applyEdits(text, edits);
  if (edited === undefined) throw new Error('edits of a fix overlap, or lie outside the file');
  return edited;
}
