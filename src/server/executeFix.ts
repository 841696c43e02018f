import { MessageType, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { Message } from '../engine/index';
import type { FileChange, FilesPreview, FixReference, SettingPreview } from '../protocol/index';
import { pathOfUri } from './convert';
import { applySetting, previewFix, recheck } from './fixRequests';
import type { ServerContext } from './serverContext';

/**
 * A command or setting fix in an editor that knows none of our commands: it says what would change, asks by
 * `window/showMessageRequest`, changes the files by `workspace/applyEdit` (which the editor can undo) and tells whether the
 * finding is gone. The extension has the same steps with a diff of every file.
 */
export async function executeFix(
  reference: FixReference & { readonly network?: boolean },
  context: ServerContext,
  signal: AbortSignal,
): Promise<null> {
  const preview = await previewFix(reference, context, signal);
  const { tell, ask } = dialogue(context);
  switch (preview.kind) {
    case 'gone':
      return tell({ id: 'server.fix.gone', args: {} });
    case 'nothing':
      return tell({ id: 'server.fix.nothing', args: { title: preview.title } });
    case 'failed':
      if (preview.needsNetwork === true && reference.network !== true) {
        const question = { id: 'server.fix.askNetwork', args: { reason: preview.reason } };
        return (await ask(question, 'server.fix.useNetwork'))
          ? executeFix({ ...reference, network: true }, context, signal)
          : null;
      }
      return tell({ id: 'server.fix.failed', args: { reason: preview.reason } }, MessageType.Error);
    case 'files':
      return applyFiles(reference, preview, context, signal);
    case 'setting':
      return applySettingFix(reference, preview, context, signal);
  }
}

async function applyFiles(
  reference: FixReference,
  { command = '', title, files }: FilesPreview,
  context: ServerContext,
  signal: AbortSignal,
): Promise<null> {
  const { tell, ask } = dialogue(context);
  const edit = workspaceEdit(files, context);
  if (edit === undefined) return tell({ id: 'server.fix.notEditable', args: { title } }, MessageType.Error);
  const names = files.map(({ uri }) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))).join(', ');
  const count = files.length;
  if (!(await ask({ id: 'server.fix.askApply', args: { command, count, files: names } }, 'server.fix.apply')))
    return null;
  const { applied } = await context.connection.workspace.applyEdit({ label: title, edit });
  if (!applied) return tell({ id: 'server.fix.refused', args: {} }, MessageType.Error);
  return tellRest(
    reference,
    files.map(({ uri }) => uri),
    context,
    signal,
  );
}

async function applySettingFix(
  reference: FixReference,
  { command, token, file }: SettingPreview,
  context: ServerContext,
  signal: AbortSignal,
): Promise<null> {
  const { tell, ask } = dialogue(context);
  const question = { id: 'server.fix.askApply', args: { command, count: 1, files: file.uri } };
  if (!(await ask(question, 'server.fix.apply'))) return null;
  const result = await applySetting({ token }, context, signal);
  if (result.kind === 'failed')
    return tell({ id: 'server.fix.failed', args: { reason: result.reason } }, MessageType.Error);
  return tellRest(reference, [file.uri], context, signal);
}

async function tellRest(
  { folder, fingerprint }: FixReference,
  changed: readonly string[],
  context: ServerContext,
  signal: AbortSignal,
): Promise<null> {
  const { remains } = await recheck({ folder, fingerprint, changed }, context, signal);
  const { tell } = dialogue(context);
  return remains ? tell({ id: 'server.fix.remains', args: { message: remains.message } }) : null;
}

/** @returns undefined where the editor cannot make such an edit, or the file is no text */
function workspaceEdit(files: readonly FileChange[], { client, mirror }: ServerContext): WorkspaceEdit | undefined {
  const changes: Record<string, { range: ReturnType<typeof wholeOf>; newText: string }[]> = {};
  const documentChanges: NonNullable<WorkspaceEdit['documentChanges']> = [];
  const { documentChanges: versioned, createAndRename } = client.edits;
  for (const { uri, encoding, before, after, form } of files) {
    if (encoding !== 'utf-8' || form !== undefined || after === null) return undefined;
    const edits = [{ range: wholeOf(before ?? ''), newText: after }];
    changes[uri] = edits;
    if (before === null) {
      if (!createAndRename) return undefined;
      documentChanges.push({ kind: 'create', uri, options: { overwrite: false } });
    }
    const version = mirror.version(pathOfUri(uri) ?? '');
    documentChanges.push({ textDocument: { uri, version }, edits });
  }
  return versioned ? { documentChanges } : { changes };
}

function wholeOf(text: string): { start: { line: number; character: number }; end: typeof startOfText } {
  const lines = text.split('\n');
  return { start: startOfText, end: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

const startOfText = { line: 0, character: 0 };

interface Dialogue {
  readonly tell: (message: Message, type?: MessageType) => Promise<null>;
  /** whether the person chose the one answer that goes on */
  readonly ask: (question: Message, yes: string) => Promise<boolean>;
}

function dialogue({ connection, catalogue }: ServerContext): Dialogue {
  return {
    tell: async (message, type = MessageType.Info) => {
      await connection.sendNotification('window/showMessage', { type, message: catalogue.render(message) });
      return null;
    },
    ask: async (question, yes) => {
      const title = catalogue.render({ id: yes, args: {} });
      const discard = catalogue.render({ id: 'server.fix.discard', args: {} });
      const answer = await connection.window.showInformationMessage(
        catalogue.render(question),
        { title },
        { title: discard },
      );
      return answer?.title === title;
    },
  };
}
