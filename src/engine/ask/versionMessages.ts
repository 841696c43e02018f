import type { Templates } from '../model/message';

/** `go-preflight versions`. Chinese: `l10n/zh-cn/versions.json`, same keys. */
export const versionMessages: Templates = {
  'versions.title': 'Which Go this repository names',
  'versions.folder': 'In {folder}',
  'versions.none': 'No file says which Go.',
  'versions.place': 'Place',
  'versions.about': 'About',
  'versions.version': 'Version',
  'versions.meaning': 'For',
  'versions.remarks': 'Remarks',
  'versions.requires': 'needed',
  'versions.selects': 'toolchain',
  'versions.develops': 'development',
  'versions.builds': 'build',
  'versions.analyses': 'linters',
  'versions.float': 'YAML reads {source} as the number {text}',
  'versions.tooOld': 'older than {required}, which {goMod} needs',
  'versions.moving': 'moves with each release',
  'versions.unknown': 'only a run can tell',
  'versions.file': 'what {path} says',
  'versions.ended': 'support ended {month}',
  'versions.oneOfMany': 'one of several',
  'versions.local': 'GOTOOLCHAIN=local',
  'versions.default': 'not written',
  'versions.supported': 'The Go project repairs {lines} (as of {date}).',
  'versions.count': 'Places: {places} · files: {files} · older than go.mod needs: {old} · ended releases: {ended}',
};
