import { isAbsolutePath } from '../../../base/paths';
import { fetchRoutes, type FetchRoutes } from '../../facts/environment/directFetch';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { netrcFile, type NetrcFile } from '../../facts/environment/netrcFile';
import { nativePath } from '../../facts/environment/osVariable';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { globElement, isGlob } from '../../parse/globElement';
import { parseGoAuth } from '../../parse/goAuth';
import { patternsOf } from '../../parse/modulePatterns';
import type { Netrc, WrittenEntry } from '../../parse/netrc';
import { staticRepository } from '../../parse/staticVcs';

/** Never shows a line of the file, nor places a finding in it: beside each host stands a password. */
export const netrcProblems: MachineCheck = {
  id: 'netrc-problems',
  family: 'environment',
  scope: 'machine',
  title: 'go can use what .netrc says of the hosts that it asks',
  why: 'go reads the file in its own simple way. What curl and git find there it may miss, and then asks private servers without credentials.',
  fix: 'Write machine, login and password of a host with their values, each pair in one line.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    split:
      '{file}:{line}: of {host} a word and its value stand in two lines, which go does not read: it has no password',
    incomplete: '{file}:{line}: {host} has no {missing}; go takes only entries with login and password',
    macro:
      '{file}:{line}: for go the macro never ends (it wants an empty line that ends in LF), so it does not see {host}',
    behind: '{file}:{line}: {host} stands behind default, where go reads no further: it has no password',
    quoted: '{file}:{line}: a value of {host} stands in quotes, which go takes for a part of it: curl and git do not',
    onlyDefault:
      '{file}:{line}: go does not know default, and the file has nothing else of {host}: it asks without password',
    overHttp: 'GOPROXY asks {host} over http, where go sends no password of {file}',
    noFile: 'NETRC names {file}, which is not there: go asks every server without a password and does not say so',
    unreadable: '{file} cannot be read: go asks every server without a password and does not say so',
    open: '{file} holds passwords, and other accounts of this machine can read it: chmod 600',
    notAsked: 'GOAUTH does not name netrc',
    noNetrc: 'there is no .netrc',
    relative: 'NETRC names a relative path: another file in each folder',
  },
  run: async (_, facts) => {
    const { commands } = parseGoAuth((await facts.get(environmentVariable, 'GOAUTH')).value);
    if (!commands.some(({ words }) => words[0] === 'netrc')) return notApplicable(say('notAsked'));
    const file = await facts.get(netrcFile);
    if (file === undefined || (file.state === 'missing' && !file.named)) return notApplicable(say('noNetrc'));
    if (!isAbsolutePath(file.path)) return notApplicable(say('relative'));
    const name = nativePath(facts.environment, file.path);
    if (file.state === 'missing') return found([draft('noFile', { file: name }, 'info')]);
    if (file.state === 'unreadable') return found([draft('unreadable', { file: name })]);
    const routes = await facts.get(fetchRoutes);
    return found([...judge(file.netrc, name, routes), ...(await judgeMode(file, name, facts))]);
  },
};

function draft(
  id: string,
  args: Readonly<Record<string, string | number>>,
  severity: 'warning' | 'info' = 'warning',
): FindingDraft {
  return { message: say(id, args), severity, anchor: 'env:NETRC', key: `${id} ${args.host ?? ''}` };
}

function judge(netrc: Netrc, file: string, routes: FetchRoutes): readonly FindingDraft[] {
  const taken = new Set(netrc.taken.map(({ host }) => host));
  const asked = askedHosts(routes);
  const drafts = new Map<string, FindingDraft>();
  for (const entry of netrc.written) {
    const { host, line } = entry;
    if (drafts.has(host) || !asked.some(({ matches }) => matches(host))) continue;
    const args = { file, line: line + 1, host };
    const why = taken.has(host) ? undefined : whyNotTaken(netrc, entry);
    if (why?.id === 'macro') drafts.set(host, draft('macro', { ...args, line: why.line + 1 }));
    else if (why?.id === 'incomplete') drafts.set(host, draft('incomplete', { ...args, missing: why.missing }));
    else if (why) drafts.set(host, draft(why.id, args));
    else if (taken.has(host) && entry.quoted) drafts.set(host, draft('quoted', args));
  }
  for (const { name: host, secure, direct } of asked) {
    if (host === undefined || drafts.has(host)) continue;
    if (taken.has(host) && !secure) drafts.set(host, draft('overHttp', { file, host }));
    const isNamed = netrc.written.some((entry) => entry.host === host);
    if (direct && !isNamed && netrc.defaultLine !== undefined)
      drafts.set(host, draft('onlyDefault', { file, line: netrc.defaultLine + 1, host }, 'info'));
  }
  return [...drafts.values()];
}

type Why =
  | { readonly id: 'macro'; readonly line: number }
  | { readonly id: 'incomplete'; readonly missing: string }
  | { readonly id: 'split' | 'behind' };

function whyNotTaken({ macros, defaultLine }: Netrc, entry: WrittenEntry): Why | undefined {
  const macro = macros.find(({ line, end }) => line < entry.line && entry.line < end);
  if (macro) return { id: 'macro', line: macro.line };
  if (!entry.hasLogin || !entry.hasPassword)
    return { id: 'incomplete', missing: entry.hasLogin ? 'password' : 'login' };
  if (defaultLine !== undefined && entry.line > defaultLine) return { id: 'behind' };
  return entry.split ? { id: 'split' } : undefined;
}

interface AskedHost {
  /** undefined where a pattern stands for many */
  readonly name: string | undefined;
  readonly secure: boolean;
  /** of modules, not of a proxy that serves everybody */
  readonly direct: boolean;
  readonly matches: (host: string) => boolean;
}

/** Those of which it is known that go asks them: proxies, and hosts of modules that GONOPROXY leads around the proxies. */
function askedHosts({ proxies, around }: FetchRoutes): readonly AskedHost[] {
  const direct = patternsOf(around).flatMap(({ text }): AskedHost[] => {
    const [element = ''] = text.split('/');
    const pattern = globElement(element);
    // `none`, the idiom for nothing, has no dot, as no host of modules has none.
    if (pattern === undefined || !element.includes('.')) return [];
    // Of these go asks nothing itself: git does, which reads the file in its own way.
    if (staticRepository(`${element}/a/b`) !== undefined) return [];
    return [
      {
        name: isGlob(element) ? undefined : element,
        secure: true,
        direct: true,
        matches: (host) => pattern.test(host),
      },
    ];
  });
  const known = proxies.map(({ host, secure }) => ({
    name: host,
    secure,
    direct: false,
    matches: (other: string) => other === host,
  }));
  return [...known, ...direct];
}

async function judgeMode({ path, netrc }: NetrcFile, name: string, facts: Facts): Promise<readonly FindingDraft[]> {
  if (!netrc.written.some(({ hasPassword }) => hasPassword)) return [];
  const place = await facts.place(path);
  return place?.kind === 'other' && place.open === true ? [draft('open', { file: name }, 'info')] : [];
}
