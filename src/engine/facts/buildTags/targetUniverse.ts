import { declaredLevel, portLevels, targetLevel, type TargetLevel } from '../../constraints/targetLevels';
import type { CheckOptions } from '../../model/check';
import type { Step, Workflow } from '../../parse/ci/githubWorkflow';
import { buildInstructions, splitTags, type BuildInstructions } from '../ci/buildInstructions';
import { workflowsOf } from '../ci/ciFiles';
import type { Fact, Facts } from '../factStore';

/**
 * Targets that files of the repository build for: `GOOS=... go build`, `goos:` of GoReleaser, a matrix of workflows by
 * `goos` or by the runner's system. Key: the verified folder.
 */
export const builtTargets: Fact<readonly TargetLevel[]> = {
  name: 'builtTargets',
  compute: async (root, facts) => {
    const levels = new Map<string, TargetLevel>();
    const add: Add = ({ goos, goarch, cgo, tags = [], tested, partial }) => {
      const level = targetLevel('built', goos, goarch, cgo, tags);
      const key = JSON.stringify([goos, goarch, cgo, tags]);
      const known = levels.get(key);
      if (level)
        levels.set(key, {
          ...level,
          tested: tested || known?.tested === true,
          partial: partial && known?.partial !== false,
        });
    };
    for (const instructions of await facts.get(buildInstructions, root)) addInstructions(instructions, add);
    for (const { content } of await workflowsOf(root, facts)) addMatrices(content, add);
    return [...levels.values()];
  },
  equals: (a, b) => JSON.stringify(a.map(plain)) === JSON.stringify(b.map(plain)),
};

function plain({ rows, tags, tested, partial }: TargetLevel): unknown {
  return [String(rows), [...tags], tested, partial];
}

interface BuiltTarget {
  readonly goos: string;
  readonly goarch: string;
  /** absent: on and off */
  readonly cgo?: boolean | undefined;
  readonly tags?: readonly string[];
  readonly tested: boolean;
  /** perhaps only some packages are built for it */
  readonly partial: boolean;
}

type Add = (target: BuiltTarget) => void;

const testing = /^(test|vet)$/;

function addInstructions({ invocations, releases }: BuildInstructions, add: Add): void {
  for (const { verb, operands, variables, tags } of invocations) {
    const goos = variables.get('GOOS')?.text;
    if (goos === undefined || !/^(build|install|test|vet)$/.test(verb)) continue;
    // A build of some packages says nothing of the others.
    if (!operands.some(({ text }) => text.includes('...'))) continue;
    const partial = !operands.some(({ text }) => text === './...');
    const passed = tags.at(-1);
    // With a value that only a run knows the build is another one.
    if (tags.length > 0 && passed === undefined) continue;
    const cgo = variables.get('CGO_ENABLED')?.text;
    // Whoever builds for another system has cgo off.
    const isOn = cgo === '1' ? true : cgo === '0' || goos !== 'linux' ? false : undefined;
    const goarch = variables.get('GOARCH')?.text ?? 'amd64';
    add({
      goos,
      goarch,
      cgo: isOn,
      tags: passed ? splitTags(passed.text) : [],
      tested: testing.test(verb),
      partial,
    });
  }
  for (const release of releases)
    for (const goos of release.goos)
      for (const goarch of release.goarch) add({ goos, goarch, tested: false, partial: true });
}

const runners: readonly (readonly [RegExp, string, string])[] = [
  [/^ubuntu-/, 'linux', 'amd64'],
  [/^macos-/, 'darwin', 'arm64'],
  [/^windows-/, 'windows', 'amd64'],
];

function addMatrices({ jobs }: Workflow, add: Add): void {
  for (const { matrix, steps } of jobs) {
    if (!steps.some(({ run }) => /\bgo (build|test|vet|install)\b/.test(run ?? ''))) continue;
    const partial = !steps.some(isOfAllPackages);
    const tested = steps.some(({ run }) => /\bgo (test|vet)\b/.test(run ?? ''));
    for (const combination of matrix?.combinations ?? []) {
      const text = (key: string): string => {
        const node = combination.get(key);
        return node?.kind === 'scalar' ? node.text : '';
      };
      if (text('goos') !== '') add({ goos: text('goos'), goarch: text('goarch') || 'amd64', tested, partial });
      else
        for (const key of ['os', 'platform', 'runner', 'runs-on'])
          for (const [image, goos, goarch] of runners)
            if (image.test(text(key))) add({ goos, goarch, tested, partial });
    }
  }
}

/** Whether a step always builds every package of the repository's module, and no list that a command makes. */
function isOfAllPackages({ run, condition, workingDirectory }: Step): boolean {
  if (condition !== undefined || workingDirectory !== '') return false;
  return /\bgo (?:build|test|vet|install)\b[^\n$`|]*\s\.\/\.\.\.(?:\s|$)/.test(run ?? '');
}

/** The universe of a repository, best known targets first. */
export async function targetUniverse(options: CheckOptions, facts: Facts): Promise<readonly TargetLevel[]> {
  const declared = options.targets.map(declaredLevel).filter((level) => level !== undefined);
  return [...declared, ...(await facts.get(builtTargets, facts.root)), ...portLevels];
}
