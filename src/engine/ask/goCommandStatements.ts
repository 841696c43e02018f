import { dirname, isAbsolutePath, joinPath } from '../../base/paths';
import { environmentVariable } from '../facts/environment/environmentVariable';
import { nativePath, osVariable, pathFromVariable } from '../facts/environment/osVariable';
import type { Facts } from '../facts/factStore';
import type { GoInstallation, GoLookup, RefusedGo } from '../facts/go/goInstallation';
import type { VersionChoice } from '../facts/go/shims';
import { say } from '../model/message';
import { startOfFile } from '../model/range';
import type { GoTopic } from './goTopics';
import { lineOf, pathOf, type Evidence, type Statement } from './statement';
import { layersOf } from './variableStatements';

type Told = readonly Statement<GoTopic>[];

const setting: Evidence = { kind: 'setting', name: 'goPreflight.go.path' };

/** Which `go` is started, and what put it there. */
export function commandStatements(go: GoInstallation, facts: Facts): Told {
  const native = (path: string): string => nativePath(facts.environment, path);
  const started = go.shimPath ?? go.path;
  const told: Statement<GoTopic>[] = [where(go, started, facts)];
  if (go.shimPath !== undefined && go.manager !== undefined) {
    const args = { manager: go.manager, path: native(go.path) };
    const message = say(go.manager === 'script' ? 'whyGo.script' : 'whyGo.shim', args);
    told.push({ topic: 'command', message, evidence: [pathOf(go.shimPath)] });
    if (go.chosenBy) told.push(choice(go.chosenBy));
  }
  if (go.realPath !== go.path)
    told.push({
      topic: 'command',
      message: say('whyGo.link', { path: native(go.path), target: native(go.realPath) }),
      evidence: [pathOf(go.path)],
    });
  const manager = managerOf(go.realPath);
  if (manager !== undefined)
    told.push({
      topic: 'command',
      message: say('whyGo.installedBy', { manager }),
      evidence: [pathOf(go.realPath)],
    });
  told.push({
    topic: 'command',
    message: say('whyGo.version', { toolchain: go.toolchain }),
    evidence: [lineOf({ file: joinPath(go.goroot, 'VERSION'), range: startOfFile })],
  });
  return told;
}

function where(go: GoInstallation, started: string, facts: Facts): Statement<GoTopic> {
  const path = nativePath(facts.environment, started);
  switch (go.source) {
    case 'setting':
      return { topic: 'command', message: say('whyGo.bySetting', { path }), evidence: [setting] };
    case 'well-known':
      return { topic: 'command', message: say('whyGo.offPath', { path }), evidence: [pathOf(started)] };
    case 'PATH': {
      const entries = pathEntries(facts);
      const entry = entries.indexOf(dirname(started)) + 1;
      const args = { path, entry, count: entries.length };
      return {
        topic: 'command',
        message: say(entry === 1 ? 'whyGo.onPathFirst' : 'whyGo.onPath', args),
        evidence: [{ kind: 'variable', name: 'PATH', value: osVariable(facts.environment, 'PATH') }],
      };
    }
  }
}

function choice(chosenBy: VersionChoice): Statement<GoTopic> {
  const { value } = chosenBy;
  return chosenBy.kind === 'variable'
    ? {
        topic: 'command',
        message: say('whyGo.chosenByVariable', { name: chosenBy.name, value }),
        evidence: [{ kind: 'variable', name: chosenBy.name, value }],
      }
    : { topic: 'command', message: say('whyGo.chosenByFile', { value }), evidence: [lineOf(chosenBy.location)] };
}

/** Managers that put no stand-in on PATH, but the folder of a version. */
function managerOf(path: string): string | undefined {
  if (/\/\.gvm\/gos\//.test(path)) return 'gvm';
  if (/\/Cellar\/go(?:@[^/]+)?\//.test(path)) return 'Homebrew';
  if (path.startsWith('/nix/store/')) return 'Nix';
  if (/\/sdk\/go\d/.test(path)) return 'golang.org/dl';
  return undefined;
}

/** GOROOT, which decides where the compiler and the standard library come from. */
export async function gorootStatements(go: GoInstallation, facts: Facts): Promise<Told> {
  const variable = await facts.get(environmentVariable, 'GOROOT');
  if (variable.source === 'default') {
    const goroot = nativePath(facts.environment, go.goroot);
    return [{ topic: 'goroot', message: say('whyGo.gorootOwn', { goroot }), evidence: [pathOf(go.goroot)] }];
  }
  const set = pathFromVariable(facts.environment, variable.value);
  const same = isAbsolutePath(set) && joinPath(set) === go.goroot;
  const message = say(same ? 'whyGo.gorootSame' : 'whyGo.gorootSet', { goroot: variable.value });
  return [{ topic: 'goroot', message, evidence: layersOf(variable).slice(0, 1) }];
}

/** What else was found, and why it is not the one. */
export function otherCommands({ found, onPath, refused, relativeEntries }: GoLookup, facts: Facts): Told {
  const native = (path: string): string => nativePath(facts.environment, path);
  const hidden = onPath
    .filter(({ realPath }) => realPath !== found?.realPath)
    .map((other): Statement<GoTopic> => {
      const path = other.shimPath ?? other.path;
      const args = { toolchain: other.toolchain, path: native(path) };
      const message = say(found?.source === 'setting' ? 'whyGo.passedOver' : 'whyGo.hidden', args);
      return { topic: 'others', message, evidence: [pathOf(path)] };
    });
  const ignored = refused.map((go): Statement<GoTopic> => ({
    topic: 'others',
    message: say(refusals[go.why], { path: native(go.path), manager: go.manager ?? '' }),
    evidence: go.why === 'setting-missing' ? [setting] : [pathOf(go.path)],
  }));
  const relative = relativeEntries.map((entry): Statement<GoTopic> => ({
    topic: 'others',
    message: say('whyGo.relative', { entry }),
    evidence: [{ kind: 'variable', name: 'PATH', value: osVariable(facts.environment, 'PATH') }],
  }));
  return [...hidden, ...ignored, ...relative];
}

const refusals: Readonly<Record<RefusedGo['why'], string>> = {
  'inside-workspace': 'whyGo.insideWorkspace',
  'unresolved-shim': 'whyGo.unresolvedShim',
  'no-goroot': 'whyGo.noGoroot',
  'setting-missing': 'whyGo.settingMissing',
};

/** The entries of PATH that count, each once, in order. */
function pathEntries(facts: Facts): readonly string[] {
  const entries = osVariable(facts.environment, 'PATH')
    .split(facts.environment.pathDelimiter)
    .map((entry) => pathFromVariable(facts.environment, entry));
  return [...new Set(entries.filter(isAbsolutePath).map((entry) => joinPath(entry)))];
}
