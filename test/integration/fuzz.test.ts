import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fuzzCorpus, type CorpusFile } from '../support/fuzzCorpus';
import { fuzzedParsers, type FuzzedParser } from '../support/fuzzParsers';
import { mutate } from '../support/mutate';
import { SeededRandom } from '../support/seededRandom';

/** `npm run fuzz -- --cases 1000000 --seed 7` sets both. */
const cases = Number(process.env.FUZZ_CASES ?? (process.env.CI === 'true' ? 100_000 : 10_000));
const seed = Number(process.env.FUZZ_SEED ?? 1);

/** Reading a file of a few kilobytes takes a millisecond; a busy machine may take a thousand times as long. */
const hangMs = 60_000;

function damaged(file: CorpusFile, others: readonly string[], random: SeededRandom): string {
  const { text } = file;
  switch (random.below(8)) {
    case 0:
      return text.slice(0, random.below(text.length + 1));
    case 1:
      return Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256))).toString();
    case 2: {
      const bytes = Buffer.from(text.slice(0, 4000));
      for (let times = random.below(20); times > 0 && bytes.length > 0; times--)
        bytes[random.below(bytes.length)] = random.below(256);
      return bytes.toString();
    }
    default:
      return mutate(text.slice(0, 20_000), others, random);
  }
}

async function failureOf(parser: FuzzedParser, text: string): Promise<string | undefined> {
  const started = performance.now();
  try {
    await parser.run(text);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const tookMs = performance.now() - started;
  return tookMs > hangMs ? `took ${Math.round(tookMs)} ms` : undefined;
}

/** Exported functions that take a text, or a part of one, and say what it holds. */
function parsersIn(source: string): readonly string[] {
  const declared = /^export (?:async )?function ((?:parse|read)[A-Z]\w*)\(\s*(\w+)\??: (?:string|Uint8Array)/gm;
  return Array.from(source.matchAll(declared), ([, name = '']) => name);
}

describe('parsers under fuzz', () => {
  const corpus = fuzzCorpus(process.env.GOROOT ?? '/usr/local/go');

  it('each have files to read', () => {
    for (const { name, reads } of fuzzedParsers)
      ok(
        corpus.some((file) => reads.test(file.name)),
        name,
      );
  });

  it('are all that the engine has', () => {
    const listed = readFileSync('test/support/fuzzParsers.ts', 'utf8');
    const folder = path.join('src', 'engine', 'parse');
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => parsersIn(readFileSync(path.join(folder, name), 'utf8')));
    ok(names.length > 30, names.join());
    deepEqual(
      names.filter((name) => !new RegExp(`\\b${name}\\b`).test(listed)),
      [],
    );
    deepEqual(parsersIn('export async function parseX(\n  text: string'), ['parseX'], 'control');
    deepEqual(parsersIn('export function readX(syntax: Tree'), [], 'control');
  });

  it(`give problems and never throw or hang: ${cases} cases from seed ${seed}`, async function () {
    this.timeout(30 * 60_000);
    const random = new SeededRandom(seed);
    const texts = corpus.map(({ text }) => text.slice(0, 2000));
    const meant = new Map(
      fuzzedParsers.map((parser) => [parser, corpus.filter(({ name }) => parser.reads.test(name))]),
    );
    let run = 0;
    for (; run < cases; run++) {
      const parser = random.pick(fuzzedParsers);
      // Now and then the wrong kind of file: names lie.
      const file = random.pick(random.below(10) === 0 ? corpus : (meant.get(parser) ?? corpus));
      const text = damaged(file, texts, random);
      const failure = await failureOf(parser, text);
      equal(failure, undefined, `case ${run} of seed ${seed}, ${parser.name}, ${JSON.stringify(text.slice(0, 3000))}`);
    }
    equal(run, cases);
  });

  it('take time that grows with the length of the text only', async function () {
    this.timeout(10 * 60_000);
    const units = new Set([
      '(',
      ')',
      '"',
      '`',
      '/*',
      '*/',
      '//',
      '\n',
      ' ',
      '\t',
      ',',
      '&&',
      '!',
      'a ',
      'a\n',
      '{',
      '[',
      '- ',
      ': ',
      '  - a:\n',
      '$',
      '\\',
      '${',
      '=',
      '|',
      '<<<<<<< a\n',
    ]);
    for (const { text } of corpus.filter((_, at) => at % 211 === 0))
      for (const line of text.split('\n', 6)) units.add(`${line}\n`);
    const slow: string[] = [];
    for (const parser of fuzzedParsers) {
      for (const unit of units) {
        const time = async (length: number): Promise<number> => {
          const text = unit.repeat(Math.max(1, Math.floor(length / unit.length)));
          const before = process.cpuUsage();
          await parser.run(text);
          const { user, system } = process.cpuUsage(before);
          return (user + system) / 1000;
        };
        // Eight times the text may take twenty times as long; what takes little is not measured.
        const short = await time(10_000);
        if (short > 400) slow.push(`${parser.name} ${JSON.stringify(unit)}: ${Math.round(short)} ms for 10 kB`);
        else {
          const long = await time(80_000);
          if (long > 600 && long > 20 * short)
            slow.push(`${parser.name} ${JSON.stringify(unit)}: ${Math.round(short)} ms, then ${Math.round(long)} ms`);
        }
      }
    }
    equal(slow.join('\n'), '');
  });
});
