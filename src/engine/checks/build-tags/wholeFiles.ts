import { relativeWithin } from '../../../base/paths';
import type { ModuleSymbols } from '../../facts/buildTags/moduleSymbols';
import { say } from '../../model/message';
import type { Unknown } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import type { SymbolLevel } from '../../model/symbols';

/** How bad it is that some builds stop. */
export function severityOf(level: SymbolLevel): Severity {
  switch (level) {
    case 'declared':
      return 'error';
    case 'built':
    case 'first-class':
      return 'warning';
    case 'all':
      return 'info';
    case 'tagged':
      return 'hint';
  }
}

export function notRead(root: string, unread: ModuleSymbols['unread']): Unknown | undefined {
  const [first] = unread;
  if (first === undefined) return undefined;
  const name = (path: string): string => relativeWithin(root, path) ?? path;
  const reason = say('shared.unreadable', { file: name(first.path), reason: first.detail });
  return { reason, needs: 'readable-files', missing: unread.slice(0, 5).map(({ path }) => name(path)) };
}

/** @param broken absolute paths; the check has the words `broken` */
export function notParsed(root: string, broken: readonly string[]): Unknown | undefined {
  const [first] = broken.map((path) => relativeWithin(root, path) ?? path);
  return first === undefined
    ? undefined
    : { reason: say('broken', { file: first }), needs: 'readable-files', missing: broken.slice(0, 5) };
}
