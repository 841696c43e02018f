import { joinPath } from '../../../base/paths';
import { dockerfilesOf, moduleHolding, neededGo, workflowsOf, type NeededGo } from '../../facts/ci/ciFiles';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Range } from '../../model/range';
import type { Job, Workflow } from '../../parse/ci/githubWorkflow';
import { parseImageReference } from '../../parse/ci/imageReference';
import { refusesGoLine } from '../../parse/goLineRefusal';
import { compareGoVersions } from '../../parse/goVersion';
import {
  buildStages,
  choosesToolchain,
  contextFoldersOf,
  type BuildStage,
  type StageGo,
} from '../../parse/ci/dockerStages';
import { contextsOf } from './dockerContexts';
import { goUseOf } from './goUse';
import { proposedVersion, raisedSpec, replaceFix } from './raiseVersion';
import { checksOutThisTree } from '../../parse/ci/setupGoUses';
import { treeLists } from '../../facts/treeLists';

export const dockerGoLocalToolchain: RootCheck = {
  id: 'docker-go-local-toolchain',
  family: 'ci',
  scope: 'root',
  title: 'Container images have a Go that go.mod accepts',
  why: 'The official images set GOTOOLCHAIN=local, so go cannot switch to a newer toolchain and the build fails.',
  fix: 'Take an image of the version in go.mod, or a newer one.',
  severity: 'error',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    local: '{image} has Go {version} and GOTOOLCHAIN=local, but {goMod} needs Go {required}: go stops in this stage',
    tooOld: '{image} has Go {version}, but {goMod} needs Go {required}: such an old go stops at that line',
    argument: '{image}, which a build without --build-arg takes, is older than the Go {required} that {goMod} needs',
    other: '{image} is older than the Go {required} that {goMod} needs: go switches to another toolchain, or stops',
    copied:
      'The Go {version} copied from {image} is older than the Go {required} that {goMod} needs: go switches, or stops',
    container: 'Job {job} runs in {image} with GOTOOLCHAIN=local, but {goMod} needs Go {required}: go stops',
    needed: 'needs Go {required}',
    raise: 'Change the version to {version}',
    noImages: 'no Dockerfile or workflow runs go in an image of Go',
  },
  run: async (root, facts) => {
    const modules = await facts.get(neededGo, root.dir);
    const paths = (await facts.get(treeLists, root.dir)).modules;
    const findings: FindingDraft[] = [];
    let judged = 0;
    for (const { file, path, content } of await dockerfilesOf(root.dir, facts)) {
      for (const stage of buildStages(content)) {
        const needed = stage.go && neededIn(stage, path, modules, paths);
        if (!stage.go || !needed) continue;
        judged++;
        const finding = judge(file, stage.go, needed);
        if (finding) findings.push(finding);
      }
    }
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      for (const job of content.jobs) {
        const container = judgeContainer(file, content, job, modules, paths);
        if (container !== 'none') judged++;
        if (typeof container === 'object') findings.push(container);
      }
    }
    return judged === 0 ? notApplicable(say('noImages')) : found(oncePerPlace(findings));
  },
};

/** Stages that build on one another share the image of the first. */
function oncePerPlace(findings: readonly FindingDraft[]): FindingDraft[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding.location), finding])).values()];
}

/**
 * The module that a stage certainly builds. The build context is not written anywhere: it is the folder of the Dockerfile
 * or one above. Where several of them fit, the module that needs least is meant, which is certainly not too much to ask.
 */
function neededIn(
  stage: BuildStage,
  path: string,
  modules: readonly NeededGo[],
  paths: readonly string[],
): NeededGo | undefined {
  if (choosesToolchain(stage)) return undefined;
  const folders = contextFoldersOf(stage);
  let strictest: NeededGo | undefined;
  for (const folder of folders) {
    const fitting: NeededGo[] = [];
    for (const context of contextsOf(path)) {
      const module = moduleHolding(paths, joinPath('/', context, folder).slice(1));
      const needed = modules.find((candidate) => candidate.path === module);
      // A context that holds the folder in a module above itself cannot bring along that go.mod.
      if (needed && (context === '' || needed.path === context || needed.path.startsWith(`${context}/`)))
        fitting.push(needed);
    }
    const least = fitting.toSorted((a, b) => compareGoVersions(a.required, b.required))[0];
    if (least && (!strictest || compareGoVersions(least.required, strictest.required) > 0)) strictest = least;
  }
  return strictest;
}

function judge(file: string, go: StageGo, needed: NeededGo): FindingDraft | undefined {
  if (!refusesGoLine(newestOf(go.version), needed.required)) return undefined;
  const message = messageOf(go);
  const severity = message === 'local' || message === 'tooOld' ? 'error' : 'warning';
  const args = { image: go.image, version: go.version, goMod: goModOf(needed), required: needed.required };
  const proposed = proposedVersion(needed.required) ?? needed.required;
  const raised = go.pinned || go.place.start.line !== go.place.end.line ? undefined : raisedSpec(go.version, proposed);
  return {
    message: say(message, args),
    severity,
    location: { file, range: go.place },
    related: [{ ...needed.place, message: say('needed', { required: needed.required }) }],
    fixes: raised !== undefined && isExactly(go.place, go.version) ? [replaceFix(file, go.place, raised, raised)] : [],
    key: `${go.image} ${needed.path}`,
  };
}

function messageOf(go: StageGo): 'local' | 'tooOld' | 'argument' | 'other' | 'copied' {
  if (go.isDefault) return 'argument';
  if (compareGoVersions(newestOf(go.version), '1.21') < 0) return 'tooOld';
  return go.origin === 'official' ? 'local' : go.origin;
}

/** A tag without a patch number moves to the newest one. */
function newestOf(version: string): string {
  return /^\d+\.\d+$/.test(version) ? `${version}.9999` : version;
}

function isExactly({ start, end }: Range, text: string): boolean {
  return start.line === end.line && end.column - start.column === text.length;
}

/** `container: golang:1.22` of a job that sets up no other Go. `none`: it does not run in an image of Go. */
function judgeContainer(
  file: string,
  workflow: Workflow,
  job: Job,
  modules: readonly NeededGo[],
  paths: readonly string[],
): FindingDraft | 'none' | 'fits' {
  const { container } = job;
  if (!container || container.text.includes('${{') || job.mayFail || !checksOutThisTree(job)) return 'none';
  if (job.steps.some((step) => step.uses?.name.endsWith('actions/setup-go'))) return 'none';
  if ([workflow.env, job.env, job.containerEnv].some((env) => env.has('GOTOOLCHAIN'))) return 'none';
  const reference = parseImageReference(container.text);
  if (!reference.officialGo || reference.goVersion === undefined) return 'none';
  const newest = newestOf(reference.goVersion);
  const { certain } = goUseOf(job.steps, modules, paths);
  if (certain.length === 0) return 'none';
  const needed = certain.find((candidate) => refusesGoLine(newest, candidate.required));
  if (!needed) return 'fits';
  const args = { job: job.id, image: container.text, goMod: goModOf(needed), required: needed.required };
  const old = compareGoVersions(newest, '1.21') < 0;
  return {
    message: old ? say('tooOld', { ...args, version: reference.goVersion }) : say('container', args),
    location: { file, range: container.range },
    related: [{ ...needed.place, message: say('needed', { required: needed.required }) }],
    key: `${job.id} ${container.text}`,
  };
}

function goModOf({ path }: NeededGo): string {
  return path === '' ? 'go.mod' : `${path}/go.mod`;
}
