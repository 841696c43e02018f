import { readFileSync } from 'node:fs';
import { goSyntaxError, type GoSyntaxError } from '../../src/engine/parse/goSyntax/goSyntaxError';
import { goDeclarations } from '../../src/engine/parse/goSource/goDeclarations';
import { goUses } from '../../src/engine/parse/goSource/goUses';
import { SeededRandom } from './seededRandom';
import { mutations } from './syntaxMutations';
import type { Complaint, SyntaxAnswer, SyntaxOracle } from './syntaxOracle';

/** How our recogniser of Go's syntax compares with the compiler's parser, and with go/parser. */
export class SyntaxProof {
  files = 0;
  /** both accept, both refuse */
  accepted = 0;
  refused = 0;
  sameLine = 0;
  sameWords = 0;
  /** the compiler refuses them, we do not */
  missed = 0;
  /** the same, where a newer compiler does not refuse them */
  newer = 0;
  /** of those that both refuse: what reads the names of a file stumbles over them, so that the check looks closer */
  stumbled = 0;
  /** we and the compiler refuse them, go/parser does not */
  parserAccepts = 0;
  readonly falseAlarms: string[] = [];
  readonly missedExamples: string[] = [];
  readonly otherLines: string[] = [];
  readonly otherWords: string[] = [];
  readonly acceptedByParser: string[] = [];

  add(name: string, source: Uint8Array, { Compiler: theirs, Parser: parser }: SyntaxAnswer): void {
    this.files++;
    const ours = goSyntaxError(source);
    if (theirs === undefined && ours === undefined) this.accepted++;
    else if (theirs === undefined) this.falseAlarms.push(`${name}: ${tell(source, ours)}; the compiler reads it`);
    // Go 1.27 has methods with type parameters; an older compiler's refusal is nothing that we could tell of.
    else if (ours === undefined && theirs.Words === 'method must have no type parameters') this.newer++;
    else if (ours === undefined) {
      this.missed++;
      keep(this.missedExamples, `${name}: missed ${tellTheirs(theirs)}`);
    } else {
      this.refused++;
      const said = `${name}: ${tell(source, ours)}; the compiler says ${tellTheirs(theirs)}`;
      if (lineOf(source, ours.start) === theirs.Line) this.sameLine++;
      else keep(this.otherLines, said);
      if (ours.words === theirs.Words) this.sameWords++;
      else keep(this.otherWords, said);
      if (goDeclarations(source).broken || goUses(source) === undefined) this.stumbled++;
      if (parser === undefined) {
        this.parserAccepts++;
        keep(this.acceptedByParser, said);
      }
    }
  }

  /** This and another, as one. */
  and(other: SyntaxProof): SyntaxProof {
    const both = new SyntaxProof();
    for (const key of [
      'files',
      'accepted',
      'refused',
      'sameLine',
      'sameWords',
      'missed',
      'newer',
      'stumbled',
      'parserAccepts',
    ] as const)
      both[key] = this[key] + other[key];
    for (const key of ['falseAlarms', 'missedExamples', 'otherLines', 'otherWords', 'acceptedByParser'] as const)
      both[key].push(...this[key], ...other[key]);
    return both;
  }

  toString(): string {
    const { files, accepted, refused, missed, sameLine, sameWords, stumbled, parserAccepts } = this;
    return (
      `${files} files: ${accepted} read by both, ${refused} refused by both (${sameLine} at the same line, ${sameWords} in the same words, ` +
      `${stumbled} that the reader of names stumbles over, ${parserAccepts} read by go/parser), ${missed} missed, ${this.falseAlarms.length} false alarms`
    );
  }
}

function keep(examples: string[], example: string): void {
  if (examples.length < 40) examples.push(example);
}

function lineOf(source: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = source.indexOf(10); at >= 0 && at < offset; at = source.indexOf(10, at + 1)) line++;
  return line;
}

function tell(source: Uint8Array, error: GoSyntaxError | undefined): string {
  return error === undefined ? 'nothing' : `${lineOf(source, error.start)}: ${error.words}`;
}

function tellTheirs({ Line, Column, Words }: Complaint): string {
  return `${Line}:${Column}: ${Words}`;
}

/** All of these files as they are. */
export async function compareFiles(oracle: SyntaxOracle, paths: readonly string[]): Promise<SyntaxProof> {
  const proof = new SyntaxProof();
  for (let from = 0; from < paths.length; from += 100) {
    const some = paths.slice(from, from + 100).map((path) => ({ path, source: new Uint8Array(readFileSync(path)) }));
    const answers = await oracle.ask(some.map(({ source }) => source));
    for (const [at, { path, source }] of some.entries()) proof.add(path, source, answers[at]!);
  }
  return proof;
}

/** Mutated files: by kind of mutation. @param texts sources, files and others */
export async function compareMutated(
  oracle: SyntaxOracle,
  texts: readonly { readonly name: string; readonly text: string }[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<ReadonlyMap<string, SyntaxProof>> {
  const random = new SeededRandom(seed);
  const proofs = new Map(mutations.map(({ kind }) => [kind, new SyntaxProof()]));
  for (let done = 0; done < count;) {
    const batch = Array.from({ length: Math.min(100, count - done) }, (_, index) => {
      const { name, text } = random.pick(texts);
      const { kind, apply } = mutations[(done + index) % mutations.length]!;
      const changed = apply(text, random);
      return { kind, name: `${name} (${done + index})`, source: new TextEncoder().encode(changed) };
    });
    const answers = await oracle.ask(batch.map(({ source }) => source));
    for (const [at, { kind, name, source }] of batch.entries()) proofs.get(kind)!.add(name, source, answers[at]!);
    done += batch.length;
  }
  return proofs;
}
