import { late } from '../../base/late';
import type { Templates } from '../model/message';
import { profiles, severities } from '../model/severity';

/** What a setting takes. */
export type SettingType =
  | { readonly kind: 'switch' }
  | { readonly kind: 'text' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'list'; readonly of: 'target' | 'tag' }
  /** id or family of a check -> severity or `off` */
  | { readonly kind: 'checks' }
  | { readonly kind: 'ignores' };

/**
 * The one declaration of every setting: the manifest's `configuration` block, the schema of `go-preflight.jsonc`, its
 * parser and the documentation come from here. Its text is `setting.<key>`, that of a word `setting.<key>.<word>`.
 */
export interface SettingDeclaration {
  /** `goPreflight.<key>` in the editor */
  readonly key: string;
  readonly type: SettingType;
  readonly default: unknown;
  readonly scope: 'window' | 'resource' | 'machine-overridable';
  /** may stand in `go-preflight.jsonc`: what a repository may decide for everybody who works in it */
  readonly inFile: boolean;
  /** an untrusted workspace's value is not used */
  readonly restricted?: true;
}

export const settingDeclarations = [
  {
    key: 'profile',
    type: { kind: 'word', words: profiles },
    default: 'offline',
    scope: 'resource',
    inFile: true,
    restricted: true,
  },
  { key: 'checks', type: { kind: 'checks' }, default: {}, scope: 'resource', inFile: true },
  { key: 'ignores', type: { kind: 'ignores' }, default: [], scope: 'resource', inFile: true },
  { key: 'targets', type: { kind: 'list', of: 'target' }, default: [], scope: 'resource', inFile: true },
  { key: 'tags', type: { kind: 'list', of: 'tag' }, default: [], scope: 'resource', inFile: true },
  { key: 'codeLens.enabled', type: { kind: 'switch' }, default: false, scope: 'resource', inFile: false },
  { key: 'background.enabled', type: { kind: 'switch' }, default: true, scope: 'window', inFile: false },
  {
    key: 'go.path',
    type: { kind: 'text' },
    default: '',
    scope: 'machine-overridable',
    inFile: false,
    restricted: true,
  },
  {
    key: 'gopls.overlap',
    type: { kind: 'word', words: ['defer', 'always', 'off'] },
    default: 'defer',
    scope: 'window',
    inFile: false,
  },
  {
    key: 'trace.server',
    type: { kind: 'word', words: ['off', 'messages', 'verbose'] },
    default: 'off',
    scope: 'window',
    inFile: false,
  },
] as const satisfies readonly SettingDeclaration[];

/** Severities that a configuration may give a check. */
export const checkLevels = ['off', ...severities] as const;

/** `linux/amd64`, `windows/386,cgo,tags=a+b`. */
export const targetPattern = late(
  () => /^[a-z0-9]+\/[a-z0-9]+(?:,(?:no)?cgo)?(?:,tags=[\p{L}\p{N}_.]+(?:\+[\p{L}\p{N}_.]+)*)?$/u,
);

/** What go accepts after -tags (go/build/constraint). */
export const tagPattern = late(() => /^[\p{L}\p{N}_.]+$/u);

/** English texts of the settings. Chinese: `l10n/zh-cn/shared.json`, same keys. */
export const settingTexts: Templates = {
  'setting.title': 'Go Preflight',
  'setting.profile':
    'What verification may do in a trusted workspace. Network and build also ask for your consent, once per folder.',
  'setting.profile.static': 'Read files; run nothing.',
  'setting.profile.offline': 'Also run `go`, without the network.',
  'setting.profile.network': 'Also ask module proxies and checksum databases. No check of this version does.',
  'setting.profile.build':
    'Also what takes long: hash every required module in the module cache, as `go mod verify` does.',
  'setting.checks':
    'Severity by check id or family, `off` to leave it out: `{ "vendor": "off", "gosum-missing-zip-hash": "warning" }`. An id wins over its family.',
  'setting.ignores': 'Accepted exceptions, each with the reason why it is right as it is.',
  'setting.ignores.check': 'Id of the check.',
  'setting.ignores.file':
    'Path relative to the folder; `*` stands for any name, `**` for any folders. Every file where it is left out.',
  'setting.ignores.reason': 'Why this is right as it is.',
  'setting.ignores.until': 'Last day of the exception, YYYY-MM-DD.',
  'setting.targets':
    'Build configurations that the project supports, such as `linux/amd64` or `windows/arm64,cgo,tags=a+b`. Empty: every first-class port of Go.',
  'setting.tags': 'Build tags that the project knows, so that they are not taken for misspelt ones.',
  'setting.codeLens.enabled':
    'Show above each Go file with a condition on how many ports it is built, and whether yours is one. A click opens the build matrix.',
  'setting.background.enabled': 'Verify on start, on save and when something that a check rests on changes.',
  'setting.go.path':
    'Path of the `go` command. Empty: the first on PATH. A workspace cannot set it: only your own settings count.',
  'setting.gopls.overlap': 'What to do where gopls reports the same fault at the same place.',
  'setting.gopls.overlap.defer': 'Show the Problem of gopls only, as long as it is there. The tree shows both.',
  'setting.gopls.overlap.always': 'Show both.',
  'setting.gopls.overlap.off': 'Never show a Problem where gopls could report the same fault.',
  'setting.trace.server': 'Log what the editor and the language server tell each other.',
  'setting.trace.server.off': 'Nothing.',
  'setting.trace.server.messages': 'Names of messages.',
  'setting.trace.server.verbose': 'Names and contents of messages.',
};
