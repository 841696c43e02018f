import { dockerfilesOf } from '../../facts/ci/ciFiles';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { buildStages, commandsOnContext, type BuildStage, type StageCommand } from '../../parse/ci/dockerStages';

export const alpineCgo: RootCheck = {
  id: 'alpine-cgo',
  family: 'ci',
  scope: 'root',
  title: 'Builds with cgo have a C compiler in their image',
  why: 'golang:alpine comes without one. go then turns cgo off, and stops where cgo or the race detector is asked for.',
  fix: 'Add apk add --no-cache build-base, or take an image that is not alpine.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    race: 'go {verb} -race needs cgo, but {image} has no C compiler and nothing installs one: go stops',
    cgo: 'CGO_ENABLED=1 needs a C compiler, but {image} has none and nothing installs one: go stops at the first package that uses cgo',
    noImages: 'no Dockerfile runs go in an alpine image of Go',
  },
  run: async (root, facts) => {
    const findings: FindingDraft[] = [];
    let judged = 0;
    for (const { file, content } of await dockerfilesOf(root.dir, facts)) {
      for (const stage of buildStages(content)) {
        const commands = isAlpine(stage) ? commandsOnContext(stage) : [];
        if (commands.length === 0) continue;
        judged++;
        const finding = mayHaveCompiler(stage) ? undefined : judge(stage, commands);
        if (finding) findings.push({ ...finding, location: { file, range: stage.stage.imageRange } });
      }
    }
    return judged === 0 ? notApplicable(say('noImages')) : found(findings);
  },
};

function isAlpine({ image, go }: BuildStage): boolean {
  if (!image?.known || go?.origin === 'copied') return false;
  return image.reference.officialGo && /(^|-)alpine(\d|$)/.test(image.reference.tag);
}

/** A package, a script or another stage brings one, or may. */
function mayHaveCompiler({ steps }: BuildStage): boolean {
  return steps.some((step) => {
    if (step.kind === 'run')
      return (
        /\b(gcc|g\+\+|clang|zig|musl|build-base|alpine-sdk|build-essential|cross|tcc|llvm)\b|\bCC=/.test(step.script) ||
        /\bapk\b.*[$@]|\bsh\b|\.sh\b|\bmake\b/.test(step.script)
      );
    if (step.kind === 'copy') return step.from !== undefined && !step.sources.some((source) => source.includes('/go/'));
    return (step.kind === 'env' || step.kind === 'arg') && /^(CC|CXX|GOFLAGS)$/.test(step.variable.name);
  });
}

function judge(stage: BuildStage, commands: readonly StageCommand[]): FindingDraft | undefined {
  const image = stage.image?.image ?? '';
  const builds = commands.filter(({ verb }) => /^(build|install|run|test)$/.test(verb));
  const race = builds.find((command) => command.race);
  const key = stage.stage.name ?? image;
  if (race) return { message: say('race', { verb: race.verb, image }), key };
  const enabled = builds.some(({ cgo }) => (cgo ?? enabledBy(stage)) === '1');
  return enabled ? { message: say('cgo', { image }), key } : undefined;
}

function enabledBy({ steps }: BuildStage): string | undefined {
  const set = steps.flatMap((step) =>
    (step.kind === 'env' || step.kind === 'arg') && step.variable.name === 'CGO_ENABLED' ? [step.variable.value] : [],
  );
  return set.at(-1);
}
