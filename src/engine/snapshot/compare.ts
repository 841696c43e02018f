import { compareSeverity } from '../model/severity';
import { compareBinaries, compareWithBinary } from './compareBinaries';
import { compareGo } from './compareGo';
import {
  compareCompilers,
  compareRevisions,
  compareSystems,
  compareTools,
  compareVersionFiles,
} from './compareMachines';
import { compareModules } from './compareModules';
import { compareTarget } from './compareTarget';
import { compareVariables } from './compareVariables';
import { differenceTopics, type Comparison, type Difference } from './difference';
import type { EnvironmentSide, Side } from './side';

/**
 * What is not the same on two sides, and how much it matters: error where something else is built or nothing is verified,
 * warning where it may behave or be fetched differently, info where builds stay as they are. Pure; sides are redacted.
 */
export function compare(a: Side, b: Side): Comparison {
  const parts = [compareGo(a, b), compareTarget(a, b), ...contentsOf(a, b)];
  return {
    differences: parts.flatMap(({ differences }) => differences).toSorted(byWeight),
    notCompared: parts
      .flatMap(({ notCompared }) => notCompared)
      .toSorted((x, y) => differenceTopics.indexOf(x.topic) - differenceTopics.indexOf(y.topic)),
  };
}

function contentsOf(a: Side, b: Side): readonly Comparison[] {
  if (a.kind === 'environment' && b.kind === 'environment') return environments(a, b);
  if (a.kind === 'binary' && b.kind === 'binary') return [compareBinaries(a, b)];
  if (a.kind === 'environment' && b.kind === 'binary') return [compareWithBinary(a, b, false)];
  if (a.kind === 'binary' && b.kind === 'environment') return [compareWithBinary(b, a, true)];
  return [];
}

function environments(a: EnvironmentSide, b: EnvironmentSide): readonly Comparison[] {
  const others = [compareVariables, compareSystems, compareTools, compareVersionFiles, compareRevisions];
  return [
    compareModules(a, b),
    compareCompilers(a, b),
    { differences: others.flatMap((rule) => rule(a, b)), notCompared: [] },
  ];
}

function byWeight(x: Difference, y: Difference): number {
  return (
    compareSeverity(x.severity, y.severity) ||
    differenceTopics.indexOf(x.topic) - differenceTopics.indexOf(y.topic) ||
    compareText(x.within ?? '', y.within ?? '') ||
    compareText(x.subject, y.subject)
  );
}

function compareText(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
