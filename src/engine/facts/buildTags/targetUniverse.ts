import { declaredLevel, portLevels, targetLevel, type TargetLevel } from '../../constraints/targetLevels';
import type { CheckOptions } from '../../model/check';
import { buildInstructions, type BuildInstructions } from '../ci/buildInstructions';
import { workflowsOf } from '../ci/ciFiles';
import type { Fact, Facts } from '../factStore';
import { scopeOf, type BuiltTarget } from './builtTarget';
import { workflowTargets } from './workflowTargets';

/**
 * Targets that files of the repository build for: `GOOS=... go build`, `goos:` of GoReleaser, the runners and the variables of
 * workflows. Key: the verified folder.
 */
export const builtTargets: Fact<readonly TargetLevel[]> = {
  name: 'builtTargets',
  compute: async (root, facts) => {
    const levels = new Map<string, TargetLevel>();
    const add: Add = ({ goos, goarch, cgo, tags = [], tested, partial, released = false }) => {
      const level = targetLevel('built', goos, goarch, cgo, tags);
      const key = JSON.stringify([goos, goarch, cgo, tags]);
      const known = levels.get(key);
      // Of some packages more may be known, tests for instance, which says nothing of the others.
      if (level === undefined || (known?.partial === false && partial)) return;
      const isAlike = known?.partial === partial;
      levels.set(key, {
        ...level,
        tested: tested || (isAlike && known.tested === true),
        partial,
        released: released || known?.released === true,
      });
    };
    for (const instructions of await facts.get(buildInstructions, root)) addInstructions(instructions, add);
    for (const { content } of await workflowsOf(root, facts)) workflowTargets(content).forEach(add);
    return [...levels.values()];
  },
  equals: (a, b) => JSON.stringify(a.map(plain)) === JSON.stringify(b.map(plain)),
};

function plain({ rows, tags, tested, partial, released }: TargetLevel): unknown {
  return [String(rows), [...tags], tested, partial, released];
}

type Add = (target: BuiltTarget) => void;

function addInstructions({ invocations, releases }: BuildInstructions, add: Add): void {
  for (const invocation of invocations) {
    const { variables } = invocation;
    const goos = variables.get('GOOS')?.text;
    const built = scopeOf(invocation);
    if (goos === undefined || built === undefined) continue;
    const cgo = variables.get('CGO_ENABLED')?.text;
    // Whoever builds for another system has cgo off.
    const isOn = cgo === '1' ? true : cgo === '0' || goos !== 'linux' ? false : undefined;
    add({ ...built, goos, goarch: variables.get('GOARCH')?.text ?? 'amd64', cgo: isOn });
  }
  for (const release of releases)
    for (const goos of release.goos)
      for (const goarch of release.goarch) add({ goos, goarch, tested: false, partial: true, released: true });
}

/** The universe of a repository, best known targets first. */
export async function targetUniverse(options: CheckOptions, facts: Facts): Promise<readonly TargetLevel[]> {
  const declared = options.targets.map(declaredLevel).filter((level) => level !== undefined);
  return [...declared, ...(await facts.get(builtTargets, facts.root)), ...portLevels];
}
