import type { Templates } from './model/message';

/** Messages that no single check owns. Chinese: `l10n/zh-cn/shared.json`, same keys. */
export const sharedMessages: Templates = {
  'shared.needsProfile': 'not asked for: needs the profile "{profile}"',
  'shared.needsTrust': 'the workspace is not trusted, so nothing is run in it',
  'shared.needsConsent': 'nobody has agreed to the profile "{profile}" for this folder yet',
  'shared.checkThrew': 'the check itself failed: {error}',
  'shared.noModule': 'no go.mod here',
  'shared.noWorkspace': 'no go.work here',
  'shared.noGoFiles': 'no Go files here',
  'shared.goNotFound': 'no go command was found',
  'shared.toolchainMissing': 'go would run {toolchain} here, which is not on this machine',
  'shared.goFailed': '{command} failed: {detail}',
  'shared.goTimedOut': '{command} did not answer within {seconds} s',
  'shared.notInCache': 'not in the module cache: {modules}',
  'shared.unreadable': '{file} cannot be read: {reason}',
  'shared.fix.tidy': 'Run go mod tidy (shows the changes first)',
  'shared.fix.vendor': 'Run go mod vendor (shows the changes first)',
  'shared.fix.download': 'Run go mod download {module} (needs the network)',
  'shared.fix.deleteLine': 'Delete this line',
  'shared.fix.unsetVariable': 'Run go env -u {name}',
  'shared.fix.setVariable': 'Run go env -w {name}={value}',
};
