import { basename } from '../base/paths';
import { lineRange, type Finding } from '../engine/index';
import type { Action, ActionContext } from './codeActions';

/** `//` or `#`; undefined for files without comments (go.sum, modules.txt) and those we do not know. */
export function commentMark(file: string): '//' | '#' | undefined {
  const name = basename(file);
  if (/^go\.(mod|work)$|\.(go|mod|jsonc)$/.test(name)) return '//';
  if (/^(Dockerfile|Containerfile)|\.(dockerfile|ya?ml)$/i.test(name)) return '#';
  return undefined;
}

/**
 * Accepts a finding where it stands, by a comment. It goes above the line, but in Go files to its end: above, it could
 * become part of a doc comment or of the C code of `import "C"`. A line that is itself a comment can only have it above.
 * @param text of the finding's file
 */
export function ignoreAction(finding: Finding, text: string, context: ActionContext): Action[] {
  const { location } = finding;
  const mark = location && commentMark(location.file);
  if (location === undefined || mark === undefined) return [];
  const at = location.range.start.line;
  const line = (text.split('\n')[at] ?? '').replace(/\r$/, '');
  const reason = context.catalogue.render({ id: 'server.ignoreReason', args: {} });
  const comment = `${mark} go-preflight:ignore ${finding.check} ${reason}`;
  const above = !location.file.endsWith('.go') || line.trimStart().startsWith('//');
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const edit = above
    ? { range: lineRange(at, 0, 0), newText: `${indent}${comment}${text.includes('\r\n') ? '\r\n' : '\n'}` }
    : { range: lineRange(at, line.length, line.length), newText: ` ${comment}` };
  const uri = context.uriOf(location.file);
  return [
    {
      title: context.catalogue.render({ id: 'server.ignore', args: { check: finding.check } }),
      kind: 'fix',
      preferred: false,
      edit: { steps: [{ kind: 'text', uri, version: context.versionOf(location.file), edits: [edit] }] },
    },
  ];
}
