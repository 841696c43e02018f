import { deepEqual, equal } from 'node:assert/strict';
import { folderToScan } from '../../../src/cli/folderToScan';
import { optionTable, parseArguments, reservedWords } from '../../../src/cli/options';
import { SeededRandom } from '../../support/seededRandom';

describe('the folder that is going to be verified', () => {
  it('is told before the arguments are parsed', () => {
    const told: Readonly<Record<string, string | undefined>> = {
      '': '.',
      shop: 'shop',
      '--profile static shop': 'shop',
      'shop --profile=static --strict': 'shop',
      '-p static -f json shop --only a,b': 'shop',
      '--fix': '.',
      '--help': undefined,
      '-v': undefined,
      '--list --format json': undefined,
      '--explain require-unused': undefined,
      'why go': undefined,
      'env shop': undefined,
      'a b': undefined,
      '--no-such': undefined,
    };
    for (const [line, folder] of Object.entries(told))
      equal(folderToScan(line.split(' ').filter(Boolean)), folder, line);
  });

  it('is none but the one that the parser finds', () => {
    const random = new SeededRandom(7);
    const words = [
      ...optionTable.map(({ name }) => `--${name}`),
      ...optionTable.flatMap((option) => ('short' in option ? [`-${option.short}`] : [])),
      ...['static', 'json', 'error', 'en', 'dir', './env', 'a/b', '--format=json', '--only=x', '--', '-', '-x'],
      ...reservedWords,
    ];
    let verified = 0;
    for (let line = 0; line < 4000; line++) {
      const argv = Array.from({ length: random.below(5) }, () => random.pick(words));
      const parsed = parseArguments(argv);
      const guess = folderToScan(argv);
      if (parsed.kind === 'error' || guess === undefined) continue;
      verified++;
      const { folder = '.', subcommand } = parsed.arguments;
      deepEqual([guess, undefined], [folder, subcommand], argv.join(' '));
    }
    equal(verified > 100, true, `${verified}`);
  });
});
