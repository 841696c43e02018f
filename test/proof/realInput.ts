import { mutations } from './mutations';
import { isLoud, lineOf, verify, type Report, type ReportFinding } from './report';
import { ThroughServer } from './throughServer';
import { go, moduleOf, type Tree } from './trees';

export interface TreeProof {
  readonly tree: string;
  /** loud findings on the tree as published that `go` does not confirm: must be empty */
  readonly unconfirmed: readonly string[];
  readonly confirmed: readonly string[];
  /** mutations found at the right line */
  readonly found: readonly string[];
  /** mutations that the tree has nothing for, or that `go` itself does not mind there */
  readonly without: readonly string[];
  readonly missed: readonly string[];
  /** runs in which the language server did not say what the CLI said */
  readonly different: readonly string[];
}

/** Verifies a tree as it is, then broken in each way, one at a time. */
export async function proveTree(tree: Tree): Promise<TreeProof> {
  const clean = await verify(tree.dir);
  const server = await ThroughServer.open(tree.dir);
  const different: string[] = [];
  const compare = async (name: string, ours: Report, changed?: string): Promise<void> => {
    const difference = differenceOf(ours, await server.verify(changed));
    if (difference !== undefined) different.push(`${name}: ${difference}`);
  };
  await compare('as published', clean);
  const confirmed: string[] = [];
  const unconfirmed: string[] = [];
  for (const finding of clean.findings.filter(isLoud)) {
    if (await isConfirmed(tree, finding)) confirmed.push(lineOf(finding));
    else unconfirmed.push(lineOf(finding));
  }
  const found: string[] = [];
  const without: string[] = [];
  const missed: string[] = [];
  const module = await moduleOf(tree);
  const known = new Set(clean.findings.map(lineOf));
  const usual = await goSays(tree);
  for (const mutation of mutations) {
    const broken = await mutation.apply(module);
    if (broken === undefined) {
      without.push(mutation.name);
      continue;
    }
    try {
      const report = await verify(tree.dir);
      await compare(mutation.name, report, broken.file);
      const label = `${mutation.name} (${broken.what})`;
      if (report.findings.some(broken.isFound)) found.push(label);
      else if ((await goSays(tree)) === usual) without.push(`${label}: go does not mind`);
      else
        missed.push(
          `${label}; new: ${report.findings
            .filter((finding) => !known.has(lineOf(finding)))
            .slice(0, 4)
            .map(lineOf)
            .join(' | ')}`,
        );
    } finally {
      await broken.restore();
      await server.verify(broken.file);
    }
  }
  await server.close();
  return { tree: tree.name, unconfirmed, confirmed, found, without, missed, different };
}

/**
 * What go says of a tree, offline: whether it loads everything, and what tidy would change. A mutation that changes neither
 * is no fault: in vendor mode, for instance, nobody reads go.sum.
 */
async function goSays(tree: Tree): Promise<string> {
  const offline = { GOPROXY: 'off', GONOPROXY: 'none', GOSUMDB: 'off', GOFLAGS: '' };
  const said = async (...args: string[]): Promise<string> =>
    go(tree.dir, args, offline).catch((error: unknown) => {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      return `failed: ${stdout}${stderr}`;
    });
  return `${await said('list', '-deps', '-test', './...')}\n${await said('mod', 'tidy', '-diff')}`;
}

/** The procedure that the check's page names (DESIGN.md, "confirmed"): go's failure, tidy's difference, absence on every port. */
async function isConfirmed(tree: Tree, finding: ReportFinding): Promise<boolean> {
  switch (finding.family) {
    case 'modules':
    case 'sums':
      return tidyMentions(tree, finding);
    case 'build-tags':
      return isBuiltNowhere(tree, finding);
    default:
      return false;
  }
}

/** `go mod tidy -diff` with the network says the same: its difference names a word of the message. */
async function tidyMentions(tree: Tree, finding: ReportFinding): Promise<boolean> {
  const words = finding.message.split(/[\s,;]+/).filter((word) => /^[\w.-]+\.[a-z]+\/|^[\w-]+\.[\w.-]+\//.test(word));
  const output = await go(tree.dir, ['mod', 'tidy', '-diff']).catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return stdout + stderr;
  });
  return words.some((word) => output.split('\n').some((line) => /^[+-]|go: /.test(line) && line.includes(word)));
}

/** No port, with cgo or without, lists the file among those it builds. */
async function isBuiltNowhere(tree: Tree, finding: ReportFinding): Promise<boolean> {
  if (finding.file === undefined) return false;
  const slash = finding.file.lastIndexOf('/');
  const folder = slash < 0 ? '.' : `./${finding.file.slice(0, slash)}`;
  const name = finding.file.slice(slash + 1);
  const ports = (await go(tree.dir, ['tool', 'dist', 'list'])).trim().split('\n');
  const format =
    '{{range .GoFiles}}{{.}} {{end}}{{range .CgoFiles}}{{.}} {{end}}{{range .TestGoFiles}}{{.}} {{end}}{{range .XTestGoFiles}}{{.}} {{end}}';
  for (const port of ports) {
    const [GOOS = '', GOARCH = ''] = port.split('/');
    for (const CGO_ENABLED of ['0', '1']) {
      const listed = await go(tree.dir, ['list', '-e', '-find', '-f', format, folder], {
        GOOS,
        GOARCH,
        CGO_ENABLED,
      }).catch(() => '');
      if (listed.split(/\s+/).includes(name)) return false;
    }
  }
  return true;
}

/** What one report says and the other does not; undefined where they say the same. */
function differenceOf(cli: Report, server: Report): string | undefined {
  const [ours, theirs] = [cli, server].map(({ findings }) => findings.map(lineOf)) as [string[], string[]];
  const missing = ours.filter((line) => !theirs.includes(line));
  const extra = theirs.filter((line) => !ours.includes(line));
  if (missing.length + extra.length === 0) return undefined;
  return [...missing.map((line) => `only CLI ${line}`), ...extra.map((line) => `only server ${line}`)]
    .slice(0, 3)
    .join(' | ');
}
