import * as vscode from 'vscode';
import {
  applySetting,
  previewFix,
  recheck,
  type FileChange,
  type FilesPreview,
  type FixPreview,
  type FixReference,
  type PreviewFixParams,
  type SettingPreview,
} from '../../protocol/index';
import type { Connection } from '../client/connection';
import type { Questions } from '../questions';
import type { PreviewDocuments } from './previewDocuments';

/** A diff editor of more files than this helps nobody; the message says how many there are. */
const maxShownFiles = 200;

/** How a fix ended. A command returns it, so that tests and tasks can see it. */
export type FixEnd =
  | { readonly kind: 'applied'; readonly remains: string | undefined }
  | { readonly kind: 'discarded' | 'cancelled' | 'gone' | 'nothing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Makes a fix of a finding: works it out in a scratch copy, shows it, applies it, and looks whether the finding is gone. */
export class FixFlow {
  readonly #connection: () => Promise<Connection>;
  readonly #documents: PreviewDocuments;
  readonly #questions: Questions;
  readonly #output: vscode.LogOutputChannel;

  constructor(
    connection: () => Promise<Connection>,
    documents: PreviewDocuments,
    questions: Questions,
    output: vscode.LogOutputChannel,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#questions = questions;
    this.#output = output;
  }

  /** @param network the person agreed, just now, that this command uses it */
  async run(reference: FixReference, network = false): Promise<FixEnd> {
    const connection = await this.#connection();
    const preview = await this.#preview(connection, { ...reference, network });
    if (preview === undefined) return { kind: 'cancelled' };
    switch (preview.kind) {
      case 'gone':
        this.#say(vscode.l10n.t('This problem is gone already.'));
        return { kind: 'gone' };
      case 'nothing':
        this.#say(vscode.l10n.t('{0} changed nothing.', preview.title));
        return { kind: 'nothing' };
      case 'failed':
        if (preview.needsNetwork && !network) return this.#withNetwork(reference, preview.reason);
        return this.#fail(preview.reason, preview.output);
      case 'files':
        return this.#applyFiles(connection, reference, preview);
      case 'setting':
        return this.#applySetting(connection, reference, preview);
    }
  }

  /** Asks once for this command; what checks may do stays as it is. */
  async #withNetwork(reference: FixReference, reason: string): Promise<FixEnd> {
    const use = vscode.l10n.t('Use the Network');
    const answer = await this.#questions.ask(reason, use);
    return answer === use ? this.run(reference, true) : { kind: 'discarded' };
  }

  async #preview(connection: Connection, reference: PreviewFixParams): Promise<FixPreview | undefined> {
    const progress = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t('Working out the fix'),
    };
    return vscode.window.withProgress(progress, async (_, token) => {
      try {
        return await connection.request(previewFix, reference, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    });
  }

  async #applyFiles(connection: Connection, reference: FixReference, preview: FilesPreview): Promise<FixEnd> {
    // A text edit applies at once and undoes with one Ctrl+Z; what a command did is shown before it is done.
    if (preview.command !== undefined && !(await this.#agree(preview.command, preview.files)))
      return { kind: 'discarded' };
    const applied = await applyChanges(preview.files);
    if (!applied) return this.#fail(vscode.l10n.t('VS Code refused the changes: a file was edited meanwhile.'), '');
    const changed = preview.files.map(({ uri }) => uri);
    return this.#recheck(connection, reference, changed);
  }

  async #applySetting(connection: Connection, reference: FixReference, preview: SettingPreview): Promise<FixEnd> {
    if (!(await this.#agree(preview.command, [preview.file]))) return { kind: 'discarded' };
    const result = await connection.request(applySetting, { token: preview.token });
    if (result.kind === 'failed') return this.#fail(result.reason, result.output);
    const end = await this.#recheck(connection, reference, [preview.file.uri]);
    // Asked for long after the command: where the server is down by then, VS Code would not tell.
    this.#offerUndo(connection, reference, preview, result.undo).catch((error: unknown) =>
      this.#fail(error instanceof Error ? error.message : String(error), ''),
    );
    return end;
  }

  async #offerUndo(
    connection: Connection,
    reference: FixReference,
    preview: SettingPreview,
    token: string,
  ): Promise<void> {
    const undo = vscode.l10n.t('Undo');
    const answer = await this.#questions.ask(vscode.l10n.t('Done: {0}', preview.command), undo);
    if (answer !== undo) return;
    const undone = await connection.request(applySetting, { token });
    if (undone.kind === 'failed') await this.#fail(undone.reason, undone.output);
    else await connection.request(recheck, { ...reference, changed: [preview.file.uri] });
  }

  /** Shows the difference of every file and asks. */
  async #agree(command: string, files: readonly FileChange[]): Promise<boolean> {
    const shown = files.filter(({ encoding }) => encoding === 'utf-8').slice(0, maxShownFiles);
    const title = vscode.l10n.t('Changes by {0}', command);
    const release = this.#documents.hold(shown);
    try {
      const resources = shown.map((change) => this.#documents.sides(change));
      await vscode.commands.executeCommand('vscode.changes', title, resources);
      const apply = vscode.l10n.t('Apply');
      const question =
        files.length === 1
          ? vscode.l10n.t('{0} changes 1 file. Apply it?', command)
          : vscode.l10n.t('{0} changes {1} files. Apply them?', command, files.length);
      const answer = await this.#questions.ask(question, apply, vscode.l10n.t('Discard'));
      await closeDiff(title);
      return answer === apply;
    } finally {
      release();
    }
  }

  async #recheck(connection: Connection, reference: FixReference, changed: readonly string[]): Promise<FixEnd> {
    const { folder, fingerprint } = reference;
    const { remains } = await connection.request(recheck, { folder, fingerprint, changed });
    if (remains) this.#say(vscode.l10n.t('Still there: {0}', remains.message));
    return { kind: 'applied', remains: remains?.message };
  }

  async #fail(reason: string, output: string): Promise<FixEnd> {
    if (output !== '') this.#output.error(output);
    const show = vscode.l10n.t('Show Output');
    const answer = vscode.window.showErrorMessage(reason, ...(output === '' ? [] : [show]));
    void answer.then((chosen) => {
      if (chosen === show) this.#output.show();
    });
    return Promise.resolve({ kind: 'failed', reason });
  }

  #say(message: string): void {
    vscode.window.setStatusBarMessage(message, 8000);
  }
}

/** One workspace edit, so that one undo takes it all back; then saved, because `go` judges saved files. */
async function applyChanges(files: readonly FileChange[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const marked: { uri: vscode.Uri; before: string; after: string }[] = [];
  for (const change of files) {
    const uri = vscode.Uri.parse(change.uri, true);
    if (change.after === null) edit.deleteFile(uri, { ignoreIfNotExists: true });
    else if (change.before === null || change.encoding === 'base64') {
      const contents = Buffer.from(change.after, change.encoding);
      edit.createFile(uri, { overwrite: true, contents });
    } else if (change.form === 'no-byte-order-mark') marked.push({ uri, before: change.before, after: change.after });
    else {
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.getText() !== change.before) return false;
      if (change.form === 'line-feeds') {
        edit.set(uri, [vscode.TextEdit.setEndOfLine(vscode.EndOfLine.LF)]);
        continue;
      }
      const whole = new vscode.Range(document.positionAt(0), document.positionAt(change.before.length));
      edit.replace(uri, whole, change.after);
    }
  }
  for (const { uri, before, after } of marked) if (!(await writeWithoutMark(uri, before, after))) return false;
  if (edit.size > 0 && !(await vscode.workspace.applyEdit(edit))) return false;
  const texts = files.filter(({ after, encoding }) => after !== null && encoding === 'utf-8');
  for (const { uri } of texts) await (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true))).save();
  return true;
}

/** VS Code keeps the encoding of a document over its edits; only the file itself can lose its byte order mark. */
async function writeWithoutMark(uri: vscode.Uri, before: string, after: string): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty || document.getText() !== before) return false;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(after));
  return true;
}

/** VS Code says in the label how many files there are: "Changes by go mod tidy (1 file)". */
async function closeDiff(title: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ label }) => label === title || label.startsWith(`${title} (`));
  await vscode.window.tabGroups.close(tabs);
}
