// @ts-check
/**
 * Writes `src/engine/parse/ci/goReleases.ts`: which lines of Go exist, since when, and their newest release. It asks the
 * ordinary go client for the versions of the module golang.org/toolchain, so it needs a network and says nothing about
 * lines before 1.21, of which the months stand below. `node scripts/refresh-go-releases.mjs --check` only compares.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';

const file = path.join(import.meta.dirname, '..', 'src', 'engine', 'parse', 'ci', 'goReleases.ts');
const build = 'linux-amd64';

/** Before the module existed: the month of each first release, and the last release of the line. @type {[string, string, string][]} */
const history = [
  ['1.1', '2013-05', '1.1.2'],
  ['1.2', '2013-12', '1.2.2'],
  ['1.3', '2014-06', '1.3.3'],
  ['1.4', '2014-12', '1.4.3'],
  ['1.5', '2015-08', '1.5.4'],
  ['1.6', '2016-02', '1.6.4'],
  ['1.7', '2016-08', '1.7.6'],
  ['1.8', '2017-02', '1.8.7'],
  ['1.9', '2017-08', '1.9.7'],
  ['1.10', '2018-02', '1.10.8'],
  ['1.11', '2018-08', '1.11.13'],
  ['1.12', '2019-02', '1.12.17'],
  ['1.13', '2019-09', '1.13.15'],
  ['1.14', '2020-02', '1.14.15'],
  ['1.15', '2020-08', '1.15.15'],
  ['1.16', '2021-02', '1.16.15'],
  ['1.17', '2021-08', '1.17.13'],
  ['1.18', '2022-03', '1.18.10'],
  ['1.19', '2022-08', '1.19.13'],
  ['1.20', '2023-02', '1.20.14'],
];

/** @param {string[]} args */
function goList(...args) {
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
  return execFileSync('go', ['list', '-m', ...args], { cwd: os.tmpdir(), env, encoding: 'utf8', timeout: 120_000 });
}

function releases() {
  const versions = goList('-versions', 'golang.org/toolchain')
    .trim()
    .split(/\s+/)
    .flatMap((word) => new RegExp(`^v0\\.0\\.1-go(1\\.\\d+\\.\\d+)\\.${build}$`).exec(word)?.[1] ?? []);
  const lines = [...new Set(versions.map((version) => version.split('.').slice(0, 2).join('.')))];
  return lines
    .map((line) => Number(line.split('.')[1]))
    .filter((minor) => minor >= 21)
    .toSorted((a, b) => a - b)
    .map((minor) => {
      const line = `1.${minor}`;
      const patches = versions.filter((one) => one.startsWith(`${line}.`)).map((one) => Number(one.split('.')[2]));
      const first = JSON.parse(goList('-json', `golang.org/toolchain@v0.0.1-go${line}.0.${build}`));
      return [line, String(first.Time).slice(0, 7), `${line}.${Math.max(...patches)}`];
    });
}

const today = new Date().toISOString().slice(0, 10);
const known = /asOf = '([\d-]+)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
const check = process.argv.includes('--check');
const rows = [...history, ...releases()].map(
  ([line, released, newest]) => `{ line: '${line}', released: '${released}', newest: '${newest}' },`,
);
const text = `/** Written by \`node scripts/refresh-go-releases.mjs\`; do not edit. */

/** The day of this table. Lines that came later are missing from it, and so is the end of support that they brought. */
export const asOf = '${check ? known : today}';

/** A line of releases: 1.24 with all its patches. */
export interface GoReleaseLine {
  readonly line: string;
  /** month of its first release */
  readonly released: string;
  /** newest release on the day of the table */
  readonly newest: string;
}

/** Oldest first, without a gap. */
export const goReleaseLines: readonly GoReleaseLine[] = [${rows.join('\n')}];
`;
const config = await resolveConfig(file);
const formatted = await format(text, { ...config, parser: 'typescript' });
if (!check) writeFileSync(file, formatted);
else if (formatted !== readFileSync(file, 'utf8')) {
  console.error(
    `${path.relative(process.cwd(), file)} is of ${known}; there are newer releases: run it without --check`,
  );
  process.exitCode = 1;
}
