import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReportFinding } from '../report';
import { goAnswer, type Tree } from '../trees';

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
  return complaintsIn(await said(tree, ['vet', `./${dirname(file)}`], { GOFLAGS: '' }));
}

async function complaints(tree: Tree): Promise<readonly string[]> {
  const packages = ['list', '-e', '-deps', '-test', '-json=Error', './...'];
  const answers = await Promise.all([
    said(tree, packages, { GOFLAGS: '' }),
    said(tree, packages, { GOFLAGS: '', GOWORK: '' }),
    said(tree, ['mod', 'tidy', '-diff'], {}),
  ]);
  return answers.flatMap(complaintsIn);
}

/**
 * What go finds fault with: the errors of packages with their places, without the packages that lead there; the lines that
 * tidy would change, without those around them; and what stops go, without the modules that it looks at on the way.
 */
export function complaintsIn(answer: string): readonly string[] {
  return answer.split('\n').filter((line) => {
    if (/^(?:---|\+\+\+) (?:current|tidy)\//.test(line)) return false;
    if (/^[+-]/.test(line) || /^\t+"(?:Pos|Err)": /.test(line)) return true;
    const isProgress = /^go: (?:downloading|extracting|upgraded|added|found .* in|finding) /.test(line);
    return !isProgress && !/^(?:[{}[\]]|diff |@@|# | |\t+["{}[\]])/.test(line) && line !== '';
  });
}

async function said(tree: Tree, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stdout, stderr } = await goAnswer(tree.dir, args, env);
  return code === 0 ? stdout : `${stdout}\n${stderr}`;
}
