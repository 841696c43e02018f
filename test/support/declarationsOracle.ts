import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { goDeclarations } from '../../src/engine/parse/goSource/goDeclarations';
import { goUses } from '../../src/engine/parse/goSource/goUses';
import { goPrints, offline } from './realGo';

/** What go/parser says of a file. Offsets are bytes. */
interface OracleFile {
  readonly File: string;
  readonly Error?: string;
  readonly Package: string;
  readonly Declarations: readonly {
    readonly Kind: string;
    readonly Name: string;
    readonly Start: number;
    readonly Bodyless?: boolean;
  }[];
  readonly Uses: readonly number[];
}

export interface DeclarationsProof {
  readonly files: number;
  readonly declarations: number;
  readonly uses: number;
  /** files that go/parser refuses: of these nothing is compared */
  readonly refused: number;
  readonly differences: readonly string[];
}

/** Compares the declarations and uses that we read in Go files with those of go/parser, whose resolver is the oracle. */
export async function compareWithGoParser(root: string, files: readonly string[]): Promise<DeclarationsProof> {
  const work = mkdtempSync(join(tmpdir(), 'declarations-oracle-'));
  try {
    const binary = join(work, process.platform === 'win32' ? 'oracle.exe' : 'oracle');
    const source = join(root, 'test', 'fixtures', 'oracles', 'declarations', 'main.go');
    goPrints(['build', '-o', binary, source], { cwd: work, env: offline });
    return await compareAll(binary, files);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function compareAll(binary: string, files: readonly string[]): Promise<DeclarationsProof> {
  const child = spawn(binary, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${files.join('\n')}\n`);
  let [declarations, uses, refused, compared] = [0, 0, 0, 0];
  const differences: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const oracle = JSON.parse(line) as OracleFile;
    if (oracle.Error !== undefined) {
      refused++;
      continue;
    }
    compared++;
    declarations += oracle.Declarations.length;
    uses += oracle.Uses.length;
    differences.push(...differencesOf(oracle));
  }
  if (compared + refused !== files.length)
    throw new Error(`the oracle answered ${compared + refused} of ${files.length}`);
  return { files: compared, declarations, uses, refused, differences };
}

function differencesOf(oracle: OracleFile): string[] {
  const bytes = readFileSync(oracle.File);
  const read = goDeclarations(bytes);
  const found: string[] = [];
  if (read.broken) found.push('we call it broken');
  if (read.packageName !== oracle.Package) found.push(`package ${read.packageName}, go ${oracle.Package}`);
  const own = new Set(read.declarations.filter(({ kind }) => kind !== 'method').map(({ name }) => name));
  const names = (list: OracleFile['Declarations']): string[] =>
    list.map(({ Kind, Name, Start, Bodyless = false }) => `${Kind} ${Name} ${Start} ${String(Bodyless)}`);
  const ours = read.declarations.map(({ kind: Kind, name: Name, start: Start, bodyless: Bodyless = false }) => ({
    Kind,
    Name,
    Start,
    Bodyless,
  }));
  found.push(...unlike(names(ours), names(oracle.Declarations)));
  const uses = goUses(bytes)?.uses;
  const at = (start: number): string => `use ${start}`;
  if (uses === undefined) found.push('we cannot read its uses');
  else {
    const free = uses.filter(({ name }) => !own.has(name)).map(({ start }) => at(start));
    found.push(...unlike(free, oracle.Uses.map(at)));
  }
  return found.map((difference) => `${oracle.File}: ${difference}`);
}

function unlike(ours: readonly string[], theirs: readonly string[]): string[] {
  const [mine, go] = [new Set(ours), new Set(theirs)];
  return [
    ...ours.filter((each) => !go.has(each)).map((each) => `only we: ${each}`),
    ...theirs.filter((each) => !mine.has(each)).map((each) => `only go: ${each}`),
  ];
}

/** Every Go file below a folder, also those that no build takes; testdata may hold what is no Go. */
export function goFilesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.go') && !/[\\/]testdata([\\/]|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
