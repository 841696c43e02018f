import { nativePath } from '../../facts/environment/osVariable';
import { cgoImport } from '../../facts/cgo/cgoImport';
import { cgoPackages } from '../../facts/cgo/cgoPackages';
import { cgoState, type CgoState } from '../../facts/cgo/cgoState';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { Facts } from '../../facts/factStore';
import { goInstallation } from '../../facts/go/goInstallation';
import { moduleImports } from '../../facts/modules/moduleImports';
import { defaultBuild } from '../../facts/packages/defaultBuild';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { isRelativeProgram } from './cc-relative';

/** Packages of the standard library with C code on Linux, those that only import such a one too; the tag that goes without it. */
const standardCgo: readonly (readonly [name: string, without: string | undefined])[] = [
  ['net', 'netgo'],
  ['net/http', 'netgo'],
  ['os/user', 'osusergo'],
  ['plugin', undefined],
  ['runtime/cgo', undefined],
];

export const ccMissing: ModuleCheck = {
  id: 'cc-missing',
  family: 'cgo',
  scope: 'module',
  title: 'The C compiler that go would start is there',
  why: 'With cgo switched on go compiles C code of packages such as net and of dependencies, and stops at the first without a compiler.',
  fix: 'Install the compiler, correct CC, or set CGO_ENABLED=0 where no C code is needed.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    own: 'CC={value}: there is no {compiler}, and {file} imports "C": go build stops with "C compiler not found"',
    ownDefault:
      'CGO_ENABLED=1, but {compiler} is not on PATH, and {file} imports "C": go build stops with "C compiler not found"',
    standard:
      'CC={value}: there is no {compiler}, and package {package} of the standard library has C code: go build stops',
    standardDefault:
      'CGO_ENABLED=1, but {compiler} is not on PATH, and package {package} of the standard library has C code: go build stops',
    here: 'needs the compiler',
    off: 'cgo is off, so no C code is compiled',
    nothing: 'nothing here that this machine builds is known to have C code',
  },
  run: async (module, facts) => {
    if ((await facts.get(goInstallation)).found === undefined) return unknown(say('shared.goNotFound'), 'go');
    const state = await facts.get(cgoState);
    if (!state.enabled) return notApplicable(say('off'));
    // A compiler that is named wrongly is another finding.
    if (state.compilerPath !== undefined || isRelativeProgram(state.compiler)) return passed;
    const needs = await firstNeed(module, facts);
    if (needs === undefined) return notApplicable(say('nothing'));
    return found([await draft(state, needs, facts)]);
  },
};

interface Need {
  readonly place: RelatedLocation;
  /** of the standard library; undefined for C code of the module's own */
  readonly package: string | undefined;
  readonly file: string;
}

async function firstNeed(module: Module, facts: Facts): Promise<Need | undefined> {
  const own = (await facts.get(cgoPackages, module.dir))[0]?.cgoFiles[0];
  const shown = (file: string): string => nativePath(facts.environment, file.slice(module.dir.length + 1));
  if (own !== undefined)
    return { place: { ...(await cgoImport(own, facts)), message: say('here') }, package: undefined, file: shown(own) };
  if ((await facts.get(environmentVariable, 'GOOS')).value !== 'linux') return undefined;
  const tags = (await facts.get(defaultBuild))[0]?.tags;
  const { imports } = await facts.get(moduleImports, module.dir);
  for (const [name, without] of standardCgo) {
    if (without !== undefined && tags?.has(without) === true) continue;
    const site = imports.find(name, ({ use }) => use === 'build');
    if (site)
      return {
        place: { file: site.file, range: startOfFile, message: say('here') },
        package: name,
        file: shown(site.file),
      };
  }
  return undefined;
}

async function draft({ cc, said, compiler }: CgoState, need: Need, facts: Facts): Promise<FindingDraft> {
  const isNamed = cc.value !== '' && cc.source !== 'default';
  const name = `${need.package === undefined ? 'own' : 'standard'}${isNamed ? '' : 'Default'}`;
  const args = { value: cc.value, compiler, file: need.file, package: need.package ?? '' };
  const variable = isNamed ? cc : (said ?? cc);
  const fixes = unsetFix(variable, await facts.get(userEnvFile));
  return { message: say(name, args), ...placeOf(variable), related: [need.place], fixes, key: name };
}
