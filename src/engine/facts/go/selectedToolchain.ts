import { isWithin, joinPath } from '../../../base/paths';
import { compareGoVersions, goVersionOfToolchain, isGoLanguageVersion } from '../../parse/goVersion';
import { refusesGoLine } from '../../parse/goLineRefusal';
import { environmentVariable, type GoVariable } from '../environment/environmentVariable';
import { moduleCacheFolder } from '../environment/goFolders';
import { osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { executable, goInstallation, type GoInstallation } from './goInstallation';
import { governingLines, governingLinesAlone, type GoverningLines } from './governingFile';

/** GOTOOLCHAIN taken apart: the toolchain to start from, and whether go may go up from there. */
export interface ToolchainSetting {
  /** `local` or a name such as `go1.26.8` */
  readonly minimum: string;
  readonly mode: 'fixed' | 'auto' | 'path';
}

/** What named the toolchain that was selected. */
export type Selector = 'setting' | 'go-line' | 'toolchain-line';

interface Chosen {
  readonly setting: GoVariable;
  readonly lines: GoverningLines;
  /** the go on PATH, which does the selection */
  readonly local: GoInstallation;
}

/** What `go` in a folder would run, as cmd/go's toolchain selection decides, and whether it can. */
export type SelectedToolchain =
  | { readonly kind: 'no-go' }
  /** the installed go runs the command itself */
  | (Chosen & { readonly kind: 'local' })
  /** another toolchain runs it, and it is here */
  | (Chosen & {
      readonly kind: 'switch';
      readonly toolchain: string;
      readonly version: string;
      readonly by: Selector;
      readonly path: string;
      readonly where: 'PATH' | 'module-cache';
      /** whether cmd/go itself would run it: one from the module cache must be in the checksum database */
      readonly verifiable: boolean;
    })
  /** another toolchain would run it, and it is not here; `download`: whether the settings let go fetch it */
  | (Chosen & {
      readonly kind: 'missing';
      readonly toolchain: string;
      readonly version: string;
      readonly by: Selector;
      readonly download: 'allowed' | 'path-only' | 'proxy-off' | 'sumdb-off';
    })
  /** the toolchain that is selected is older than the go line and refuses */
  | (Chosen & { readonly kind: 'refused'; readonly required: string; readonly running: string })
  /** GOTOOLCHAIN, or the toolchain line, names nothing that go understands */
  | (Chosen & { readonly kind: 'invalid'; readonly what: 'setting' | 'minimum' | 'suffix' | 'line' });

/** The version of the go that would run; undefined where none would. */
export function versionThatRuns(selected: SelectedToolchain): string | undefined {
  if (selected.kind === 'switch') return selected.version;
  return selected.kind === 'local' ? selected.local.version : undefined;
}

/** Key: the folder in which `go` would be run. */
export const selectedToolchain: Fact<SelectedToolchain> = {
  name: 'selectedToolchain',
  compute: async (folder, facts) => selectBy(await facts.get(governingLines, folder), facts),
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The same under GOWORK=off. Key: the folder. */
export const selectedToolchainAlone: Fact<SelectedToolchain> = {
  name: 'selectedToolchainAlone',
  compute: async (folder, facts) => selectBy(await facts.get(governingLinesAlone, folder), facts),
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

async function selectBy(lines: GoverningLines, facts: Facts): Promise<SelectedToolchain> {
  const local = (await facts.get(goInstallation)).found;
  if (!local) return { kind: 'no-go' };
  const setting = await facts.get(environmentVariable, 'GOTOOLCHAIN');
  const chosen = { setting, lines, local };
  const legacy = compareGoVersions(local.version, '1.21') < 0;
  const mode = await facts.get(environmentVariable, 'GO111MODULE');
  const outsideModules = mode.value === 'off' || (mode.value === 'auto' && lines.file === undefined);
  // Go before 1.21 knows no other toolchains; without modules there is nothing to select by.
  if (legacy || outsideModules) return refusedOrLocal(chosen, local.version, lines.go?.value ?? '');
  // An empty value means that a packager took it out of go.env.
  const parsed = setting.value === '' ? fixedLocal : parseToolchainSetting(setting.value);
  if (typeof parsed === 'string') return { ...chosen, kind: 'invalid', what: parsed };
  return select(chosen, parsed, facts);
}

const fixedLocal: ToolchainSetting = { minimum: 'local', mode: 'fixed' };

/** Reads a value of GOTOOLCHAIN; a word says what is wrong with it. */
export function parseToolchainSetting(value: string): ToolchainSetting | 'setting' | 'minimum' | 'suffix' {
  if (value === 'auto' || value === 'path') return { minimum: 'local', mode: value };
  const plus = value.indexOf('+');
  const minimum = plus < 0 ? value : value.slice(0, plus);
  if (minimum !== 'local' && goVersionOfToolchain(minimum) === '') return plus < 0 ? 'setting' : 'minimum';
  if (minimum !== 'local' && !minimum.startsWith('go1')) return 'setting';
  if (plus < 0) return { minimum, mode: 'fixed' };
  const suffix = value.slice(plus + 1);
  return suffix === 'auto' || suffix === 'path' ? { minimum, mode: suffix } : 'suffix';
}

async function select(chosen: Chosen, setting: ToolchainSetting, facts: Facts): Promise<SelectedToolchain> {
  const { local, lines } = chosen;
  let toolchain = setting.minimum === 'local' ? local.toolchain : setting.minimum;
  let version = setting.minimum === 'local' ? local.version : goVersionOfToolchain(setting.minimum);
  let by: Selector = 'setting';
  const goLine = lines.go?.value ?? '';
  const toolchainLine = lines.toolchain?.value ?? '';
  if (setting.mode !== 'fixed' && toolchainLine !== 'default') {
    if (toolchainLine !== '') {
      const wanted = goVersionOfToolchain(toolchainLine);
      if (wanted === '') return { ...chosen, kind: 'invalid', what: 'line' };
      if (compareGoVersions(wanted, version) > 0) [toolchain, version, by] = [toolchainLine, wanted, 'toolchain-line'];
    }
    if (compareGoVersions(goLine, version) > 0) {
      // A language version is no release: its first one has a .0 since 1.21.
      const needsZero = isGoLanguageVersion(goLine) && compareGoVersions(goLine, '1.21') >= 0;
      toolchain = `go${goLine}${needsZero ? '.0' : ''}`;
      version = goLine;
      by = 'go-line';
    }
  }
  if (toolchain === local.toolchain) return refusedOrLocal(chosen, version, goLine);
  const refused = refusedOrLocal(chosen, version, goLine);
  const target = await locateToolchain(toolchain, facts);
  if (!target) {
    const download = setting.mode === 'path' ? 'path-only' : await downloadable(facts);
    return { ...chosen, kind: 'missing', toolchain, version, by, download };
  }
  if (refused.kind === 'refused') return refused;
  const verifiable = target.where === 'PATH' || (await databaseInUse(facts));
  return { ...chosen, kind: 'switch', toolchain, version, by, ...target, verifiable };
}

function refusedOrLocal(chosen: Chosen, running: string, required: string): SelectedToolchain {
  return refusesGoLine(running, required)
    ? { ...chosen, kind: 'refused', required, running }
    : { ...chosen, kind: 'local' };
}

/** Looks where go looks before it downloads: an executable of that name on PATH, then the module cache. */
async function locateToolchain(
  toolchain: string,
  facts: Facts,
): Promise<{ path: string; where: 'PATH' | 'module-cache' } | undefined> {
  const { environment } = facts;
  for (const entry of osVariable(environment, 'PATH').split(environment.pathDelimiter)) {
    const folder = pathFromVariable(environment, entry);
    const path = folder === '' ? undefined : joinPath(folder, toolchain);
    const binary = path === undefined ? undefined : await executable(path, environment.executableExtensions, facts);
    if (binary === undefined) continue;
    const real = (await facts.realPath(binary)) ?? binary;
    if (facts.root === '' || !(isWithin(facts.root, binary) || isWithin(facts.root, real)))
      return { path: binary, where: 'PATH' };
  }
  const cache = await facts.get(moduleCacheFolder);
  const goos = { linux: 'linux', darwin: 'darwin', win32: 'windows', other: '' }[environment.platform];
  if (cache === undefined || goos === '') return undefined;
  const suffix = environment.platform === 'win32' ? '.exe' : '';
  const version = `v0.0.1-${toolchain}.${goos}-${environment.arch}`;
  const path = joinPath(cache, `golang.org/toolchain@${version}`, `bin/go${suffix}`);
  return (await facts.stat(path))?.kind === 'file' ? { path, where: 'module-cache' } : undefined;
}

/** Whether go would try to fetch a toolchain. */
async function downloadable(facts: Facts): Promise<'allowed' | 'proxy-off' | 'sumdb-off'> {
  const proxy = (await facts.get(environmentVariable, 'GOPROXY')).value;
  const first = proxy
    .split(/[,|]/)
    .map((entry) => entry.trim())
    .find((entry) => entry !== '');
  const direct = (await facts.get(environmentVariable, 'GONOPROXY')).value;
  if (first === 'off' && direct === '') return 'proxy-off';
  return (await databaseInUse(facts)) ? 'allowed' : 'sumdb-off';
}

/**
 * A toolchain stands in no go.sum, so go asks the checksum database about it, downloaded before or not, whatever GONOSUMDB
 * says (`modfetch.useSumDB`). Only a lone file:// proxy is exempt.
 */
async function databaseInUse(facts: Facts): Promise<boolean> {
  const proxy = (await facts.get(environmentVariable, 'GOPROXY')).value;
  if (proxy.startsWith('file://') && !/[,|]/.test(proxy)) return true;
  return (await facts.get(environmentVariable, 'GOSUMDB')).value !== 'off';
}
