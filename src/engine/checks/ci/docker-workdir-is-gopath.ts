import { dockerfilesOf, moduleHolding } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import { treeLists } from '../../facts/treeLists';
import { joinPath } from '../../../base/paths';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import {
  buildStages,
  commandsOnContext,
  type BuildStage,
  type StageCommand,
  type StageImage,
} from '../../parse/ci/dockerStages';
import { compareGoVersions } from '../../parse/goVersion';
import { contextsOf } from './dockerContexts';

/** WORKDIR and GOPATH of the official image. */
const gopath = '/go';

/** Commands that find no main module where GOPATH holds a go.mod; the others warn and do what they are asked. */
const needsMainModule = /^mod (tidy|vendor|verify|graph|why)$/;

export const dockerWorkdirIsGopath: RootCheck = {
  id: 'docker-workdir-is-gopath',
  family: 'ci',
  scope: 'root',
  title: 'Container builds leave the folder that is GOPATH',
  why: 'The official image begins in /go, which is its GOPATH. go warns of a go.mod that lies directly in GOPATH and refuses go mod tidy; ./... leads into the module cache below it.',
  fix: 'Write a WORKDIR of its own, such as /src, before COPY.',
  severity: 'info',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    refused:
      '{image} begins in /go, its GOPATH: go {verb} stops there with "go.mod file not found", although one is copied',
    tooOld: '{image} begins in /go, its GOPATH: before Go 1.22 every go command stops where a go.mod lies there',
    warned: '{image} begins in /go, its GOPATH: go warns of the go.mod there, and ./... leads into the module cache',
    noImages: 'no Dockerfile runs go in the official image',
  },
  run: async (root, facts) => {
    const findings: FindingDraft[] = [];
    let judged = 0;
    for (const { file, path, content } of await dockerfilesOf(root.dir, facts)) {
      for (const stage of buildStages(content)) {
        const image = stage.go?.origin === 'copied' ? undefined : stage.image;
        if (!image?.reference.officialGo || movesGopath(stage)) continue;
        judged++;
        const commands = await commandsInGopath(stage, path, root.dir, facts);
        const [first] = commands;
        if (first === undefined) continue;
        const args = { image: image.image };
        const refused = commands.find(({ verb }) => needsMainModule.test(verb));
        const finding: FindingDraft = isOld(image)
          ? { message: say('tooOld', args), severity: 'error' }
          : refused
            ? { message: say('refused', { ...args, verb: refused.verb }), severity: 'error' }
            : { message: say('warned', args) };
        findings.push({
          ...finding,
          location: { file, range: stage.stage.imageRange },
          key: `${stage.stage.name ?? ''} ${image.image}`,
        });
      }
    }
    return judged === 0 ? notApplicable(say('noImages')) : found(findings);
  },
};

/** Variables that change what GOPATH is, or whether go looks for a module at all. */
function movesGopath({ steps }: BuildStage): boolean {
  const names = /GOPATH|GO111MODULE|GOFLAGS|GOWORK/;
  return steps.some((step) => {
    if (step.kind === 'run') return names.test(step.script) || step.script.includes('-modfile');
    return (step.kind === 'env' || step.kind === 'arg') && names.test(step.variable.name);
  });
}

/** Up to Go 1.21 nothing runs where GOPATH holds a go.mod. An image that a build may choose counts for newer. */
function isOld({ reference, isDefault }: StageImage): boolean {
  const { goVersion } = reference;
  return goVersion !== undefined && !isDefault && compareGoVersions(goVersion, '1.22') < 0;
}

/** The commands that run in GOPATH itself, on a module that was copied there, whichever folder the build context is. */
async function commandsInGopath(
  stage: BuildStage,
  dockerfile: string,
  root: string,
  facts: Facts,
): Promise<readonly StageCommand[]> {
  const { modules } = await facts.get(treeLists, root);
  return commandsOnContext(stage).filter(({ folder, source }) => {
    const copied = contextsOf(dockerfile).map((context) => joinPath('/', context, source).slice(1));
    return folder === gopath && copied.some((path) => moduleHolding(modules, path) === path);
  });
}
