import { basename } from 'node:path';
import type { ReportFinding } from '../report';
import { go, type Tree } from '../trees';

/** What go says of a tree where it is asked to load, to vet and to tidy it: errors and changes alone, a line each. */
export async function complaintsOfGo(tree: Tree): Promise<readonly string[]> {
  const packages = ['list', '-e', '-deps', '-test', '-json=ImportPath,Error', './...'];
  const answers = await Promise.all([
    said(tree, packages, { GOFLAGS: '' }),
    said(tree, packages, { GOFLAGS: '', GOWORK: '' }),
    said(tree, ['vet', './...'], { GOFLAGS: '' }),
    said(tree, ['mod', 'tidy', '-diff'], {}),
  ]);
  return answers.flatMap((text) => text.split('\n')).filter((line) => !/^\s*"ImportPath"|^\s*[{}]/.test(line));
}

/** Whether a complaint of go names what the finding names: a path of its message, or its file. */
export function isNamed(complaints: readonly string[], { message, file }: ReportFinding): boolean {
  const paths = message.split(/[\s,;():"]+/).filter((word) => /[\w-]\/[\w.@-]|^\.\.?\//.test(word));
  const names = [...paths.map((path) => path.replace(/\/$/, '')), ...(file === undefined ? [] : [basename(file)])];
  const own = names.filter((name) => name !== 'go.mod' && name !== 'go.work' && name !== 'modules.txt');
  return own.some((name) => complaints.some((line) => line.includes(name)));
}

function said(tree: Tree, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return go(tree.dir, args, env).catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}\n${stderr}`;
  });
}
