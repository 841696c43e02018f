import { missingModules, type MissingModule } from '../../facts/cache/missingModules';
import { findOnPath } from '../../facts/cgo/cgoDefault';
import { fetchRoutes, isFetchedDirectly } from '../../facts/environment/directFetch';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { Facts } from '../../facts/factStore';
import { goModOf, type GoModRead } from '../../facts/modules/goModOf';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { allows, isStandard, parseGoVcs, ruleFor } from '../../parse/goVcs';
import { matchesPatterns } from '../../parse/modulePatterns';
import { staticRepository, type StaticRepository } from '../../parse/staticVcs';

/** A module that the next build fetches with a program such as git, and nothing else. */
interface DirectFetch extends MissingModule {
  readonly repository: StaticRepository;
}

export const govcsBlocks: ModuleCheck = {
  id: 'govcs-blocks',
  family: 'environment',
  scope: 'module',
  title: 'GOVCS allows the programs that fetch the modules here',
  why: 'A module that no proxy is asked for comes with git or its like. Where GOVCS forbids that program, the next build stops.',
  fix: 'Allow the program in GOVCS for this pattern, or take the module from a proxy.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    forbids: '{module} is not downloaded yet, and GOVCS ({rule}) forbids {program} for {root}: the next build stops',
    forbidsUnset: '{module} is not downloaded yet, and go allows no {program} for public modules: the next build stops',
    nothing: 'nothing here has to be fetched with git or another program',
  },
  run: async (module, facts) => {
    const { goMod, fetches } = await directFetches(module, facts);
    if (goMod === undefined || fetches.length === 0) return notApplicable(say('nothing'));
    const variable = await facts.get(environmentVariable, 'GOVCS');
    const parsed = parseGoVcs(variable.value);
    // What cannot be read at all is the finding of another check.
    if (parsed.problem) return notApplicable(say('nothing'));
    const { value: privates } = await facts.get(environmentVariable, 'GOPRIVATE');
    return found(
      fetches.flatMap((fetch): FindingDraft[] => {
        const { program, root } = fetch.repository;
        const rule = ruleFor(parsed, root, matchesPatterns(privates, root));
        if (allows(rule, program)) return [];
        const args = { module: `${fetch.path} ${fetch.version}`, program, root };
        if (rule === undefined || isStandard(rule)) return [draftOf('forbidsUnset', args, fetch, goMod)];
        const text = `${rule.pattern}:${rule.allowed.join('|')}`;
        return [draftOf('forbids', { ...args, rule: text }, fetch, goMod)];
      }),
    );
  },
};

export const gitMissing: ModuleCheck = {
  id: 'git-missing',
  family: 'environment',
  scope: 'module',
  title: 'The program that fetches the modules here is installed',
  why: 'A module that no proxy is asked for comes with git or its like; images made for builds often have none.',
  fix: 'Install the program, or take the module from a proxy: GOPROXY, GONOPROXY.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing:
      '{module} is not downloaded yet, no proxy is asked for it, and {program} is not on PATH: the next build stops',
    nothing: 'nothing here has to be fetched with git or another program',
  },
  run: async (module, facts) => {
    const { goMod, fetches } = await directFetches(module, facts);
    if (goMod === undefined || fetches.length === 0) return notApplicable(say('nothing'));
    const drafts: FindingDraft[] = [];
    for (const fetch of fetches) {
      const { program } = fetch.repository;
      if ((await findOnPath(program, facts)) !== undefined) continue;
      drafts.push(draftOf('missing', { module: `${fetch.path} ${fetch.version}`, program }, fetch, goMod));
    }
    return found(drafts);
  },
};

async function directFetches(
  { dir }: Module,
  facts: Facts,
): Promise<{ readonly goMod: GoModRead | undefined; readonly fetches: readonly DirectFetch[] }> {
  const goMod = await facts.get(goModOf, dir);
  if (goMod.kind !== 'file' || goMod.state !== 'sound') return { goMod: undefined, fetches: [] };
  const routes = await facts.get(fetchRoutes);
  if (!routes.allDirect && routes.around === '') return { goMod, fetches: [] };
  const missing = await facts.get(missingModules, dir);
  const fetches = missing.flatMap((one): DirectFetch[] => {
    const repository = isFetchedDirectly(routes, one.path) ? staticRepository(one.path) : undefined;
    return repository === undefined ? [] : [{ ...one, repository }];
  });
  return { goMod, fetches };
}

function draftOf(
  name: string,
  args: Readonly<Record<string, string>>,
  { path, listed }: DirectFetch,
  goMod: GoModRead,
): FindingDraft {
  const location = { file: goMod.path, range: listed.require.version.range };
  return { message: say(name, args), location, key: path, about: [listed.path] };
}
