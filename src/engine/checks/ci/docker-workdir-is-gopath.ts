import { dockerfilesOf, moduleHolding } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import { treeLists } from '../../facts/treeLists';
import { joinPath } from '../../../base/paths';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { buildStages, commandsOnContext, type BuildStage } from '../../parse/ci/dockerStages';
import { contextsOf } from './dockerContexts';

/** WORKDIR and GOPATH of the official image. */
const gopath = '/go';

export const dockerWorkdirIsGopath: RootCheck = {
  id: 'docker-workdir-is-gopath',
  family: 'ci',
  scope: 'root',
  title: 'Container builds leave the folder that is GOPATH',
  why: 'The official image begins in /go, which is its GOPATH. go ignores a go.mod that lies directly in GOPATH, so the build finds no module.',
  fix: 'Write a WORKDIR of its own, such as /src, before COPY.',
  severity: 'error',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    gopath:
      '{image} begins in /go, its GOPATH: go ignores the go.mod that is copied there, and go {verb} finds no module',
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
        const command = commandsOnContext(stage).find(({ folder }) => folder === gopath);
        if (!command || !(await needsModule(command.source, path, root.dir, facts))) continue;
        findings.push({
          message: say('gopath', { image: image.image, verb: command.verb }),
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

/**
 * Whether the folder is a module that requires another: without its go.mod an import of that fails. One that imports
 * nothing but std builds all the same. In every folder that may be the build context it must be so.
 */
async function needsModule(source: string, dockerfile: string, root: string, facts: Facts): Promise<boolean> {
  const { modules } = await facts.get(treeLists, root);
  const folders = contextsOf(dockerfile).map((context) => joinPath('/', context, source).slice(1));
  const held = folders.filter((folder) => moduleHolding(modules, folder) === folder);
  if (held.length === 0) return false;
  for (const folder of held) {
    const text = (await facts.readText(joinPath(root, folder, 'go.mod'))) ?? '';
    if (!/^\s*require\b/m.test(text)) return false;
  }
  return true;
}
