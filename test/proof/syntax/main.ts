import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SyntaxOracle } from '../../support/syntaxOracle';
import { compareFiles, compareMutated, SyntaxProof } from '../../support/syntaxProof';
import { go, type Tree } from '../trees';
import { plantSyntax } from './planted';

/** What cmd/compile stops at in Go files, as they are and broken. @returns the number of false alarms, and of what it refuses and we read */
export async function proveSyntax(trees: readonly Tree[], work: string, seed: number): Promise<number> {
  const goroot = (await go(process.cwd(), ['env', 'GOROOT'])).trim();
  // Go's own tests are full of what the compiler has to refuse.
  const all = [...trees, { name: 'GOROOT/test', dir: join(goroot, 'test') }];
  const oracle = SyntaxOracle.build(process.cwd());
  let bad = 0;
  const note = (name: string, proof: SyntaxProof): void => {
    bad += proof.falseAlarms.length + proof.missed;
    console.log(`${name}: ${String(proof)}`);
    for (const line of proof.falseAlarms.slice(0, 20)) console.log(`  FALSE ALARM ${line}`);
    for (const line of proof.missedExamples.slice(0, 20)) console.log(`  MISSED ${line}`);
    for (const line of proof.otherLines.slice(0, 20)) console.log(`  another line ${line}`);
  };
  try {
    let whole = new SyntaxProof();
    let broken = new SyntaxProof();
    for (const { name, dir } of all) {
      const files = goFilesIn(dir);
      const proof = await compareFiles(oracle, files);
      note(name, proof);
      whole = whole.and(proof);
      const texts = files
        .filter((path) => statSync(path).size < 40_000 && !/testdata|fixedbugs/.test(dirname(path)))
        .map((path) => ({ name: path, text: readFileSync(path, 'utf8') }));
      if (texts.length === 0) continue;
      for (const [kind, mutated] of await compareMutated(oracle, texts, { count: 7500, seed })) {
        if (mutated.falseAlarms.length + mutated.missed > 0) note(`${name}, ${kind}`, mutated);
        broken = broken.and(mutated);
      }
    }
    console.log(`as they are: ${String(whole)}`);
    console.log(`broken: ${String(broken)}`);
    for (const line of broken.otherLines.slice(0, 10)) console.log(`  another line ${line}`);
    const planted = await plantSyntax(trees, work, oracle, { count: 400, seed });
    const { found, missed, harmless, wrong } = planted;
    bad += wrong.length;
    console.log(
      `planted: ${found} found, ${missed.length} missed, ${harmless} that the compiler reads, ${wrong.length} told otherwise`,
    );
    for (const line of missed) console.log(`  missed ${line}`);
    for (const line of wrong) console.log(`  WRONG ${line}`);
    for (const line of broken.acceptedByParser.slice(0, 10)) console.log(`  read by go/parser ${line}`);
  } finally {
    await oracle.close();
  }
  return bad;
}

/** Test data too: what is no Go there is what is wanted. */
function goFilesIn(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.go'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
