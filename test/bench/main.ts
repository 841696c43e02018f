/**
 * The benchmark of Go Preflight and its peers: `npm run bench`, see `scripts/bench.mjs`. Prints tables in Markdown; how far
 * it is goes to standard error. What cannot be measured on a machine is named below the table.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Plan } from '../../scripts/bench.mjs';
import { measureActivation } from './activation';
import { commandsFor, peakMemory } from './commands';
import { measureEngineEdits } from './engineEdits';
import { measureServers, type Subject } from './languageServers';
import { timeTogether, type Command } from './measure';
import { isMeasured, measured } from './measured';
import { measureModules, type ModuleResult } from './modules';
import { countGoFiles, goDistribution, largeProject, thanosProject, type Project } from './projects';
import { goPreflight, gopls } from './subjects';
import {
  commandTable,
  engineTable,
  extensionTable,
  moduleTable,
  serverTable,
  wholeFileTable,
  type ExtensionResult,
  type ProjectResult,
} from './tables';
import { targetLines } from './targets';
import { measureWholeFiles } from './wholeFiles';

const projects: Readonly<Record<string, (scratch: string) => Project>> = {
  'go-src': () => goDistribution("Go's `src`", 'src', 'os/exec_unix.go'),
  'go-cmd': () => goDistribution("Go's `src/cmd`", 'src/cmd', 'go/main.go'),
  thanos: thanosProject,
  large: largeProject,
};

async function main(plan: Plan): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'go-preflight-bench-'));
  // `exit` too: Ctrl+C must not leave 100,000 files behind.
  const clean = (): void => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', clean);
  // The tables alone go to standard output: @vscode/test-electron tells of each of its windows there.
  console.log = console.error;
  heading(plan);
  const findings: Findings = { results: [], notMeasured: [], extension: undefined, modules: undefined };
  // Whoever ends it early has what there is so far.
  const interrupted = (code: number) => (): void => {
    findings.notMeasured.push('what was still to come when it was interrupted');
    printTables(findings, plan);
    process.exit(code);
  };
  process.once('SIGINT', interrupted(130));
  process.once('SIGTERM', interrupted(143));
  if (plan.gopls && !isMeasured(plan.gopls)) findings.notMeasured.push(`gopls: ${plan.gopls.why}`);
  // First what is quick.
  if (plan.parts.includes('extension')) findings.extension = await measureExtension(plan, scratch);
  for (const name of plan.projects) {
    const prepare = projects[name];
    if (prepare === undefined) throw new Error(`there is no project ${name}: ${Object.keys(projects).join(', ')}`);
    progress(`${name}: preparing`);
    const project = await measured(() => prepare(scratch));
    if (isMeasured(project)) findings.results.push(await measureProject(project.value, plan, scratch));
    else findings.notMeasured.push(`${name}: ${project.why}`);
  }
  if (plan.parts.includes('modules')) {
    progress('questions about modules, on thanos');
    const modules = await measured(() => measureModules(scratch, plan.runs));
    if (isMeasured(modules)) findings.modules = modules.value;
    else findings.notMeasured.push(`the questions about modules: ${modules.why}`);
  }
  printTables(findings, plan);
}

/** What is known so far. */
interface Findings {
  readonly results: ProjectResult[];
  readonly notMeasured: string[];
  extension: ExtensionResult | undefined;
  modules: ModuleResult | undefined;
}

function printTables({ results, notMeasured, extension, modules }: Findings, { parts, runs }: Plan): void {
  const tables = [
    ...(parts.includes('commands') && results.length > 0 ? [commandTable(results, runs)] : []),
    ...(parts.includes('wholeFiles') && results.length > 0 ? [wholeFileTable(results)] : []),
    ...(parts.includes('servers') && results.length > 0 ? [serverTable(results, runs)] : []),
    ...(parts.includes('engine') && results.length > 0 ? [engineTable(results)] : []),
    ...(modules ? [moduleTable(modules)] : []),
    ...(extension ? [extensionTable(extension)] : []),
  ];
  for (const { lines } of tables) print(...lines, '');
  const targets = targetLines(results, extension, modules);
  if (targets.length > 0) print('Targets:', '', ...targets);
  const missing = [...notMeasured, ...tables.flatMap((table) => table.notMeasured)];
  if (missing.length > 0) print('', 'Not measured:', '', ...missing.map((line) => `* ${line}`));
}

function heading({ runs }: Plan): void {
  const load = loadavg().map((value) => value.toFixed(1));
  const machine = `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), load ${load.join(' ')} at the start`;
  print(
    `${new Date().toISOString().slice(0, 10)}, ${machine}.`,
    `Medians of ${runs}, commands in turns; processes are cold, the file system's cache is warm; in brackets the times of the bare Node scan.`,
    '',
  );
}

async function measureProject(project: Project, plan: Plan, scratch: string): Promise<ProjectResult> {
  const { name } = project;
  const { parts, runs, peers } = plan;
  const commands = parts.includes('commands') ? commandsFor(project, peers, scratch) : new Map<string, Command>();
  if (commands.size > 0) progress(`${name}: commands`);
  const timings = await timeTogether(commands, runs);
  const cliPeakMb = commands.size > 0 ? await measured(() => peakMemory(project, scratch, runs)) : undefined;
  if (parts.includes('wholeFiles')) progress(`${name}: whole files`);
  const wholeFiles = parts.includes('wholeFiles') ? await measureWholeFiles(project, scratch, runs) : undefined;
  const subjects = parts.includes('servers') ? subjectsOf(plan, scratch) : [];
  if (subjects.length > 0) progress(`${name}: language servers`);
  const servers = await measureServers(project, subjects, runs);
  if (parts.includes('engine')) progress(`${name}: the engine alone`);
  const engine = parts.includes('engine') ? await measured(() => measureEngineEdits(project)) : undefined;
  return {
    project: name,
    goFiles: countGoFiles(project.dir),
    commands: timings,
    servers,
    ...(cliPeakMb && { cliPeakMb }),
    ...(engine && { engine }),
    ...(wholeFiles && { wholeFiles }),
  };
}

function subjectsOf({ gopls: binary }: Plan, scratch: string): Subject[] {
  return [goPreflight, ...(isMeasured(binary) ? [gopls(binary.value, path.join(scratch, 'gopls'))] : [])];
}

async function measureExtension(
  { vscode, vsix, activationSuite, runs }: Plan,
  scratch: string,
): Promise<ExtensionResult> {
  progress('the extension, in windows of VS Code');
  const activation = await measured(() => {
    if (!isMeasured(vscode)) throw new Error(vscode?.why ?? 'there is no VS Code');
    return measureActivation(vscode.value, activationSuite, scratch, runs);
  });
  const bundles = ['extension', 'client', 'server', 'scanWorker', 'cli'];
  const size = (name: string): number => statSync(path.join('dist', `${name}.js`)).size;
  return {
    activation,
    bundles: new Map(bundles.map((name) => [name, size(name)])),
    vsix: statSync(vsix).size,
  };
}

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function progress(what: string): void {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${what}\n`);
}

main(JSON.parse(process.argv[2] ?? '{}') as Plan).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
