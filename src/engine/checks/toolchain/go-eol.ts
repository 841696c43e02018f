import type { Facts } from '../../facts/factStore';
import { goInstallation } from '../../facts/go/goInstallation';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown, type CheckResult } from '../../model/outcome';
import {
  endOfSupport,
  newestRelease,
  nextReleaseMonth,
  releaseTableDate,
  supportedLines,
} from '../../parse/ci/goSupport';
import { compareGoVersions, goLanguageVersion } from '../../parse/goVersion';
import { placeOfLine, selections } from './selections';

/** A Go that compiles something here, and where that was decided. */
interface RunningRelease {
  /** `go1.26.8`, `go1.26.8-bigcorp` */
  readonly toolchain: string;
  readonly version: string;
  /** `1.26` */
  readonly line: string;
  readonly place: Pick<FindingDraft, 'location' | 'anchor'>;
}

export const goEol: RootCheck = {
  id: 'go-eol',
  family: 'toolchain',
  scope: 'root',
  title: 'The Go that runs here still gets fixes',
  why: 'The Go project repairs the two newest lines of releases. Any other keeps every fault of compiler and standard library that was found since.',
  fix: 'Install a release of a line that is supported.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ended:
      'Go {version} runs here; its line {line} has had no fixes since {month}, not even of security; supported are {supported} (as of {date})',
    endedUpstream:
      '{toolchain} runs here; the Go project ended fixes of its line {line} in {month}; whoever built it may go on',
    oldTable: 'the table of releases is of {date}, and a new line was due since: {line} may have ended',
    noneRuns: 'no Go would build here: the one that is selected cannot be had, or refuses',
  },
  run: async (root, facts) => {
    const running = await runningReleases(root, facts);
    if (running.length === 0) return whyNoneRuns(facts);
    const drafts = running.map(endedDraft).filter((draft) => draft !== undefined);
    if (drafts.length > 0) return found(drafts);
    // The next line ends the older of the two that are supported.
    const oldest = supportedLines().at(-1) ?? '';
    const due = facts.clock.today().slice(0, 7) >= nextReleaseMonth();
    const doubtful = due && running.some(({ line }) => line === oldest);
    return doubtful ? unknown(say('oldTable', { date: releaseTableDate, line: oldest }), 'network') : passed;
  },
};

function endedDraft({ toolchain, version, line, place }: RunningRelease): FindingDraft | undefined {
  const month = endOfSupport(line);
  if (month === undefined) return undefined;
  const args = { toolchain, version, line, month, date: releaseTableDate };
  if (isOfVendor(toolchain)) return { message: say('endedUpstream', args), severity: 'info', ...place, key: line };
  return {
    message: say('ended', { ...args, supported: supportedLines().toReversed().join(', ') }),
    ...place,
    key: line,
  };
}

/** Days after which a table of releases says nothing of the newest one: there is one in most months. */
const monthOfTable = 45;

export const goPatchOutdated: RootCheck = {
  id: 'go-patch-outdated',
  family: 'toolchain',
  scope: 'root',
  title: 'The Go that runs here is the newest release of its line',
  why: 'Releases within a line hold nothing but fixes, most of them of security.',
  fix: 'Install the newest release of the line.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    outdated: 'Go {version} runs here; {newest} is the newest of its line (as of {date}), with nothing but fixes',
    oldTable: 'the table of releases is of {date}; whether there is a newer one than Go {version} is not known',
    otherBuild: '{toolchain} is no build of the Go project: it has releases of its own',
    ended: 'the line {line} gets no releases any more',
    noneRuns: 'no Go would build here: the one that is selected cannot be had, or refuses',
  },
  run: async (root, facts) => {
    const running = await runningReleases(root, facts);
    if (running.length === 0) return whyNoneRuns(facts);
    const results = running.map((release) => patchResult(release, facts.clock.today()));
    const drafts = results.flatMap((result) => (result.kind === 'findings' ? result.findings : []));
    return drafts.length > 0 ? found(drafts) : (results.find(({ kind }) => kind !== 'passed') ?? passed);
  },
};

function patchResult({ toolchain, version, line, place }: RunningRelease, today: string): CheckResult {
  if (isOfVendor(toolchain)) return notApplicable(say('otherBuild', { toolchain }));
  if (endOfSupport(line) !== undefined) return notApplicable(say('ended', { line }));
  const newest = newestRelease(line);
  const args = { version, date: releaseTableDate };
  if (newest !== undefined && compareGoVersions(version, newest) < 0)
    return found([{ message: say('outdated', { ...args, newest }), ...place, key: version }]);
  const age = (Date.parse(today) - Date.parse(releaseTableDate)) / 86_400_000;
  return age > monthOfTable ? unknown(say('oldTable', args), 'network') : passed;
}

/** `-bigcorp`, ` X:boringcrypto`, `-devel`: somebody else's build, with repairs of its own. */
function isOfVendor(toolchain: string): boolean {
  return !/^go1(?:\.\d+)+(?:(?:rc|beta)\d+)?$/.test(toolchain);
}

async function whyNoneRuns(facts: Facts): Promise<CheckResult> {
  const { found: go } = await facts.get(goInstallation);
  return go ? notApplicable(say('noneRuns')) : unknown(say('shared.goNotFound'), 'go');
}

/**
 * Each once: those that the modules select, and the installed one where there is no module. A toolchain that is not here and
 * may not be fetched never runs, and that is another finding.
 */
async function runningReleases(root: Root, facts: Facts): Promise<readonly RunningRelease[]> {
  const selected = (await selections(root, facts)) ?? [];
  const releases = new Map<string, RunningRelease>();
  const add = (toolchain: string, version: string, place: RunningRelease['place']): void => {
    const line = goLanguageVersion(version);
    if (!releases.has(toolchain)) releases.set(toolchain, { toolchain, version, line, place });
  };
  for (const { selected: one } of selected) {
    const { lines } = one;
    if (one.kind === 'local') add(one.local.toolchain, one.local.version, { anchor: 'toolchain' });
    if (one.kind !== 'switch' && one.kind !== 'missing') continue;
    if (one.kind === 'switch' ? !one.verifiable : one.download !== 'allowed') continue;
    const line = one.by === 'go-line' ? lines.go : one.by === 'toolchain-line' ? lines.toolchain : undefined;
    const place = lines.file && line ? { location: placeOfLine(lines.file, line) } : { anchor: 'toolchain' };
    add(one.toolchain, one.toolchain.replace(/^go/, ''), place);
  }
  const { found: go } = await facts.get(goInstallation);
  if (go && selected.length === 0) add(go.toolchain, go.version, { anchor: 'toolchain' });
  return [...releases.values()];
}
