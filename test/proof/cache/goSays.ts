import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReportFinding } from '../report';
import { go, type Tree } from '../trees';

/**
 * What go says of a tree where it is asked to load and to tidy it: errors and changes alone, a line each. Where go.sum
 * is missing go says no more than that, so it is asked again when it has made one.
 */
export async function complaintsOfGo(tree: Tree): Promise<readonly string[]> {
  const asPublished = await complaints(tree);
  if (existsSync(join(tree.dir, 'go.sum'))) return asPublished;
  await said(tree, ['mod', 'download', 'all'], { GOFLAGS: '-mod=mod' });
  return [...asPublished, ...(await complaints(tree))];
}

/** What go vet says of the package of a finding: it compiles all that the package needs, so it is not asked for all of a tree. */
export async function complaintsOfVet(tree: Tree, { file = '' }: ReportFinding): Promise<readonly string[]> {
  if (!file.endsWith('.go')) return [];
  return (await said(tree, ['vet', `./${dirname(file)}`], { GOFLAGS: '' })).split('\n');
}

async function complaints(tree: Tree): Promise<readonly string[]> {
  const packages = ['list', '-e', '-deps', '-test', '-json=ImportPath,Error', './...'];
  const answers = await Promise.all([
    said(tree, packages, { GOFLAGS: '' }),
    said(tree, packages, { GOFLAGS: '', GOWORK: '' }),
    said(tree, ['mod', 'tidy', '-diff'], {}),
  ]);
  return answers.flatMap((text) => text.split('\n')).filter((line) => !/^\s*"ImportPath"|^\s*[{}]/.test(line));
}

/** Whether a complaint of go names what the finding names: a path of its message, or its file. */
export function isNamed(lines: readonly string[], { message, file }: ReportFinding): boolean {
  const paths = message.split(/[\s,;():"]+/).filter((word) => /[\w-]\/[\w.@-]|^\.\.?\//.test(word));
  const names = [...paths.map((path) => path.replace(/\/$/, '')), ...(file === undefined ? [] : [basename(file)])];
  const own = names.filter((name) => name !== 'go.mod' && name !== 'go.work' && name !== 'modules.txt');
  return own.some((name) => lines.some((line) => line.includes(name)));
}

function said(tree: Tree, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return go(tree.dir, args, env).catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}\n${stderr}`;
  });
}
