import { basename, joinPath } from '../../../base/paths';
import { neededGo, workflowsOf, type NeededGo } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, type Unknown } from '../../model/outcome';
import type { Range } from '../../model/range';
import { parseGoVersionFile } from '../../parse/ci/goVersionFile';
import { newestAllowed, parseGoVersionSpec, specReaches, type GoVersionSpec } from '../../parse/ci/goVersionSpec';
import type { Resolved } from '../../parse/ci/workflowExpression';
import { refusesGoLine } from '../../parse/goLineRefusal';
import { isVersionFloat } from '../../parse/ci/yamlTree';
import { compareGoVersions } from '../../parse/goVersion';
import { goUseOf, type GoUse } from './goUse';
import { raisedSpec, raiseYaml } from './raiseVersion';
import { sourceDrift } from './sourceDrift';
import {
  checksOutThisTree,
  fileReadFor,
  inputOf,
  resolveInput,
  setupGoUses,
  stepsBefore,
  type SetupGo,
} from '../../parse/ci/setupGoUses';
import { treeLists } from '../../facts/treeLists';

/** A Go version that a step asks for, and where a person would change it. */
interface Asked {
  readonly spec: string;
  readonly file: string;
  readonly range: Range;
  readonly fixes: (required: string) => FindingDraft['fixes'] & object;
}

export const goVersionDrift: RootCheck = {
  id: 'go-version-drift',
  family: 'ci',
  scope: 'root',
  title: 'Every file that names a Go names one that go.mod accepts',
  why: 'Where go may not switch, as under setup-go 6 and later, the job fails; elsewhere each run downloads another toolchain.',
  fix: 'Ask for the version of go.mod, best by go-version-file: go.mod.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    refused:
      'Job {job} installs Go {spec}, but {goMod} needs Go {required}; with GOTOOLCHAIN=local go cannot switch and stops',
    tooOld: 'Job {job} installs Go {spec}, but {goMod} needs Go {required}, and such an old go stops at that line',
    switches:
      'Job {job} installs Go {spec}, but {goMod} needs Go {required}: go switches to another toolchain in each run',
    older: 'Job {job} installs Go {spec}, which is older than the Go {required} that {goMod} needs',
    source:
      '{place} names Go {version}, but {goMod} needs Go {required}: go switches to another toolchain there, or stops',
    beforeSwitching: '{place} names Go {version}, which is older than the Go {required} that {goMod} needs',
    stops:
      '{place} runs go in an image of Go {version} with GOTOOLCHAIN=local, but {goMod} needs Go {required}: go stops',
    linter:
      '{place} has linters take the code for Go {version}, but {goMod} needs Go {required}: they miss what is newer',
    alsoOld: 'Go {version} is too old as well',
    advice:
      'Job {job} installs Go {spec}, older than the Go {required} of {goMod}; before Go 1.21 such a line is advice, and go builds all the same',
    needed: 'needs Go {required}',
    raise: 'Change the version to {version}',
    noWorkflows: 'no workflow installs Go, and no other file names a version of it',
    unresolved: 'which Go is installed in {places} cannot be told from the file',
  },
  run: async (root, facts) => {
    const workflows = await workflowsOf(root.dir, facts);
    const modules = await facts.get(neededGo, root.dir);
    const findings: FindingDraft[] = [];
    const unclear = new Map<string, readonly string[]>();
    let uses = 0;
    for (const { file, path, content } of workflows) {
      for (const use of setupGoUses(content)) {
        uses++;
        const judged = await judge(root, file, use, modules, facts);
        findings.push(...judged.findings);
        if (judged.unclear) unclear.set(path, [...(unclear.get(path) ?? []), use.job.id]);
      }
    }
    const others = await sourceDrift(root.dir, facts);
    if (uses + others.judged === 0) return notApplicable(say('noWorkflows'));
    const places = [...unclear].map(([path, jobs]) => `${path} (${jobs.join(', ')})`);
    return found([...worstPerPlace(findings), ...others.findings], unclearOf(places));
  },
};

function unclearOf(places: readonly string[]): Unknown | undefined {
  if (places.length === 0) return undefined;
  const named = places.slice(0, 3).join(', ');
  const more = places.length > 3 ? ' …' : '';
  return {
    reason: say('unresolved', { places: `${named}${more}` }),
    needs: 'configuration',
    missing: places.slice(0, 5),
  };
}

/** Several jobs may take their version from one place: that is one finding, the worst. */
function worstPerPlace(findings: readonly FindingDraft[]): FindingDraft[] {
  const byPlace = new Map<string, FindingDraft>();
  for (const finding of findings) {
    const place = JSON.stringify(finding.location);
    if (!byPlace.has(place) || finding.severity === 'error') {
      const known = byPlace.get(place);
      if (known?.severity !== 'error') byPlace.set(place, finding);
    }
  }
  return [...byPlace.values()];
}

async function judge(
  root: Root,
  file: string,
  use: SetupGo,
  modules: readonly NeededGo[],
  facts: Facts,
): Promise<{ findings: readonly FindingDraft[]; unclear: boolean }> {
  const nothing = { findings: [], unclear: false };
  if (!checksOutThisTree(use.job)) return nothing;
  const tree = await facts.get(treeLists, root.dir);
  const goUse = goUseOf(use.after, modules, tree.modules);
  if (goUse.certain.length + goUse.likely.length === 0) return nothing;
  const { asked, unclear } = await versionsAsked(root, file, use, facts);
  const unreadable = asked.some((one) => parseGoVersionSpec(one.spec).kind === 'unreadable');
  const findings = asked.flatMap((one) => {
    const finding = judgeOne(one, use, goUse);
    return finding ? [finding] : [];
  });
  return { findings, unclear: unclear || unreadable };
}

/** The versions that a step asks for: go-version first, as setup-go does. */
async function versionsAsked(
  root: Root,
  file: string,
  use: SetupGo,
  facts: Facts,
): Promise<{ asked: readonly Asked[]; unclear: boolean }> {
  const version = inputOf(use.step, 'go-version');
  if (version) {
    const { values, unresolved } = resolveInput(use, version);
    const asked = values
      // What YAML made a number is told by yaml-version-float: the version that was meant may be new enough.
      .filter(({ text, origin }) => text !== '' && !isVersionFloat(origin))
      .map(({ text, origin }): Asked => ({
        spec: text,
        file,
        range: origin.range,
        fixes: (required) => (isOnly(text, required, values) ? raiseYaml(file, origin, required) : []),
      }));
    const path = unresolved && asked.length === 0 ? fileReadFor(use, version) : undefined;
    if (path === undefined) return { asked, unclear: unresolved };
    const spec = ((await facts.readText(joinPath(root.dir, path))) ?? '').trim();
    if (!/^\d+(\.\d+)*$/.test(spec)) return { asked, unclear: true };
    return { asked: [{ spec, file, range: version.range, fixes: () => [] }], unclear: false };
  }
  const named = inputOf(use.step, 'go-version-file');
  if (!named) return { asked: [], unclear: false };
  const { values, unresolved } = resolveInput(use, named);
  const asked: Asked[] = [];
  for (const { text, origin } of values) {
    const path = joinPath(root.dir, text);
    const content = await facts.readText(path);
    const spec = parseGoVersionFile(basename(path), content ?? '', keepsToolchainLine(use));
    if (spec !== '') asked.push({ spec, file, range: origin.range, fixes: () => [] });
  }
  return { asked, unclear: unresolved };
}

/** Raised to what another entry of the matrix asks for already, it would be there twice. */
function isOnly(text: string, required: string, values: readonly Resolved[]): boolean {
  const raised = raisedSpec(text, required);
  return !values.some((other) => other.text === raised);
}

/** setup-go 6 and later read the toolchain line first, unless an earlier step has set GOTOOLCHAIN=local. */
function keepsToolchainLine(use: SetupGo): boolean {
  const { step } = use;
  const again = stepsBefore(use).some((other) => other.uses?.name === step.uses?.name);
  return (step.uses?.major ?? 6) >= 6 && !again;
}

function judgeOne(asked: Asked, use: SetupGo, goUse: GoUse): FindingDraft | undefined {
  const spec = parseGoVersionSpec(asked.spec);
  const tooLow = (needed: NeededGo): boolean => specReaches(spec, needed.required) === false;
  const certain = goUse.certain.filter(tooLow).toSorted((a, b) => compareGoVersions(b.required, a.required))[0];
  const needed = certain ?? goUse.likely.find(tooLow);
  if (!needed) return undefined;
  const message = isAdvice(spec, needed.required)
    ? 'advice'
    : certain && isCertain(use)
      ? messageOf(spec, use)
      : 'older';
  const goMod = needed.path === '' ? 'go.mod' : `${needed.path}/go.mod`;
  const severity = message === 'advice' ? 'info' : message === 'refused' || message === 'tooOld' ? 'error' : 'warning';
  const args = { job: use.job.id, spec: asked.spec, goMod, required: needed.required };
  return {
    message: say(message, args),
    severity,
    location: { file: asked.file, range: asked.range },
    related: [{ ...needed.place, message: say('needed', { required: needed.required }) }],
    fixes: asked.fixes(needed.required),
    key: `${use.job.id} ${asked.spec}`,
  };
}

/** Before 1.21 go builds in spite of such a line, and mentions it only where compiling fails. */
function isAdvice(spec: GoVersionSpec, required: string): boolean {
  const newest = newestAllowed(spec);
  return newest !== undefined && compareGoVersions(newest, '1.21') < 0 && !refusesGoLine(newest, required);
}

/** Nothing in the job can make go do something else. */
function isCertain({ workflow, job, step }: SetupGo): boolean {
  const chosen = [workflow.env, job.env, step.env].some((env) => (env.get('GOTOOLCHAIN')?.text ?? 'local') !== 'local');
  const conditional = step.condition !== undefined || (job.condition?.includes('matrix') ?? false);
  const written = job.steps.some(({ run }) => run?.includes('GITHUB_ENV') && run.includes('GOTOOLCHAIN'));
  return !chosen && !written && !conditional && !job.mayFail && !step.mayFail;
}

function messageOf(spec: GoVersionSpec, use: SetupGo): 'refused' | 'tooOld' | 'switches' | 'older' {
  const newest = newestAllowed(spec);
  if (newest === undefined) return 'older';
  const knowsSwitching = compareGoVersions(newest, '1.21') >= 0;
  if (!knowsSwitching) return 'tooOld';
  if ([use.workflow.env, use.job.env].some((env) => env.get('GOTOOLCHAIN')?.text === 'local')) return 'refused';
  // Version 6 began to export GOTOOLCHAIN=local. What a branch or a commit does is not written here.
  const major = use.step.uses?.major;
  if (major === undefined) return 'older';
  return major >= 6 ? 'refused' : 'switches';
}
