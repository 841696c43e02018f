import { nearestWord } from '../../../base/nearest';
import { osVariable } from '../../facts/environment/osVariable';
import { godebugTable } from '../../facts/go/godebugTable';
import { goInstallation } from '../../facts/go/goInstallation';
import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

/** What a setting of the session does to everything that is started from it. */
type Effect = 'noNetwork' | 'slowCache' | 'oldCrypto' | 'currentFolder';

/** Each with the value that is no default; others only trace, or are somebody's choice. */
const effects: ReadonlyMap<string, Effect> = new Map([
  ['cmdgonetlimit=0', 'noNetwork'],
  ['gocacheverify=1', 'slowCache'],
  ['gocachehash=1', 'slowCache'],
  ['execerrdot=0', 'currentFolder'],
  ...[
    'rsa1024min=0',
    'tls10server=1',
    'tls3des=1',
    'tlsrsakex=1',
    'tlssha1=1',
    'tlsunsafeekm=1',
    'x509negativeserial=1',
    'x509sha1=1',
  ].map((setting) => [setting, 'oldCrypto'] as const),
]);

export const godebugLeftOn: RootCheck = {
  id: 'godebug-left-on',
  family: 'environment',
  scope: 'root',
  title: 'GODEBUG holds nothing that was meant for one experiment',
  why: 'The variable reaches go, gopls, and every Go program that is started from this session.',
  fix: 'Unset GODEBUG where it is exported; what one program needs belongs to a godebug line or to its own start.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noNetwork: 'GODEBUG has {setting}: go downloads nothing, with "network disabled by cmdgonetlimit=0"',
    slowCache: 'GODEBUG has {setting}, a switch for those who work on go itself: every build is slowed down',
    oldCrypto:
      'GODEBUG has {setting}: every Go program of this session takes cryptography that Go turned off as broken',
    currentFolder: 'GODEBUG has {setting}: every Go program of this session runs commands out of the current folder',
    notSet: 'GODEBUG is not set',
    noTable: 'the distribution has no table of its settings, so it is not known which of them still do something',
  },
  run: async (root, facts) => {
    const settings = settingsOf(osVariable(facts.environment, 'GODEBUG'));
    if (settings.length === 0) return notApplicable(say('notSet'));
    const telling = settings.flatMap(({ name, text }) => ({ name, text, effect: effects.get(text) ?? 'none' }));
    const table = await facts.get(godebugTable, root.dir);
    // A release that removed a setting passes over it.
    const works = ({ name, effect }: (typeof telling)[number]): boolean =>
      effect === 'noNetwork' || effect === 'slowCache' || (effect !== 'none' && table?.names.has(name) === true);
    const drafts = telling
      .filter(works)
      .map(({ name, text, effect }) => ({ message: say(effect, { setting: text }), anchor: 'env:GODEBUG', key: name }));
    const isDoubtful =
      table === undefined && telling.some(({ effect }) => effect === 'oldCrypto' || effect === 'currentFolder');
    return found(drafts, isDoubtful ? { reason: say('noTable'), needs: 'go' } : undefined);
  },
};

/** Of the runtime and of cmd/go: they stand in no table of a distribution. */
const ofRuntime =
  'adaptivestackstart asyncpreemptoff asynctimerchan cgocheck checkfinalizers clobberfree cmdgonetlimit containermaxprocs ' +
  'dataindependenttiming decoratemappings disablethp dontfreezetheworld efence gccheckmark gcpacertrace gcshrinkstackoff ' +
  'gcstoptheworld gctrace gocachehash gocachetest gocacheverify goroutineprofile harddecommit http2client http2debug ' +
  'http2server inittrace invalidptr madvdontneed memprofilerate netdns panicnil runtimecontentionstacks sbrk scavtrace ' +
  'scheddetail schedtrace toolchaintrace traceallocfree traceadvanceperiod tracebackancestors tracebacklabels ' +
  'tracecheckstackownership tracefpunwindoff updatemaxprocs';

export const godebugUnknownKey: RootCheck = {
  id: 'godebug-unknown-key',
  family: 'environment',
  scope: 'root',
  title: 'The settings in GODEBUG are spelt as Go knows them',
  why: 'go and the programs that it builds pass over a setting that they do not know, without a word.',
  fix: 'Correct the name.',
  severity: 'hint',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    nearest: 'GODEBUG has {name}, which Go {go} does not know and passes over; {nearest} is the nearest name',
    notSet: 'GODEBUG is not set',
    noTable: 'the distribution has no table of its settings',
  },
  run: async (root, facts) => {
    const settings = settingsOf(osVariable(facts.environment, 'GODEBUG'));
    if (settings.length === 0) return notApplicable(say('notSet'));
    if ((await facts.get(goInstallation)).found === undefined) return unknown(say('shared.goNotFound'), 'go');
    const table = await facts.get(godebugTable, root.dir);
    if (table === undefined) return unknown(say('noTable'), 'readable-files');
    const known = [...ofRuntime.split(' '), ...table.names, ...table.removed.keys()];
    const drafts = settings.flatMap(({ name }) => {
      // Only what looks like a slip: a library may read settings of its own.
      const nearest = known.includes(name) || name.startsWith('cpu.') ? undefined : nearestWord(name, known);
      if (nearest === undefined) return [];
      return [{ message: say('nearest', { name, nearest, go: table.go }), anchor: 'env:GODEBUG', key: name }];
    });
    return drafts.length === 0 ? passed : found(drafts);
  },
};

interface Setting {
  readonly name: string;
  /** `name=value`, without the `#` that only mutes its metric */
  readonly text: string;
}

/** Of two settings of one name the last one counts (`internal/godebug`). */
function settingsOf(value: string): readonly Setting[] {
  const all = value.split(',').flatMap((part): Setting[] => {
    const [, name, rest] = /^#?([^=]+)=(.*)$/.exec(part) ?? [];
    return name === undefined ? [] : [{ name, text: `${name}=${rest ?? ''}` }];
  });
  return all.filter(({ name }, at) => all.findLastIndex((other) => other.name === name) === at);
}
