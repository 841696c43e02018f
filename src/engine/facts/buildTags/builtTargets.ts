import { targetLevel, type TargetLevel } from '../../constraints/targetLevels';
import { isKnownOs } from '../../constraints/knownNames';
import { basename, relativeWithin } from '../../../base/paths';
import { buildInstructions, type BuildInstructions } from '../ci/buildInstructions';
import { buildingWorkflowsOf } from '../ci/ciFiles';
import type { Fact } from '../factStore';
import { folderPattern, scopeOf, type BuiltTarget, type PackagePattern } from './builtTarget';
import { isPort, workflowTargets } from './workflowTargets';

/** A target that files of the repository build for, and what of it. */
export interface BuiltPackages {
  readonly level: TargetLevel;
  readonly packages: readonly PackagePattern[];
}

/**
 * Targets that files of the repository build for: `GOOS=... go build`, `goos:` of GoReleaser, the runners and the variables of
 * workflows. Key: the verified folder.
 */
export const builtTargets: Fact<readonly BuiltPackages[]> = {
  name: 'builtTargets',
  compute: async (root, facts) => {
    const found = new Map<string, BuiltPackages>();
    const add: Add = ({ goos, goarch, cgo, tags = [], tested, linked, packages }) => {
      const level = targetLevel('built', goos, goarch, cgo, tags);
      if (level === undefined) return;
      // Of some packages more may be known, tests for instance, which says nothing of the others.
      const key = JSON.stringify([goos, goarch, cgo, tags, packages]);
      const known = found.get(key)?.level;
      const isTested = tested || known?.tested === true;
      const isLinked = linked || known?.linked === true;
      found.set(key, { level: { ...level, tested: isTested, linked: isLinked }, packages });
    };
    for (const instructions of await facts.get(buildInstructions, root)) addInstructions(instructions, root, add);
    for (const { content } of await buildingWorkflowsOf(root, facts)) workflowTargets(content).forEach(add);
    return [...found.values()];
  },
  equals: (a, b) => JSON.stringify(a.map(plain)) === JSON.stringify(b.map(plain)),
};

function plain({ level: { rows, tags, tested, linked }, packages }: BuiltPackages): unknown {
  return [String(rows), [...tags], tested, linked, packages];
}

type Add = (target: BuiltTarget) => void;

function addInstructions(said: BuildInstructions, root: string, add: Add): void {
  const { file, invocations, releases, setsTags, namesFlags } = said;
  if (setsTags) return;
  const path = relativeWithin(root, file) ?? '';
  const from = folderOfCommands(path);
  for (const invocation of invocations) {
    const { variables } = invocation;
    const goos = variables.get('GOOS')?.text;
    const built = scopeOf(invocation, from);
    if (goos === undefined || built === undefined) continue;
    const cgo = variables.get('CGO_ENABLED')?.text;
    // Whoever builds for another system has cgo off.
    const isOn = cgo === '1' ? true : cgo === '0' || goos !== 'linux' ? false : undefined;
    add({
      ...built,
      linked: built.linked && !namesFlags,
      goos,
      goarch: variables.get('GOARCH')?.text ?? 'amd64',
      cgo: isOn,
    });
  }
  for (const { goos: systems, goarch: arches, dir, main, tags, linked } of releases) {
    // A configuration further below may be used from anywhere.
    const folder = folderOf(path) === '' ? folderPattern(dir, '') : undefined;
    const built = folder === undefined ? undefined : folderPattern(main, folder);
    const packages = built === undefined ? [] : [built];
    for (const goos of new Set(systems.filter(isKnownOs)))
      // It passes over what is no port.
      for (const goarch of new Set(arches.filter((arch) => isPort(goos, arch))))
        add({ goos, goarch, tags, tested: false, linked: linked && !namesFlags, packages });
  }
}

/** Makefiles run where they lie, CI at the top; of other files below the verified folder nobody knows it. */
function folderOfCommands(path: string): string | undefined {
  const folder = folderOf(path);
  if (folder === '' || /^(GNU)?[Mm]akefile$|^Taskfile\./.test(basename(path))) return folder;
  return path.startsWith('.') ? '' : undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
