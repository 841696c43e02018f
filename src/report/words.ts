import { shortDuration } from '../base/duration';
import type { Catalogue, Message, Templates } from '../engine/index';

/** What reports say beside the findings. Chinese: `l10n/zh-cn/cli.json`, same keys. */
export const reportWords: Templates = {
  'report.error.one': '{n} error',
  'report.error.other': '{n} errors',
  'report.warning.one': '{n} warning',
  'report.warning.other': '{n} warnings',
  'report.info.one': '{n} info',
  'report.info.other': '{n} infos',
  'report.hint.one': '{n} hint',
  'report.hint.other': '{n} hints',
  'report.modules.one': '{n} module',
  'report.modules.other': '{n} modules',
  'report.goFiles.one': '{n} Go file',
  'report.goFiles.other': '{n} Go files',
  'report.passed.one': '{n} check passed',
  'report.passed.other': '{n} checks passed',
  'report.unverified.one': '{n} not verified',
  'report.unverified.other': '{n} not verified',
  'report.cancelled.one': '{n} cancelled',
  'report.cancelled.other': '{n} cancelled',
  'report.severity.error': 'error',
  'report.severity.warning': 'warning',
  'report.severity.info': 'info',
  'report.severity.hint': 'hint',
  'report.verdict.ready': 'Ready',
  'report.verdict.warnings': 'Ready, with warnings',
  'report.verdict.broken': 'Broken',
  'report.verdict.not-verified': 'Not verified',
  'report.verdictPrefix': '{verdict}: ',
  'report.profile.static': 'static checks',
  'report.profile.offline': 'static and offline checks',
  'report.profile.network': 'static, offline and network checks',
  'report.profile.build': 'static, offline, network and build checks',
  'report.go': 'go {version} ({port}, {goroot})',
  'report.noGo': 'no go command',
  'report.nothingToCheck': 'Nothing to check: no go.mod, go.work or Go file in {folder}',
  'report.comma': ', ',
  'report.commaOfNames': ', ',
  'report.because': '{what} ({why})',
  'report.fix': 'fix: {fix}',
  'report.or': 'or: {fix}',
  'report.related': 'related: {place} {message}',
  'report.targets': 'on: {targets}',
  'report.continues': 'continues to line {line}',
  'report.remark': '{fix}     ({remark})',
  'report.fix.safe': 'applied by --fix',
  'report.fix.manual': 'not applied by --fix',
  'report.fix.network': 'needs the network; not applied by --fix',
  'report.fix.in': 'in {folder}; not applied by --fix',
  'report.fix.inNetwork': 'in {folder}; needs the network; not applied by --fix',
  'report.notVerified': 'not verified: {reason}',
  'report.semicolon': '; ',
  'report.more': '{n} more',
  'report.moreModules.one': '{n} more module',
  'report.moreModules.other': '{n} more modules',
  'report.subjectIn': '{checks} in {subject}',
  'report.needs.profile.one': '1 needs --profile {profile}',
  'report.needs.profile.other': '{n} need --profile {profile}',
  'report.needs.trust.one': '1 needs a trusted workspace',
  'report.needs.trust.other': '{n} need a trusted workspace',
  'report.needs.consent.one': '1 needs consent',
  'report.needs.consent.other': '{n} need consent',
  'report.needs.go.one': '1 needs a go command',
  'report.needs.go.other': '{n} need a go command',
  'report.needs.module-cache.one': '1 needs modules that are not in the cache',
  'report.needs.module-cache.other': '{n} need modules that are not in the cache',
  'report.needs.missing.one': '1 needs {missing} in the module cache',
  'report.needs.missing.other': '{n} need {missing} in the module cache',
  'report.needs.network.one': '1 needs the network',
  'report.needs.network.other': '{n} need the network',
  'report.needs.time.one': '1 ran out of time',
  'report.needs.time.other': '{n} ran out of time',
  'report.needs.readable-files.one': '1 needs files that cannot be read',
  'report.needs.readable-files.other': '{n} need files that cannot be read',
  'report.needs.configuration.one': '1 needs configuration',
  'report.needs.configuration.other': '{n} need configuration',
  'report.needs.failed.one': '1 failed itself',
  'report.needs.failed.other': '{n} failed themselves',
};

/** A counted thing: `<id>.one` for 1, else `<id>.other`, with thousands separated. */
export function counted(catalogue: Catalogue, id: string, n: number, args: Message['args'] = {}): string {
  return catalogue.render({ id: `${id}.${n === 1 ? 'one' : 'other'}`, args: { n: thousands(n), ...args } });
}

export function word(catalogue: Catalogue, id: string, args: Message['args'] = {}): string {
  return catalogue.render({ id, args });
}

/** `2113` as `2,113`. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A duration in milliseconds, short to read: `4 ms`, `0.34 s`, `95 s`. */
export function took(milliseconds: number): string {
  const { value, unit } = shortDuration(milliseconds);
  return `${value} ${unit}`;
}
