import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Limiter } from '../../../src/base/limiter';
import { ourModAnswer, ourWorkAnswer, readEditAnswer, type EditAnswer } from '../../support/goEditJson';
import type { ModFileSource } from '../../support/goFileCorpus';
import { askGo, offline } from '../../support/realGo';
import { go, type Tree } from '../trees';

export interface ParserProof {
  /** files read as go reads them */
  readonly accepted: number;
  /** files refused as go refuses them */
  readonly refused: number;
  readonly disagreements: readonly string[];
}

/** Whether our parsers read go.mod and go.work as `go mod edit -json` and `go work edit -json` do. */
export async function proveParsers(sources: readonly ModFileSource[]): Promise<ParserProof> {
  const dir = await mkdtemp(join(tmpdir(), 'go-preflight-parsers-'));
  const limiter = new Limiter(2);
  let accepted = 0;
  let refused = 0;
  const disagreements: string[] = [];
  try {
    const one = async ({ name, text }: ModFileSource, at: number): Promise<void> => {
      const isWork = name.endsWith('.work');
      const file = `${at}.${isWork ? 'work' : 'mod'}`;
      await writeFile(join(dir, file), text);
      const answer = await editAnswer(dir, [isWork ? 'work' : 'mod', 'edit', '-json', file], file);
      await rm(join(dir, file));
      const ours = isWork ? ourWorkAnswer(text) : ourModAnswer(text);
      if (!isDeepStrictEqual(ours, answer))
        disagreements.push(`${name}: go ${JSON.stringify(answer)}; we ${JSON.stringify(ours)}`);
      else if (answer.kind === 'data') accepted++;
      else refused++;
    };
    await Promise.all(sources.map((source, at) => limiter.run(() => one(source, at))));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return { accepted, refused, disagreements: disagreements.toSorted() };
}

async function editAnswer(dir: string, args: readonly string[], file: string): Promise<EditAnswer> {
  const { code, stdout, stderr } = await askGo(args, { cwd: dir, env: offline });
  return readEditAnswer(code === 0 ? 0 : 1, stdout, stderr, file);
}

/**
 * The go.mod of the module versions that the given trees require, and of those that these require. What the module cache
 * lacks of them, go fetches, until there are `enough` modules.
 */
export async function modFilesOfRequired(trees: readonly Tree[], enough: number): Promise<readonly ModFileSource[]> {
  const cache = (await go(process.cwd(), ['env', 'GOMODCACHE'])).trim();
  const found = new Map<string, ModFileSource>();
  const absent = new Set<string>();
  const asked = new Set<string>();
  const waiting: string[] = [];
  for (const { dir } of trees) waiting.push(...requirementsOf(await readFile(join(dir, 'go.mod'), 'utf8')));
  for (;;) {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (found.has(name)) continue;
      const at = name.lastIndexOf('@');
      const folder = join(cache, 'cache', 'download', escaped(name.slice(0, at)), '@v');
      const text = await readFile(join(folder, `${escaped(name.slice(at + 1))}.mod`), 'utf8').catch(() => undefined);
      if (text === undefined) {
        absent.add(name);
        continue;
      }
      found.set(name, { name: `${name}/go.mod`, text });
      waiting.push(...requirementsOf(text));
    }
    const sources = [...found.values()];
    const next = [...absent].filter((name) => !asked.has(name)).slice(0, 50);
    if (moduleCount(sources) >= enough || next.length === 0) return sources;
    for (const name of next) asked.add(name);
    // Fetches the go.mod of each, and no more. One that is gone from the proxy is no reason to stop.
    await go(trees[0]?.dir ?? '.', ['list', '-m', '-e', ...next]).catch(() => '');
    waiting.push(...next);
  }
}

/** `path@version` of each line that requires something. Not by the parser that is on trial. */
function requirementsOf(text: string): readonly string[] {
  const lines = text.matchAll(/^\s*(?:require\s+)?([\w.~-]+\.[\w./~-]+)\s+(v[\w.+-]+)/gm);
  return Array.from(lines, ([, path = '', version = '']) => `${path}@${version}`);
}

/** How many different modules the files belong to. */
export function moduleCount(sources: readonly ModFileSource[]): number {
  return new Set(sources.map(({ name }) => name.slice(0, name.lastIndexOf('@')))).size;
}

/** Upper case letters are `!` and the lower case one in the module cache. */
function escaped(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
