import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type Diagnostic,
  type DocumentLink,
  type Hover,
  type Position as LspPosition,
  type Range as LspRange,
  type StringValue,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { FileLink, Position, Range, Severity } from '../engine/index';
import { diagnosticSource, fixAllKind } from '../protocol/index';
import type { Action, FileEditPlan } from './codeActions';
import type { Problem } from './problems';

/**
 * The border between the engine's words and LSP's: the only file that knows LSP shapes. Inside, a place is an absolute
 * path with `/` and a column; outside, it is a URI and a character.
 */

/** The engine's path of a `file:` URI; undefined for every other scheme (`untitled:`, `git:`), which has no file to judge. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    if (parsed.scheme !== 'file') return undefined;
    const path = parsed.fsPath.replaceAll('\\', '/');
    return path.length > 1 && path.endsWith('/') && !/^[A-Za-z]:\/$/.test(path) ? path.slice(0, -1) : path;
  } catch {
    return undefined;
  }
}

/** The spelling that VS Code uses. A client that spells differently is answered in its own words: see `WorkspaceMirror.uriOf`. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

export function toLspPosition({ line, column }: Position): LspPosition {
  return { line, character: column };
}

export function toLspRange({ start, end }: Range): LspRange {
  return { start: toLspPosition(start), end: toLspPosition(end) };
}

export function fromLspRange({ start, end }: LspRange): Range {
  return {
    start: { line: start.line, column: start.character },
    end: { line: end.line, column: end.character },
  };
}

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(problem: Problem): Diagnostic {
  return {
    range: toLspRange(problem.range),
    severity: severityOf[problem.severity],
    source: diagnosticSource,
    message: problem.message,
    ...(problem.check !== undefined && { code: problem.check }),
    ...(problem.page !== undefined && { codeDescription: { href: problem.page } }),
    ...(problem.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(problem.related.length > 0 && {
      relatedInformation: problem.related.map(({ uri, range, message }) => ({
        location: { uri, range: toLspRange(range) },
        message,
      })),
    }),
    ...(problem.data && { data: problem.data }),
  };
}

export function toHover(kind: 'markdown' | 'plaintext', value: string, range: Range): Hover {
  return { contents: { kind, value }, range: toLspRange(range) };
}

/** @param uri of the file that it leads to */
export function toDocumentLink({ range, position, uri }: FileLink & { readonly uri: string }): DocumentLink {
  // The fragment that VS Code understands, counted from one; others open the file.
  const place = position ? `#L${position.line + 1},${position.column + 1}` : '';
  return { range: toLspRange(range), target: `${uri}${place}` };
}

/** What the client can do with edits. */
export interface EditAbilities {
  readonly documentChanges: boolean;
  readonly createAndRename: boolean;
  readonly annotations: boolean;
  readonly snippets: boolean;
}

/** @returns undefined where the client cannot make such an edit */
export function toWorkspaceEdit(plan: FileEditPlan, abilities: EditAbilities): WorkspaceEdit | undefined {
  const operations = plan.steps.some((step) => step.kind !== 'text');
  if (operations && !(abilities.documentChanges && abilities.createAndRename)) return undefined;
  const annotation = plan.confirm !== undefined && abilities.annotations ? { annotationId: 'confirm' } : {};
  if (!abilities.documentChanges) {
    return {
      changes: Object.fromEntries(
        plan.steps.flatMap((step) =>
          step.kind === 'text'
            ? [[step.uri, step.edits.map(({ range, newText }) => ({ range: toLspRange(range), newText }))]]
            : [],
        ),
      ),
    };
  }
  const documentChanges = plan.steps.flatMap((step): NonNullable<WorkspaceEdit['documentChanges']> => {
    const textDocument = { uri: step.uri, version: step.kind === 'text' ? step.version : null };
    switch (step.kind) {
      case 'text': {
        const edits = step.edits.map(({ range, newText, select }) => {
          const text =
            select !== undefined && abilities.snippets ? { snippet: snippetOf(newText, select) } : { newText };
          return { range: toLspRange(range), ...text, ...annotation };
        });
        return [{ textDocument, edits }];
      }
      case 'create':
        return [
          { kind: 'create', uri: step.uri, options: { overwrite: false }, ...annotation },
          { textDocument, edits: [{ range: startOfDocument, newText: step.text, ...annotation }] },
        ];
      case 'rename':
        return [{ kind: 'rename', oldUri: step.uri, newUri: step.to, options: { overwrite: false }, ...annotation }];
    }
  });
  return {
    documentChanges,
    ...('annotationId' in annotation && {
      changeAnnotations: { confirm: { label: plan.confirm ?? '', needsConfirmation: true } },
    }),
  };
}

/** The text with a part of it selected, where the cursor stays: nothing is left to be ended. */
function snippetOf(text: string, select: string): StringValue {
  const at = text.lastIndexOf(select);
  const escaped = (part: string): string => part.replace(/[\\$}]/g, '\\$&');
  const [before, after] = [text.slice(0, at), text.slice(at + select.length)];
  return { kind: 'snippet', value: `${escaped(before)}\${0:${escaped(select)}}${escaped(after)}` };
}

const startOfDocument: LspRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** @returns undefined where the client cannot make the edit of the action */
export function toCodeAction(
  action: Action,
  abilities: EditAbilities,
  diagnostics: readonly Diagnostic[],
): CodeAction | undefined {
  const edit = action.edit && toWorkspaceEdit(action.edit, abilities);
  if (action.edit && !edit) return undefined;
  return {
    title: action.title,
    kind: action.kind === 'fix-all' ? fixAllKind : CodeActionKind.QuickFix,
    ...(diagnostics.length > 0 && { diagnostics: [...diagnostics] }),
    ...(action.preferred && { isPreferred: true }),
    ...(edit && { edit }),
    ...(action.command && {
      command: { title: action.title, command: action.command.id, arguments: [...action.command.args] },
    }),
  };
}
