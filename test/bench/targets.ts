import { bareScan, firstOfUs, goListFind, headersOfUs } from './commands';
import { isMeasured, type Measured } from './measured';
import { moduleTargets, questions, ratioOf, type ModuleResult } from './modules';
import { median, type Spread } from './statistics';
import { goPreflight } from './subjects';
import type { ExtensionResult, ProjectResult } from './tables';
import { backgroundRatio } from './wholeFiles';

/** In Go files: up to this size the time of a command is compared with that of the bare scan. */
const ordinarySize = 20_000;

const asked = [
  [firstOfUs, 'the checks of the first issue'],
  [headersOfUs, 'the build tags of all headers'],
] as const;

/** What the project promised itself, beside what was measured. */
interface Target {
  readonly what: string;
  readonly limit: number;
  readonly unit: string;
  readonly actual: number;
}

/** One line a target: met or missed, by how much. What was not measured has no line. */
export function targetLines(
  results: readonly ProjectResult[],
  extension: ExtensionResult | undefined,
  modules: ModuleResult | undefined,
): string[] {
  const targets = [
    ...results.flatMap(ofProject),
    ...linear(results),
    ...(modules ? ofModules(modules) : []),
    ...(extension ? ofExtension(extension) : []),
  ];
  return targets.map(({ what, limit, unit, actual }) => {
    const verdict = actual <= limit ? 'met' : 'MISSED';
    return `* ${verdict}: ${what}: ${number(actual)}${unit}, at most ${number(limit)}${unit}`;
  });
}

/** A tree larger than an ordinary one takes no more time a file than the largest of those that were measured beside it. */
function linear(results: readonly ProjectResult[]): Target[] {
  const ordinary = results.filter(isOrdinary).toSorted((a, b) => b.goFiles - a.goFiles)[0];
  if (ordinary === undefined) return [];
  return results
    .filter((result) => !isOrdinary(result))
    .flatMap((large) =>
      asked.flatMap(([command, what]): Target[] => {
        const [limit, actual] = [microsecondsAFile(ordinary, command), microsecondsAFile(large, command)];
        if (limit === undefined || actual === undefined) return [];
        return [{ what: `${large.project}: ${what}, a file, beside ${ordinary.project}`, limit, unit: ' µs', actual }];
      }),
    );
}

function isOrdinary({ goFiles }: ProjectResult): boolean {
  return goFiles <= ordinarySize;
}

function microsecondsAFile({ commands, goFiles }: ProjectResult, command: string): number | undefined {
  const timing = commands.get(command);
  return isMeasured(timing) ? (timing.value.ms * 1000) / goFiles : undefined;
}

function ofProject(result: ProjectResult): Target[] {
  const { project, commands, wholeFiles, servers, engine } = result;
  const targets: Target[] = [];
  const background = wholeFiles && backgroundRatio(wholeFiles);
  if (background !== undefined) {
    const what = `${project}: whole-file checks in the background beside a bare read of the same files`;
    targets.push({ what, limit: 10, unit: ' times', actual: background });
  }
  const [floor, list] = [bareScan, goListFind].map((name) => commands.get(name));
  for (const [command, what] of asked) {
    const ours = commands.get(command);
    if (!isMeasured(ours)) continue;
    if (isMeasured(floor) && isOrdinary(result)) {
      const actual = ours.value.ms / floor.value.ms;
      targets.push({ what: `${project}: ${what} beside the bare scan`, limit: 2, unit: ' times', actual });
    }
    if (isMeasured(list)) {
      const actual = ours.value.ms / list.value.ms;
      targets.push({ what: `${project}: ${what} beside one go list -find`, limit: 1, unit: ' times', actual });
    }
  }
  // The targets are those of a repository: where there are few files, what all have in common counts most.
  if (isMeasured(engine) && engine.value.files > 5000) {
    const { header, treeBytes, tagBytes, sixTargetsBytes } = engine.value;
    targets.push(
      {
        what: `${project}: one header judged again by the engine, median`,
        limit: 5,
        unit: ' ms',
        actual: header.median,
      },
      { what: `${project}: bytes a file of the tree, besides the path`, limit: 100, unit: '', actual: treeBytes },
      { what: `${project}: bytes a file that build tags remember`, limit: 100, unit: '', actual: tagBytes },
      {
        what: `${project}: what six targets add to what build tags remember`,
        limit: 1.1,
        unit: ' times',
        actual: sixTargetsBytes / tagBytes,
      },
    );
  }
  const server = servers.get(goPreflight.name);
  if (!isMeasured(server)) return targets;
  const edit = (what: string, times: Measured<Spread>): void => {
    if (isMeasured(times))
      targets.push({ what: `${project}: ${what}`, limit: 50, unit: ' ms', actual: times.value.p95 });
  };
  edit('header edit to its Problem, p95', server.value.header);
  edit('go.mod edit to its Problem, p95', server.value.goMod);
  if (!Number.isNaN(server.value.residentMb))
    targets.push({
      what: `${project}: memory of the server`,
      limit: 200,
      unit: ' MB',
      actual: server.value.residentMb,
    });
  return targets;
}

function ofModules({ rows, vendoredFiles }: ModuleResult): Target[] {
  const beside = moduleTargets.flatMap(({ what, faster }): Target[] => {
    const row = rows.find((one) => one.what === what);
    const ratio = row && ratioOf(row);
    if (row === undefined || ratio === undefined) return [];
    return [{ what: `${what}, part of the time of ${row.peer}`, limit: 1 / faster, unit: '', actual: 1 / ratio }];
  });
  const environment = rows.find(({ what }) => what === questions.environment)?.ours;
  if (isMeasured(environment))
    beside.push({ what: questions.environment, limit: 300, unit: ' ms', actual: environment.value.ms });
  const content = rows.find(({ what }) => what === questions.vendor)?.ours;
  if (!isMeasured(content)) return beside;
  const what = `${vendoredFiles} vendored files, per 8,000`;
  return [...beside, { what, limit: 1.5, unit: ' s', actual: (content.value.ms / 1000 / vendoredFiles) * 8000 }];
}

function ofExtension({ activation, bundles }: ExtensionResult): Target[] {
  const inside = ['extension', 'client'].reduce((sum, name) => sum + (bundles.get(name) ?? NaN), 0);
  const bundle: Target = { what: 'bundles of the extension', limit: 600, unit: ' kB', actual: inside / 1000 };
  if (!isMeasured(activation)) return [bundle];
  const actual = median(activation.value.totals);
  return [{ what: 'activation of the extension', limit: 30, unit: ' ms', actual }, bundle];
}

function number(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value < 1 ? value.toPrecision(2) : value < 10 ? value.toFixed(1) : value.toFixed(0);
}
