import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { tagKind } from '../../src/engine/constraints/tagKind';
import { allOracleTargets, printTarget, type OracleTarget } from '../support/goListOracle';
import { ClashOracle } from '../support/clashOracle';
import { go, goAnswer, type Tree } from './trees';
import type { ReportFinding } from './report';

/** Whether `go` says what a loud finding says, by the procedure that the check's page names (DESIGN.md, "confirmed"). */
export async function isConfirmed(tree: Tree, finding: ReportFinding, clashes: ClashOracle): Promise<boolean> {
  const confirm = confirmers[finding.check];
  if (confirm) return confirm(tree, finding, clashes);
  if (finding.family !== 'modules' && finding.family !== 'sums') return false;
  return (await tidyMentions(tree, finding)) || tidyAloneMentions(tree, finding);
}

type Confirmer = (tree: Tree, finding: ReportFinding, clashes: ClashOracle) => Promise<boolean>;

const builtNowhere: Confirmer = (tree, finding) => isBuiltNowhere(tree, finding);
const stopped: Confirmer = async (tree, finding) => {
  for (const target of targetsOf(finding))
    if ((await listed(tree, finding, target, ['-json=Error'])).includes('"Err"')) return true;
  return false;
};

const confirmers: Readonly<Record<string, Confirmer>> = {
  'constant-overflow-on-target': overflowShown,
  'stub-signature-drift': clashShown,
  'symbol-missing-in-configuration': clashShown,
  'symbol-redeclared-in-configuration': clashShown,
  'constraint-unsatisfiable': builtNowhere,
  'constraint-contradicts-file-name': builtNowhere,
  'constraint-contradicts-cgo': builtNowhere,
  'file-name-accidental-constraint': builtNowhere,
  'plus-build-empty': builtNowhere,
  'tag-foreign-alias': rightTagMatters,
  'tag-misspelt': rightTagMatters,
  'import-of-excluded-package': excludedImport,
  'imported-symbol-missing-in-configuration': importedNameMissing,
  'package-excluded-on-target': excludedImport,
  'dependency-excluded-on-target': excludedImport,
  'go-build-syntax-error': stopped,
  'go-build-multiple': stopped,
  'package-clause-mismatch': stopped,
  'c-source-without-cgo-file': stopped,
  'source-encoding': stopped,
  'function-body-missing': (tree, finding) => buildStops(tree, finding, 'missing function body'),
  'main-undeclared-in-configuration': (tree, finding) => buildStops(tree, finding, 'function main is undeclared'),
  'syntax-error-on-target': isUnreadable,
  'tag-passed-but-unused': tagChangesNothing,
  'test-suffix-order': isNoTestFile,
  'plus-build-too-close': (tree, finding) => lineMatters(tree, finding, (line) => `${line}\n`),
  'go-build-space-after-slashes': (tree, finding) =>
    lineMatters(tree, finding, (line) => line.replace(/\/\/\s+go:build/, '//go:build')),
  'gomod-replace-version-mismatch': isNotReplaced,
  'gomod-replace-target-missing': stopsWhereRequired,
  'gomod-replace-target-no-gomod': stopsWhereRequired,
  'gowork-use-missing': stopsTheWorkspace,
  'vendor-package-dir-missing': isNotVendored,
  'go-build-near-miss': (tree, finding) => lineMatters(tree, finding, () => writtenBy(finding)),
  'go-version-below-module': isRefused,
};

/** go/types says it of the name, in every build that the finding names. */
async function clashShown(
  tree: Tree,
  { file, targets = [], message }: ReportFinding,
  clashes: ClashOracle,
): Promise<boolean> {
  const name = / in the call of (\S+) for /.exec(message)?.[1] ?? message.split(' ')[0] ?? '';
  const said = await clashes.ask(join(tree.dir, dirname(file ?? '')), targets);
  return targets.length > 0 && targets.every((target) => said[target]?.some((line) => line.endsWith(` ${name}`)));
}

/** The compiler says it of the name, in every build that the finding names. */
async function importedNameMissing(tree: Tree, { file = '', targets = [], message }: ReportFinding): Promise<boolean> {
  const name = message.split(' ')[0] ?? '';
  for (const target of targets) {
    const [port = '', ...words] = target.split(',');
    const [GOOS = '', GOARCH = ''] = port.split('/');
    const env = { GOOS, GOARCH, CGO_ENABLED: words.includes('cgo') ? '1' : '0' };
    const tags = words.flatMap((word) => word.match(/^tags=(.*)$/)?.[1]?.split('+') ?? []).join();
    const args = file.endsWith('_test.go') ? ['vet'] : ['build', '-gcflags=-e', '-o', '/dev/null'];
    const { output } = await goAnswer(tree.dir, [...args, `-tags=${tags}`, `./${dirname(file)}`], env);
    if (!output.includes(`: undefined: ${name}\n`)) return false;
  }
  return targets.length > 0;
}

/** go/types says it of the place and of the others, in every build that the finding names and in none with an int of eight bytes. */
async function overflowShown(tree: Tree, { file, range, related, targets = [] }: ReportFinding): Promise<boolean> {
  const overflows = new ClashOracle(process.cwd(), 'overflows');
  try {
    const wide = targets.map((target) => target.replace(/\/\w+/, '/amd64'));
    const said = await overflows.ask(join(tree.dir, dirname(file ?? '')), [...targets, ...wide]);
    const starts = [range, ...related.map((each) => each.range)].flatMap((each) => (each ? [each.start] : []));
    const places = starts.map(({ line, column }) => `overflow ${basename(file ?? '')}:${line}:${column}`);
    return (
      targets.length > 0 &&
      targets.every((target, at) =>
        places.every((place) => said[target]?.includes(place) && !said[wide[at] ?? '']?.includes(place)),
      )
    );
  } finally {
    overflows.dispose();
  }
}

/** `go mod tidy -diff` with the network says the same: its difference names a word of the message. */
async function tidyMentions(tree: Tree, finding: ReportFinding, flags: readonly string[] = []): Promise<boolean> {
  const words = finding.message.split(/[\s,;]+/).filter((word) => /^[\w.-]+\.[a-z]+\/|^[\w-]+\.[\w.-]+\//.test(word));
  const { code, stdout, output } = await goAnswer(tree.dir, ['mod', 'tidy', '-diff', ...flags]);
  const said = code === 0 ? stdout : output;
  return words.some((word) => said.split('\n').some((line) => /^[+-]|go: /.test(line) && line.includes(word)));
}

/** The same of a module out of its repository, with the published versions in place of the folders that it lacks there. */
async function tidyAloneMentions(tree: Tree, finding: ReportFinding): Promise<boolean> {
  const { Replace } = JSON.parse(await go(tree.dir, ['mod', 'edit', '-json'])) as {
    Replace: { Old: { Path: string; Version?: string }; New: { Path: string; Version?: string } }[] | null;
  };
  const gone = (Replace ?? []).filter(
    ({ New: { Path, Version } }) => Version === undefined && !existsSync(join(tree.dir, Path, 'go.mod')),
  );
  if (gone.length === 0) return false;
  const work = await mkdtemp(join(tmpdir(), 'gp-alone-'));
  try {
    const file = join(work, 'go.mod');
    await copyFile(join(tree.dir, 'go.mod'), file);
    await copyFile(join(tree.dir, 'go.sum'), join(work, 'go.sum')).catch(() => undefined);
    const drop = gone.map(({ Old: { Path, Version } }) => `-dropreplace=${Path}${Version ? `@${Version}` : ''}`);
    await go(tree.dir, ['mod', 'edit', ...drop, file]);
    return await tidyMentions(tree, finding, [`-modfile=${file}`]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** go says of every port, with cgo and without, that it leaves the file out, whether the file's own tags are set or not. */
async function isBuiltNowhere(tree: Tree, finding: ReportFinding): Promise<boolean> {
  const own = await ownTags(join(tree.dir, finding.file ?? ''));
  for (const target of allOracleTargets())
    for (const tags of own.length > 0 ? [[], own] : [[]])
      if (!(await isListed(tree, finding, { ...target, tags }, leftOut))) return false;
  return true;
}

/** With the tag that is meant some port takes the file that leaves it now. */
async function rightTagMatters(tree: Tree, finding: ReportFinding): Promise<boolean> {
  const meant = /Replace with (\S+)/.exec(finding.fixes.map(({ title }) => title).join('\n'))?.[1];
  if (finding.range === undefined || meant === undefined) return false;
  const { start, end } = finding.range;
  const right = (line: string): string => line.slice(0, start.column - 1) + meant + line.slice(end.column - 1);
  return lineMatters(tree, finding, right);
}

/** The line that the fix of a finding writes. */
function writtenBy({ fixes }: ReportFinding): string {
  return fixes.flatMap(({ title }) => /^Write (.*)$/.exec(title)?.[1] ?? [])[0] ?? '';
}

/** The go that runs here says that it is too old. */
async function isRefused(tree: Tree, { message }: ReportFinding): Promise<boolean> {
  const required = / needs Go (\S+?)[;,:]? /.exec(message)?.[1] ?? '?';
  const { stderr } = await goAnswer(tree.dir, ['list', '-m']);
  return stderr.includes(`requires go >= ${required} `);
}

/** Some port takes the file, or leaves it, that it leaves, or takes, once the line of the finding is as `right` makes it. */
async function lineMatters(tree: Tree, finding: ReportFinding, right: (line: string) => string): Promise<boolean> {
  if (finding.file === undefined || finding.range === undefined) return false;
  const work = await mkdtemp(join(tmpdir(), 'gp-right-line-'));
  try {
    const path = join(tree.dir, finding.file);
    const lines = (await readFile(path, 'utf8')).split('\n');
    const at = finding.range.start.line - 1;
    lines[at] = right(lines[at] ?? '');
    await writeFile(join(work, 'right'), lines.join('\n'));
    await writeFile(join(work, 'overlay'), JSON.stringify({ Replace: { [path]: join(work, 'right') } }));
    const overlay = [`-overlay=${join(work, 'overlay')}`];
    for (const target of allOracleTargets())
      if ((await takes(tree, finding, target, overlay)) !== (await takes(tree, finding, target))) return true;
    return false;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Some port builds the file into its package. */
async function isNoTestFile(tree: Tree, finding: ReportFinding): Promise<boolean> {
  for (const target of allOracleTargets()) {
    const built = await listed(tree, finding, target, ['-f', '{{join .GoFiles "\\n"}}']);
    if (built.split('\n').includes(basename(finding.file ?? ''))) return true;
  }
  return false;
}

/** go selects the module as it is. */
async function isNotReplaced(tree: Tree, { message }: ReportFinding): Promise<boolean> {
  const path = /^this replaces (\S+) /.exec(message)?.[1] ?? '';
  const version = '{{.Version}}{{if .Replace}} replaced{{end}}';
  const { code, stdout } = await goAnswer(tree.dir, ['list', '-m', '-f', version, path]);
  return code === 0 && /^v\S+\s*$/.test(stdout);
}

/** go finds no such packages in vendor, whether a build of this machine asks for them or not. */
async function isNotVendored(tree: Tree, { message, related }: ReportFinding): Promise<boolean> {
  const one = / package (\S+), which /.exec(message)?.[1];
  const paths =
    one === undefined ? related.map((place) => /^no Go file of ([^\s,]+)/.exec(place.message)?.[1] ?? '') : [one];
  const answers = await Promise.all(paths.map((path) => lacksVendored(tree, path)));
  return answers.length > 0 && answers.every(Boolean);
}

async function lacksVendored(tree: Tree, path: string): Promise<boolean> {
  const { stderr } = await goAnswer(tree.dir, ['list', '-mod=vendor', path], { GOFLAGS: '' });
  return stderr.includes(path) && /cannot find|no required module|import lookup disabled/.test(stderr);
}

/** A workspace of this module alone stops go: with all of go.work, go names the first one only. */
function stopsTheWorkspace(tree: Tree, { message }: ReportFinding): Promise<boolean> {
  const used = /^go\.work uses (\S+),/.exec(message)?.[1] ?? '.';
  const text = `go 1.21\n\nuse ${join(tree.dir, used)}\n`;
  return stopsAt('go.work', text, 'listed in go.work file');
}

/** A module that requires the replaced one, and nothing else, stops go: of all that are missing, go names the first one only. */
function stopsWhereRequired(tree: Tree, { message }: ReportFinding): Promise<boolean> {
  const [, folder = '', module = ''] = /^(\S+), which replaces (\S+), /.exec(message) ?? [];
  const text = `module probe\n\ngo 1.21\n\nrequire ${module} v0.0.0\n\nreplace ${module} => ${join(tree.dir, folder)}\n`;
  return stopsAt('go.mod', text, module);
}

/** Whether go, in a folder that holds this file alone, fails and says why in such words. */
async function stopsAt(name: 'go.mod' | 'go.work', text: string, words: string): Promise<boolean> {
  const work = await mkdtemp(join(tmpdir(), 'gp-probe-'));
  try {
    await writeFile(join(work, name), text);
    const env = name === 'go.work' ? { GOWORK: join(work, name) } : {};
    const { code, stderr } = await goAnswer(work, ['list', '-m', 'all'], env);
    return code !== 0 && stderr.startsWith('go: ') && stderr.includes(words);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A build of the folder on the target stops at the package that has no file for it. */
async function excludedImport(tree: Tree, finding: ReportFinding): Promise<boolean> {
  for (const target of targetsOf(finding)) {
    const folders = [finding, ...finding.related].map(({ file = '' }) => `./${dirname(file)}`);
    for (const folder of folders) {
      const said = await run(tree, target, ['list', '-e', '-deps', '-test', '-json=Error', folder]);
      if (said.includes('build constraints exclude all Go files')) return true;
    }
  }
  return false;
}

/** The compiler or the linker says it in a build that the finding names. */
async function buildStops(tree: Tree, finding: ReportFinding, words: string): Promise<boolean> {
  const [target] = targetsOf(finding);
  if (target === undefined) return false;
  const env = { GOOS: target.goos, GOARCH: target.goarch, CGO_ENABLED: target.cgo ? '1' : '0' };
  const args = ['build', '-o', '/dev/null', `./${dirname(finding.file ?? '')}`];
  const { stderr } = await goAnswer(tree.dir, args, env);
  return stderr.includes(words);
}

/** The compiler stops at the line, and a build that the finding names takes the file. */
async function isUnreadable(tree: Tree, finding: ReportFinding): Promise<boolean> {
  const { file = '', range } = finding;
  const [target] = targetsOf(finding);
  if (target === undefined || !(await takes(tree, finding, target))) return false;
  // The compiler removes what -o names when it fails: that must be a file of ours, never /dev/null.
  const work = await mkdtemp(join(tmpdir(), 'gp-compile-'));
  try {
    const args = ['tool', 'compile', '-o', join(work, 'x.o'), join(tree.dir, file)];
    const { output } = await goAnswer(tree.dir, args);
    return output.includes(`${basename(file)}:${range?.start.line ?? 0}:`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** With the tag go lists the same files of all packages, those of other modules among them, as without it. */
async function tagChangesNothing(tree: Tree, { message }: ReportFinding): Promise<boolean> {
  const tag = / sets (\S+), which/.exec(message)?.[1];
  if (tag === undefined) return false;
  const list = (flags: readonly string[]): Promise<string> =>
    go(tree.dir, ['list', '-e', '-deps', '-test', ...flags, '-f', `{{.ImportPath}} ${fileLists}`, './...']);
  return (await list([])) === (await list([`-tags=${tag}`]));
}

const fileLists =
  '{{range .GoFiles}}{{.}} {{end}}{{range .CgoFiles}}{{.}} {{end}}{{range .TestGoFiles}}{{.}} {{end}}{{range .XTestGoFiles}}{{.}} {{end}}' +
  '{{range .SFiles}}{{.}} {{end}}{{range .CFiles}}{{.}} {{end}}{{range .HFiles}}{{.}} {{end}}';

/** What go passes over for a constraint, a name, or cgo that is off. */
const leftOut = '{{range .IgnoredGoFiles}}{{.}} {{end}}{{range .IgnoredOtherFiles}}{{.}} {{end}}';

function takes(
  tree: Tree,
  finding: ReportFinding,
  target: OracleTarget,
  flags: readonly string[] = [],
): Promise<boolean> {
  return isListed(tree, finding, target, fileLists, flags);
}

/** @param lists a template that prints names of files */
async function isListed(
  tree: Tree,
  finding: ReportFinding,
  target: OracleTarget,
  lists: string,
  flags: readonly string[] = [],
): Promise<boolean> {
  const names = await listed(tree, finding, target, [...flags, '-f', lists]);
  return names.split(/\s+/).includes(basename(finding.file ?? ''));
}

function listed(
  tree: Tree,
  { file = '' }: ReportFinding,
  target: OracleTarget,
  flags: readonly string[],
): Promise<string> {
  return run(tree, target, ['list', '-e', '-find', ...flags, `./${dirname(file)}`]);
}

async function run(
  tree: Tree,
  { goos, goarch, cgo, tags = [] }: OracleTarget,
  args: readonly string[],
): Promise<string> {
  const [verb = '', ...rest] = args;
  const env = { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? '1' : '0' };
  const { code, stdout } = await goAnswer(tree.dir, [verb, `-tags=${tags.join()}`, ...rest], env);
  return code === 0 ? stdout : '';
}

/** The builds that a finding names; every port where it names none. */
function targetsOf({ targets = [] }: ReportFinding): readonly OracleTarget[] {
  const all = allOracleTargets();
  const named = all.filter((target) => targets.includes(printTarget(target)));
  return named.length > 0 ? named : all;
}

async function ownTags(file: string): Promise<readonly string[]> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).match(/^\/\/(?:go:build| ?\+build).*$/gm) ?? [];
  const words = lines.flatMap((line) => line.replace(/^\S+(?: \+build)?/, '').match(/[\w.]+/g) ?? []);
  return [...new Set(words)].filter((word) => tagKind(word).kind === 'custom');
}
