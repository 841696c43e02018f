import { ClashOracle } from '../support/clashOracle';
import { isConfirmed } from './confirm';
import { mutations } from './mutations';
import { isLoud, lineOf, verify, type Report } from './report';
import { ThroughServer } from './throughServer';
import { goAnswer, moduleOf, type Tree } from './trees';

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
  const clashes = new ClashOracle(process.cwd());
  for (const finding of clean.findings.filter(isLoud)) {
    if (await isConfirmed(tree, finding, clashes)) confirmed.push(lineOf(finding));
    else unconfirmed.push(lineOf(finding));
  }
  clashes.dispose();
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
      // What was there before is not found.
      if (report.findings.some((finding) => !known.has(lineOf(finding)) && broken.isFound(finding))) found.push(label);
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
  const said = async (...args: string[]): Promise<string> => {
    const { code, stdout, output } = await goAnswer(tree.dir, args, offline);
    return code === 0 ? stdout : `failed: ${output}`;
  };
  return `${await said('list', '-deps', '-test', './...')}\n${await said('mod', 'tidy', '-diff')}`;
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
