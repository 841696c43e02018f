import { bareScan } from './commands';
import type { ActivationTimes } from './activation';
import type { EngineEdits } from './engineEdits';
import type { ServerTimes } from './languageServers';
import type { Timing } from './measure';
import { isMeasured, type Measured } from './measured';
import { goListFind } from './commands';
import { ratioOf, type ModuleResult } from './modules';
import { median, type Spread } from './statistics';
import { bareRead, wholeFileRows, type WholeFileResult } from './wholeFiles';

/** Everything that was measured on one project. */
export interface ProjectResult {
  readonly project: string;
  /** Go files of the tree */
  readonly goFiles: number;
  readonly commands: ReadonlyMap<string, Measured<Timing>>;
  readonly engine?: Measured<EngineEdits>;
  /** of the command line, at its highest */
  readonly cliPeakMb?: Measured<number>;
  readonly servers: ReadonlyMap<string, Measured<ServerTimes>>;
  readonly wholeFiles?: WholeFileResult;
}

export interface ExtensionResult {
  readonly activation: Measured<ActivationTimes>;
  /** bytes by the name of a bundle, and of the VSIX */
  readonly bundles: ReadonlyMap<string, number>;
  readonly vsix: number;
}

/** A Markdown table, and what its cells could not say. */
interface Table {
  readonly lines: readonly string[];
  readonly notMeasured: readonly string[];
}

const blank = '—';

/** Whole processes: a row a command, a column a project, with the ratio to the bare scan. */
export function commandTable(results: readonly ProjectResult[], wanted: number): Table {
  const notMeasured: string[] = [];
  const names = [...new Set(results.flatMap(({ commands }) => [...commands.keys()]))];
  const rows = names.map((name) => [
    name,
    ...results.map(({ project, commands }) => {
      const timing = commands.get(name);
      if (timing === undefined) return blank;
      if (!isMeasured(timing)) {
        notMeasured.push(`${name} on ${project}: ${timing.why}`);
        return 'not measured';
      }
      const floor = commands.get(bareScan);
      const ratio = isMeasured(floor) ? ` (${times(timing.value.ms / floor.value.ms)})` : '';
      return `${seconds(timing.value.ms)}${ratio}${fewer(timing.value.runs.length, wanted)}`;
    }),
  ]);
  rows.push([
    'peak memory of `go-preflight`',
    ...results.map(({ cliPeakMb }) => (isMeasured(cliPeakMb) ? megabytes(cliPeakMb.value) : blank)),
  ]);
  return { lines: table(['whole process', ...results.map(({ project }) => project)], rows), notMeasured };
}

/** Language servers: a row a project and server. */
export function serverTable(results: readonly ProjectResult[], wanted: number): Table {
  const notMeasured: string[] = [];
  const rows = results.flatMap(({ project, servers }) =>
    [...servers].map(([name, measured]) => {
      const cell = <T>(of: Measured<T>, show: (value: T) => string, what: string): string => {
        if (isMeasured(of)) return show(of.value);
        notMeasured.push(`${what} of ${name} on ${project}: ${of.why}`);
        return 'not measured';
      };
      if (!isMeasured(measured)) return [project, name, cell(measured, String, 'the times'), blank, blank, blank];
      const { loadedMs, header, goMod, residentMb, peakMb, runs } = measured.value;
      return [
        ...[project, name, `${seconds(loadedMs)}${fewer(runs, wanted)}`],
        ...[cell(header, spreadText, 'a header edit'), cell(goMod, spreadText, 'a go.mod edit')],
        Number.isNaN(residentMb) ? blank : `${megabytes(residentMb)} (${megabytes(peakMb)})`,
      ];
    }),
  );
  const head = [
    'tree',
    'server',
    'loaded',
    'header edit to Problem, median (p95)',
    'go.mod edit to Problem, median (p95)',
  ];
  return { lines: table([...head, 'memory (peak)'], rows, 2), notMeasured };
}

/** The engine alone: what an edit costs, and what is kept of a file. */
export function engineTable(results: readonly ProjectResult[]): Table {
  const notMeasured: string[] = [];
  const rows = results.map(({ project, engine, commands }) => {
    if (!isMeasured(engine)) {
      notMeasured.push(`the engine alone on ${project}: ${engine?.why ?? 'it was not asked for'}`);
      return [project, ...Array<string>(6).fill('not measured')];
    }
    const { header, files, treeBytes, tagBytes, sixTargetsBytes } = engine.value;
    const list = commands.get(goListFind);
    return [
      project,
      `${header.median.toFixed(1)} ms (${header.p95.toFixed(1)} ms)`,
      isMeasured(list) ? ms(list.value.ms) : blank,
      String(files),
      ...[treeBytes, tagBytes, sixTargetsBytes].map((bytes) => bytes.toFixed(0)),
    ];
  });
  const head = [
    'the engine alone',
    'one header judged again, median (p95)',
    '`go list -find`, one target',
    'files',
    'bytes a file: the tree, besides the path',
    'bytes a file: all that build tags remember',
    'the same, with six declared targets',
  ];
  return { lines: table(head, rows), notMeasured };
}

/** The checks that need whole files: a row a project and way to ask. */
export function wholeFileTable(results: readonly ProjectResult[]): Table {
  const notMeasured: string[] = [];
  const rows = results.flatMap(({ project, wholeFiles }) => {
    if (wholeFiles === undefined) return [];
    const { files, bytes } = wholeFiles;
    const measuredRows = wholeFileRows(wholeFiles);
    const floor = measuredRows.find(([what]) => what === bareRead)?.[1];
    return measuredRows.map(([what, of]) => {
      const tree = `${project}, ${files} files, ${(bytes / 1e6).toFixed(0)} MB`;
      if (!isMeasured(of)) {
        notMeasured.push(`${what} on ${project}: ${of.why}`);
        return [tree, what, 'not measured', blank];
      }
      const ratio = isMeasured(floor) ? times(of.value.median / floor.value.median) : blank;
      return [tree, what, spreadText(of.value), ratio];
    });
  });
  return { lines: table(['tree', 'whole files', 'median (p95)', 'ratio'], rows, 2), notMeasured };
}

export function extensionTable({ activation, bundles, vsix }: ExtensionResult): Table {
  const rows: string[][] = [];
  if (isMeasured(activation)) {
    const { loadMs, activateMs, totals } = activation.value;
    const all = totals.map((total) => total.toFixed(0)).join(', ');
    rows.push(['activation in VS Code, loading its code and `activate`', `${ms(median(totals))} (${all})`]);
    rows.push(['of it, loading the code', ms(loadMs)], ['of it, `activate`', ms(activateMs)]);
  }
  for (const [name, bytes] of bundles) rows.push([`bundle ${name}`, kilobytes(bytes)]);
  rows.push(['VSIX', kilobytes(vsix)]);
  const notMeasured = isMeasured(activation) ? [] : [`the extension's activation: ${activation.why}`];
  return { lines: table(['the extension', ''], rows), notMeasured };
}

/** Questions about modules: ours, the nearest of `go`'s, and how many times as long it takes. */
export function moduleTable({ rows, vendoredFiles }: ModuleResult): Table {
  const notMeasured: string[] = [];
  const cell = (of: Measured<Timing>, what: string): string => {
    if (isMeasured(of)) return seconds(of.value.ms);
    notMeasured.push(`${what}: ${of.why}`);
    return 'not measured';
  };
  const lines = rows.map((row) => {
    const ratio = ratioOf(row);
    return [
      row.what,
      cell(row.ours, row.what),
      row.peer,
      cell(row.theirs, row.peer),
      ratio === undefined ? blank : times(ratio),
    ];
  });
  return {
    lines: table([`thanos v0.36.1, ${vendoredFiles} files vendored`, 'time', '`go`', 'its time', 'ratio'], lines),
    notMeasured,
  };
}

/** @param texts how many columns hold words; the others hold numbers and are aligned to the right */
function table(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, at) => (at < texts ? '---' : '---:')).join('|')}|`, ...rows.map(line)];
}

/** What is slow was not run as often as the others. */
function fewer(runs: number, wanted: number): string {
  return runs < wanted ? ', once' : '';
}

function spreadText({ median: middle, p95 }: Spread): string {
  return `${ms(middle)} (${ms(p95)})`;
}

function times(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0);
}

function seconds(milliseconds: number): string {
  return milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(2)} s` : `${(milliseconds / 1000).toFixed(0)} s`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
