import { joinPath } from '../../../base/paths';
import type { NeededGo } from '../../facts/ci/ciFiles';
import { moduleHolding } from '../../facts/ci/ciFiles';
import { goCommandsIn } from '../../parse/ci/shellCommands';
import type { Step } from '../../parse/ci/githubWorkflow';
import { compareGoVersions } from '../../parse/goVersion';

/** What the steps of a job do with the Go that was set up. */
export interface GoUse {
  /** modules that a `go` command certainly runs in, under the toolchain that was set up */
  readonly certain: readonly NeededGo[];
  /** modules that are probably meant where nothing is certain */
  readonly likely: readonly NeededGo[];
}

/** Programs in a script or an action that run `go` themselves. */
const runsGoInside = /\b(make|task|mage|just|bazel|ko|goreleaser|golangci-lint|\.\/\S+|bash|sh|pwsh|npm|yarn)\b|\.sh\b/;

/** @param modules of the repository, with the Go they need; @param paths folders of all modules */
export function goUseOf(steps: readonly Step[], modules: readonly NeededGo[], paths: readonly string[]): GoUse {
  const certain = new Set<NeededGo>();
  let some = false;
  for (const step of steps) {
    // Whoever asks the matrix whether to run knows which versions cannot.
    if (step.condition?.includes('matrix')) continue;
    if (step.uses && /golangci-lint|goreleaser|codeql/.test(step.uses.name)) some = true;
    if (step.run === undefined || step.run.includes('${{ matrix')) {
      some ||= step.run !== undefined && /\bgo (build|test|vet|run|generate|list|mod)\b/.test(step.run);
      continue;
    }
    some ||= runsGoInside.test(step.run);
    for (const command of goCommandsIn(step.run)) {
      some = true;
      const plain =
        isPosix(step.shell) && step.condition === undefined && !step.mayFail && !step.env.has('GOTOOLCHAIN');
      const folder = folderOf(step.workingDirectory, command.folder);
      if (!plain || command.choosesToolchain || folder === undefined) continue;
      const path = moduleHolding(paths, folder);
      const needed = modules.find((candidate) => candidate.path === path);
      if (needed) certain.add(needed);
    }
  }
  return { certain: [...certain], likely: some ? likelyModules(modules) : [] };
}

function isPosix(shell: string | undefined): boolean {
  return shell === undefined || /^(ba)?sh\b/.test(shell);
}

/** A folder relative to the repository; undefined where an expression or a way out of it is in it. */
function folderOf(workingDirectory: string, moved: string | undefined): string | undefined {
  if (moved === undefined || `${workingDirectory}${moved}`.includes('$') || moved.startsWith('/')) return undefined;
  const path = joinPath('/', workingDirectory, moved);
  return workingDirectory.startsWith('/') ? undefined : path.slice(1);
}

/** The root's module, or the only one; of several the one that needs least, which is certainly not too much to ask. */
function likelyModules(modules: readonly NeededGo[]): readonly NeededGo[] {
  const root = modules.find((candidate) => candidate.path === '');
  if (root) return [root];
  const least = modules.toSorted((a, b) => compareGoVersions(a.required, b.required))[0];
  return least ? [least] : [];
}
