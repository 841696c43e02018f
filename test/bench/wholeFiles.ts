import { cpSync, mkdtempSync, readdirSync, rmSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { constantOverflowOnTarget } from '../../src/engine/checks/build-tags/constant-overflow-on-target';
import { importedSymbolMissingInConfiguration } from '../../src/engine/checks/build-tags/imported-symbol-missing-in-configuration';
import { mainUndeclaredInConfiguration } from '../../src/engine/checks/build-tags/main-undeclared-in-configuration';
import {
  stubSignatureDrift,
  symbolMissingInConfiguration,
  symbolRedeclaredInConfiguration,
} from '../../src/engine/checks/build-tags/symbols-in-configurations';
import { syntaxErrorOnTarget } from '../../src/engine/checks/build-tags/syntax-error-on-target';
import { EngineOnDisk } from '../support/engineOnDisk';
import { timeTogether, type Command, type Timing } from './measure';
import { isMeasured, measured, type Measured } from './measured';
import type { Project } from './projects';
import { spread, type Spread } from './statistics';

export const bareRead = 'bare read of the same files, a whole process';
const wholeFileChecks =
  'whole-file checks: `--profile offline --only symbol-*,imported-*,constant-*,syntax-*,stub-*,main-*`, a whole process';
const inBackground = 'whole-file checks in a running engine, every file read again';
const afterEdit = 'whole-file checks in a running engine, one body edited';

/** The checks that need whole files, on one project. */
export interface WholeFileResult {
  readonly project: string;
  readonly files: number;
  readonly bytes: number;
  readonly commands: ReadonlyMap<string, Measured<Timing>>;
  readonly engine: Measured<EngineTimes>;
}

interface EngineTimes {
  readonly again: Spread;
  readonly edit: Spread;
}

const checks = [
  constantOverflowOnTarget,
  importedSymbolMissingInConfiguration,
  mainUndeclaredInConfiguration,
  stubSignatureDrift,
  symbolMissingInConfiguration,
  symbolRedeclaredInConfiguration,
  syntaxErrorOnTarget,
];

/** @param scratch for a copy of the project: its files are written to */
export async function measureWholeFiles(project: Project, scratch: string, runs: number): Promise<WholeFileResult> {
  const { dir } = project;
  const files = goFiles(dir);
  const list = path.join(scratch, 'whole-files.txt');
  writeFileSync(list, files.join('\n'));
  const cli = path.join(process.cwd(), 'dist/cli.js');
  const only = checks.map(({ id }) => id).join(',');
  const node = (...args: string[]): Command => ({ file: process.execPath, args, cwd: dir, accepts: [1] });
  const commands = await timeTogether(
    new Map([
      [bareRead, node(path.join(process.cwd(), 'test/bench/bareRead.cjs'), list)],
      [wholeFileChecks, node(cli, dir, '--profile', 'offline', '--format', 'json', '--only', only)],
    ]),
    runs,
  );
  const copy = mkdtempSync(path.join(scratch, 'edited-'));
  const engine = await measured(() => inEngine(project, copy, runs));
  return {
    project: project.name,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    commands,
    engine,
  };
}

/** From the change of files to the answer of the checks, with the worker thread that the server has. */
async function inEngine(project: Project, copy: string, runs: number): Promise<EngineTimes> {
  cpSync(project.dir, copy, { recursive: true });
  const edited = path.join(copy, path.relative(project.dir, project.edited));
  const text = readFileSync(edited, 'utf8');
  const all = goFiles(copy);
  const engine = new EngineOnDisk(copy, checks, process.env, path.join(process.cwd(), 'dist/scanWorker.js'));
  const timed = async (): Promise<number> => {
    const started = performance.now();
    await engine.run();
    return performance.now() - started;
  };
  try {
    await engine.run();
    const again: number[] = [];
    const edit: number[] = [];
    for (let turn = 0; turn < runs; turn++) {
      engine.invalidate(...all);
      again.push(await timed());
      for (let key = 0; key < editsOfOneRun; key++) {
        writeFileSync(edited, `${text}\nfunc edited${key}() int { return ${turn} }\n`);
        engine.invalidate(edited);
        edit.push(await timed());
      }
    }
    return { again: spread(again), edit: spread(edit) };
  } finally {
    await engine.dispose();
    rmSync(copy, { recursive: true, force: true });
  }
}

const editsOfOneRun = 5;

/** The Go files that the checks read. */
function goFiles(dir: string): readonly string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /^[^._].*\.go$/.test(entry.name))
    .map(({ name }) => path.join(dir, name));
  const folders = entries.filter((entry) => entry.isDirectory() && !/^([._].*|testdata|vendor)$/.test(entry.name));
  return [...files, ...folders.flatMap(({ name }) => goFiles(path.join(dir, name)))];
}

/** The background's time in times of the bare read. */
export function backgroundRatio({ commands, engine }: WholeFileResult): number | undefined {
  const floor = commands.get(bareRead);
  return isMeasured(engine) && isMeasured(floor) ? engine.value.again.median / floor.value.ms : undefined;
}

/** Rows for a table: what it is, its time, and its ratio to the bare read. */
export function wholeFileRows({ commands, engine }: WholeFileResult): readonly (readonly [string, Measured<Spread>])[] {
  const ofCommand = (name: string): Measured<Spread> => {
    const timing = commands.get(name) ?? { why: 'it was not run' };
    return 'value' in timing ? { value: spread(timing.value.runs) } : timing;
  };
  const ofEngine = (pick: (times: EngineTimes) => Spread): Measured<Spread> =>
    'value' in engine ? { value: pick(engine.value) } : engine;
  return [
    [bareRead, ofCommand(bareRead)],
    [wholeFileChecks, ofCommand(wholeFileChecks)],
    [inBackground, ofEngine(({ again }) => again)],
    [afterEdit, ofEngine(({ edit }) => edit)],
  ];
}
