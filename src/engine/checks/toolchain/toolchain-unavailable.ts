import { compareGoVersions, goVersionOfToolchain, isGoLanguageVersion } from '../../parse/goVersion';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, unknown, type CheckResult } from '../../model/outcome';
import type { Location } from '../../model/range';
import type { Facts } from '../../facts/factStore';
import { nameOf, placeOfLine, selections, type Selection } from './selections';

type Switching = Extract<Selection['selected'], { kind: 'missing' | 'switch' }>;

export const toolchainUnavailable: RootCheck = {
  id: 'toolchain-unavailable',
  family: 'toolchain',
  scope: 'root',
  title: 'The toolchain that go.mod asks for can be had',
  why: 'go selects it before it does anything else, so every command in the module stops.',
  fix: 'Install that toolchain, change what forbids to download it, or lower the line that asks for it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    pathOnly: '{origin} asks for {toolchain}, and GOTOOLCHAIN={setting} looks on PATH only, where it is not',
    proxyOff: '{origin} asks for {toolchain}, which is not on this machine, and GOPROXY=off forbids to download it',
    sumdbOff:
      '{origin} asks for {toolchain}, which is not on this machine, and GOSUMDB=off leaves nothing to verify a download with',
    cachedSumdbOff:
      '{origin} asks for {toolchain}: it is in the module cache, but with GOSUMDB=off go refuses to use it unverified',
    languageVersion:
      '{origin} asks for {toolchain}, which names a language version: its first release is {toolchain}.0',
  },
  run: (root, facts) =>
    judge(root, facts, ({ selected }) => {
      if (selected.kind !== 'missing' && selected.kind !== 'switch') return undefined;
      const reason = reasonOf(selected);
      return reason === undefined ? undefined : { name: reason, selected };
    }),
};

export const gotoolchainNeedsDownload: RootCheck = {
  id: 'gotoolchain-needs-download',
  family: 'toolchain',
  scope: 'root',
  title: 'The toolchain that go.mod asks for is on this machine',
  why: 'The next go command downloads it, some 70 MB, which takes time and needs the network.',
  fix: 'Run go version in the module once, while there is a network.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    download: '{origin} asks for {toolchain}, which is not on this machine: the next go command here downloads it',
    fixDownload: 'Run go version, which downloads {toolchain} (needs the network)',
  },
  run: (root, facts) =>
    judge(root, facts, ({ selected, folder }) => {
      if (selected.kind !== 'missing' || reasonOf(selected) !== undefined) return undefined;
      const title = say('fixDownload', { toolchain: selected.toolchain });
      const fix = { kind: 'command', args: ['version'], cwd: folder, touches: [], needsNetwork: true } as const;
      return { name: 'download', selected, draft: { fixes: [{ ...fix, safe: false, title }] } };
    }),
};

interface Judged {
  readonly name: string;
  readonly selected: Switching;
  readonly draft?: Pick<FindingDraft, 'fixes'>;
}

async function judge(
  root: Root,
  facts: Facts,
  look: (selection: Selection) => Judged | undefined,
): Promise<CheckResult> {
  const all = await selections(root, facts);
  if (all === undefined) return unknown(say('shared.goNotFound'), 'go');
  if (all.length === 0) return notApplicable(say('shared.noModule'));
  const judged = all.map(look).filter((one) => one !== undefined);
  return found(
    judged.map(({ name, selected, draft }) => ({
      message: messageOf(name, selected),
      ...placeOf(selected),
      ...draft,
      key: `${name} ${selected.toolchain}`,
    })),
  );
}

/** Why go cannot run it, whatever the network does; undefined where it can, or could download it. */
function reasonOf(selected: Switching): string | undefined {
  if (selected.kind === 'switch') return selected.verifiable ? undefined : 'cachedSumdbOff';
  const version = goVersionOfToolchain(selected.toolchain);
  // cmd/go adds the .0 to a go line by itself, but takes a toolchain line and GOTOOLCHAIN as they are.
  if (isGoLanguageVersion(version) && compareGoVersions(version, '1.21') >= 0) return 'languageVersion';
  const reasons = { allowed: undefined, 'path-only': 'pathOnly', 'proxy-off': 'proxyOff', 'sumdb-off': 'sumdbOff' };
  return reasons[selected.download];
}

function messageOf(name: string, { toolchain, by, lines, setting }: Switching): Message {
  const file = lines.file === undefined ? '' : nameOf(lines.file);
  const origins = {
    setting: `GOTOOLCHAIN=${setting.value}`,
    'go-line': `go ${lines.go?.value ?? ''} (${file})`,
    'toolchain-line': `toolchain ${lines.toolchain?.value ?? ''} (${file})`,
  };
  return say(name, { origin: origins[by], toolchain, setting: setting.value });
}

function placeOf({ by, lines, setting }: Switching): { location: Location } | { anchor: string } {
  const line = by === 'go-line' ? lines.go : by === 'toolchain-line' ? lines.toolchain : undefined;
  if (lines.file !== undefined && line) return { location: placeOfLine(lines.file, line) };
  return setting.location ? { location: setting.location } : { anchor: 'env:GOTOOLCHAIN' };
}
