import { nearestWord } from '../../base/nearest';
import type { GodebugTable } from '../facts/go/godebugTable';
import type { FindingDraft } from '../model/finding';
import type { Fix } from '../model/fix';
import { say } from '../model/message';
import type { GodebugDirective } from '../parse/goModDirectives';
import { compareGoVersions, isValidGoVersion } from '../parse/goVersion';
import { deleteDirectiveFix, editFix, replaceText, type FileText } from './goModFixes';

/** What `modload.CheckGodebug` says of a godebug line. The messages are those of gomod-godebug-unknown. */
export function godebugFindings(
  file: FileText,
  lines: readonly GodebugDirective[],
  table: GodebugTable,
): readonly FindingDraft[] {
  return lines.flatMap((line): FindingDraft[] => {
    const fault = faultOf(line, table);
    if (fault === undefined) return [];
    const { key, value, range } = line;
    const nearest = fault.name === 'unknown' ? nearestWord(key, [...table.names]) : undefined;
    const args = { key, value, go: table.go, since: fault.since ?? '', nearest: nearest ?? '', file: nameOf(file) };
    const keyRange = { start: range.start, end: { line: range.start.line, column: range.start.column + key.length } };
    const rename: Fix[] =
      nearest === undefined
        ? []
        : [
            editFix(
              say('gomod-godebug-unknown.fix.rename', { nearest }),
              false,
              replaceText(file.path, keyRange, nearest),
            ),
          ];
    return [
      {
        message: say(`gomod-godebug-unknown.${nearest === undefined ? fault.name : 'misspelt'}`, args),
        location: { file: file.path, range },
        fixes: [...rename, deleteDirectiveFix(file, line.line, false)],
        key,
      },
    ];
  });
}

function nameOf({ path }: FileText): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

interface GodebugFault {
  readonly name: 'unknown' | 'removed' | 'defaultForm' | 'defaultTooNew';
  readonly since?: string;
}

function faultOf({ key, value }: GodebugDirective, table: GodebugTable): GodebugFault | undefined {
  if (key === 'default') {
    const version = value.startsWith('go') ? value.slice('go'.length) : '';
    if (!isValidGoVersion(version)) return { name: 'defaultForm' };
    return compareGoVersions(version, table.go) > 0 ? { name: 'defaultTooNew' } : undefined;
  }
  if (table.names.has(key)) return undefined;
  const removed = table.removed.get(key);
  if (removed === undefined) return { name: 'unknown' };
  return removed.old === undefined || removed.old === value ? { name: 'removed', since: removed.since } : undefined;
}
