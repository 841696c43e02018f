import { lineRange, type Finding } from '../engine/index';
import { ignoreComment } from '../protocol/index';
import type { Action, ActionContext } from './codeActions';

/**
 * Accepts a finding where it stands, by a comment.
 * @param text of the finding's file
 */
export function ignoreAction(finding: Finding, text: string, context: ActionContext): Action[] {
  const { location } = finding;
  if (location === undefined) return [];
  const at = location.range.start.line;
  const line = (text.split('\n')[at] ?? '').replace(/\r$/, '');
  const reason = context.catalogue.render({ id: 'server.ignoreReason', args: {} });
  const comment = ignoreComment(location.file, line, finding.check, reason);
  if (comment === undefined) return [];
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const edit = comment.above
    ? { range: lineRange(at, 0, 0), newText: `${indent}${comment.text}${text.includes('\r\n') ? '\r\n' : '\n'}` }
    : { range: lineRange(at, line.length, line.length), newText: ` ${comment.text}` };
  const edits = [{ ...edit, select: reason }];
  const uri = context.uriOf(location.file);
  return [
    {
      title: context.catalogue.render({ id: 'server.ignore', args: { check: finding.check } }),
      kind: 'fix',
      preferred: false,
      edit: { steps: [{ kind: 'text', uri, version: context.versionOf(location.file), edits }] },
    },
  ];
}
