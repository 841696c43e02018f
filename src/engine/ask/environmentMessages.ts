import type { Templates } from '../model/message';

/** What `go-preflight env` says, in the editor as in the terminal. Chinese: `l10n/zh-cn/where-from.json`, same keys. */
export const environmentMessages: Templates = {
  'whereFrom.title': 'Where the variables of go come from',
  'whereFrom.folder': 'In {folder}',
  'whereFrom.set': 'Set by somebody',
  'whereFrom.defaults': 'Defaults',
  'whereFrom.variable': 'Variable',
  'whereFrom.source': 'Comes from',
  'whereFrom.environment': 'process environment',
  'whereFrom.user-file': 'go env -w',
  'whereFrom.goroot-file': 'distribution',
  'whereFrom.default': 'built into go',
  'whereFrom.computed': 'worked out by go',
  'whereFrom.hidden': 'hidden: {value}',
  'whereFrom.elsewhere': '{setting} gives its programs {value}',
  'whereFrom.empty': 'set to nothing in the process environment, which counts as not set',
  'whereFrom.unknown': 'go has no variable of this name',
  'whereFrom.unknownNear': 'go has no variable of this name; {nearest} is near',
  'whereFrom.environmentOnly': 'go reads it from the process environment alone: the stored line has no effect',
  'whereFrom.cgoNotBoolean': 'neither 0 nor 1: go passes over it without a word',
  'whereFrom.ignoredLine': 'go skips this line: {text}',
  'whereFrom.off': 'GOENV=off: nothing that go env -w stored counts',
  'whereFrom.unreadable': '{path} cannot be read, so nothing that go env -w stored counts',
};
