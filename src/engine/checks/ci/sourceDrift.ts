import { joinPath } from '../../../base/paths';
import { moduleHolding, neededGo, type NeededGo } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import { treeLists } from '../../facts/treeLists';
import { versionSources, type VersionSource } from '../../facts/ci/versionSources';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { Severity } from '../../model/severity';
import { newestOf } from '../../parse/ci/goDeclaration';
import { comparePositions } from '../../model/range';
import type { SourceKind } from '../../parse/ci/sources/sourceFormat';
import { refusesGoLine } from '../../parse/goLineRefusal';
import { compareGoVersions } from '../../parse/goVersion';
import { raiseSources } from './raiseVersion';
import { neededBy } from '../../facts/ci/sourceModules';
import { goModName } from './sourcePlaces';

/** Workflows and Dockerfiles are judged by what they run (`go-version-drift`, `docker-go-local-toolchain`). */
const judgedElsewhere: readonly SourceKind[] = ['github', 'dockerfile', 'go.mod', 'go.work'];

interface Old {
  readonly source: VersionSource;
  readonly needed: NeededGo;
  /** a `go` command certainly runs there, in a module that it stops at */
  readonly stops: boolean;
}

/** Sources below the go line of the module that they serve: one finding a file, at the first of them. */
export async function sourceDrift(
  root: string,
  facts: Facts,
): Promise<{ readonly findings: readonly FindingDraft[]; readonly judged: number }> {
  const modules = await facts.get(neededGo, root);
  const { modules: paths } = await facts.get(treeLists, root);
  const byFile = new Map<string, Old[]>();
  let judged = 0;
  for (const source of await facts.get(versionSources, root)) {
    const needed = judgedElsewhere.includes(source.kind) ? undefined : neededBy(source, modules, paths);
    const newest = newestOf(source.version);
    // What YAML made a number is told by yaml-version-float: the version that was meant may be new enough.
    if (!needed || newest === undefined || source.float !== undefined) continue;
    judged++;
    // Before 1.21 the line was advice, and old code builds with what is older still.
    if (!refusesGoLine(newest, needed.required)) continue;
    const stops = stopsIn(source, newest, modules, paths);
    const old = { source, needed: stops ?? needed, stops: stops !== undefined };
    // The one that stops go is the one to look at.
    const all = byFile.get(source.file) ?? [];
    // A variable that several jobs read is one place.
    const same = all.find((other) => comparePositions(other.source.range.start, source.range.start) === 0);
    if (same && (same.stops || !old.stops)) continue;
    const known = all.filter((other) => other !== same);
    byFile.set(source.file, old.stops && known[0]?.stops === false ? [old, ...known] : [...known, old]);
  }
  return { findings: [...byFile.values()].map(draftOf), judged };
}

function draftOf(all: readonly Old[]): FindingDraft {
  const [first, ...others] = all;
  if (!first) throw new Error('a group of nothing');
  const { source, needed, stops } = first;
  const { required } = needed;
  const old = all.filter((one) => one.needed === needed).map((one) => one.source);
  return {
    message: say(messageOf(source, stops), {
      place: nameOf(source),
      version: source.text,
      goMod: goModName(needed),
      required,
    }),
    severity: stops ? 'error' : severityOf(source),
    location: { file: source.file, range: source.range },
    related: [
      { ...needed.place, message: say('needed', { required }) },
      ...others.map(({ source: other }) => ({
        file: other.file,
        range: other.range,
        message: say('alsoOld', { version: other.text }),
      })),
    ],
    fixes: raiseSources(old, required),
    key: `${source.kind} ${source.place} ${source.text}`,
  };
}

function messageOf({ meaning, version }: VersionSource, stops: boolean): string {
  if (stops) return 'stops';
  if (meaning === 'analyses') return 'linter';
  // Before 1.21 go cannot switch.
  return compareGoVersions(newestOf(version) ?? '', '1.21') < 0 ? 'beforeSwitching' : 'source';
}

/** The module of a command that runs in an image with GOTOOLCHAIN=local, or with a go that cannot switch, and is too old. */
function stopsIn(
  { switching, commands = [] }: VersionSource,
  newest: string,
  modules: readonly NeededGo[],
  paths: readonly string[],
): NeededGo | undefined {
  if (switching !== 'local') return undefined;
  for (const { folder, choosesToolchain } of commands) {
    if (folder === undefined || choosesToolchain || folder.startsWith('/') || folder.includes('$')) continue;
    const holding = moduleHolding(paths, joinPath('/', folder).slice(1));
    const needed = modules.find(({ path }) => path === holding);
    if (needed && refusesGoLine(newest, needed.required)) return needed;
  }
  return undefined;
}

/** A variable of make with such a name says nothing certain about what it is for. */
function severityOf({ kind }: VersionSource): Severity {
  return kind === 'make' ? 'info' : 'warning';
}

/** `.gitlab-ci.yml (test)` */
function nameOf({ path, place }: VersionSource): string {
  return place === '' ? path : `${path} (${place})`;
}
