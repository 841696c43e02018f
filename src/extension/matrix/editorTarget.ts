import * as vscode from 'vscode';
import type { BuildTagsReference, UseTarget } from '../../protocol/index';
import type { Questions } from '../questions';
import { withBuildTag, withTarget, withTags, withoutTarget, type GoplsSettings } from './goplsSettings';

const memoryKey = 'editorTarget';

/** What is remembered of a folder whose gopls builds for another target. */
interface Remembered {
  readonly target: string;
  /** gopls' settings of this workspace before; null where there were none */
  readonly before: GoplsSettings | null;
}

/** For which target gopls reads the workspace: changes the settings of the workspace, and takes the change back. */
export class EditorTarget {
  readonly #memory: vscode.Memento;
  readonly #questions: Questions;

  constructor(memory: vscode.Memento, questions: Questions) {
    this.#memory = memory;
    this.#questions = questions;
    this.#setContext();
  }

  async use({ folder, target }: UseTarget): Promise<void> {
    const uri = vscode.Uri.parse(folder, true);
    const { written, inherited } = goplsOf(uri);
    const go = vscode.workspace.getConfiguration('go', uri);
    const known = this.#remembered[folder];
    // What an earlier target set is no setting of the person's.
    const own = known ? (withoutTarget(written ?? {}, known.before ?? {}) ?? {}) : (written ?? {});
    const settings = withTarget(
      own,
      { ...inherited, ...own },
      { buildFlags: go.get<string[]>('buildFlags', []), buildTags: go.get<string>('buildTags', '') },
      target,
    );
    if (!(await update(uri, 'gopls', settings))) return;
    // A second target must not make the first one what there was before.
    const before = known ? known.before : (written ?? null);
    await this.#remember({ ...this.#remembered, [folder]: { target: target.name, before } });
    void this.#offerUndo(vscode.l10n.t('gopls builds for {0} in this workspace.', target.name), () =>
      this.goBack(folder),
    );
  }

  /** @param folder URI; every folder where absent */
  async goBack(folder?: string): Promise<void> {
    for (const [each, { before }] of Object.entries(this.#remembered)) {
      if (folder !== undefined && folder !== each) continue;
      const uri = vscode.Uri.parse(each, true);
      const { written = {} } = goplsOf(uri);
      if (!(await update(uri, 'gopls', withoutTarget(written, before ?? {})))) continue;
      await this.#remember(Object.fromEntries(Object.entries(this.#remembered).filter(([key]) => key !== each)));
    }
  }

  /** The editor passes a tag beside those that it passes already. */
  async addBuildTag({ folder, tag }: BuildTagsReference): Promise<void> {
    const uri = vscode.Uri.parse(folder, true);
    const go = vscode.workspace.getConfiguration('go', uri);
    const tagsBefore = writtenValue(uri, 'go.buildTags');
    const { written, inherited } = goplsOf(uri);
    if (!(await update(uri, 'go.buildTags', withBuildTag(go.get<string>('buildTags', ''), tag)))) return;
    // Flags of gopls' own hide go.buildTags: there the tag has to stand, too.
    const flags = { ...inherited, ...written }['build.buildFlags'];
    const hides = Array.isArray(flags);
    if (hides) await update(uri, 'gopls', { ...written, 'build.buildFlags': withTags(flags as string[], [tag]) });
    void this.#offerUndo(vscode.l10n.t('go.buildTags of this workspace has {0}.', tag), async () => {
      await update(uri, 'go.buildTags', tagsBefore);
      if (hides) await update(uri, 'gopls', written);
    });
  }

  get #remembered(): Readonly<Record<string, Remembered>> {
    return this.#memory.get<Record<string, Remembered>>(memoryKey, {});
  }

  async #remember(remembered: Readonly<Record<string, Remembered>>): Promise<void> {
    await this.#memory.update(memoryKey, Object.keys(remembered).length === 0 ? undefined : remembered);
    this.#setContext();
  }

  #setContext(): void {
    const isSet = Object.keys(this.#remembered).length > 0;
    void vscode.commands.executeCommand('setContext', 'goPreflight.editorTarget', isSet);
  }

  async #offerUndo(message: string, undo: () => Promise<void>): Promise<void> {
    const word = vscode.l10n.t('Undo');
    if ((await this.#questions.ask(message, word)) === word) await undo();
  }
}

/** @returns what the settings of this workspace have, and what those above them have */
function goplsOf(uri: vscode.Uri): { readonly written: GoplsSettings | undefined; readonly inherited: GoplsSettings } {
  const found = vscode.workspace.getConfiguration('', uri).inspect<GoplsSettings>('gopls');
  const isFolder = scope() === vscode.ConfigurationTarget.WorkspaceFolder;
  return {
    written: isFolder ? found?.workspaceFolderValue : found?.workspaceValue,
    inherited: { ...found?.globalValue, ...(isFolder && found?.workspaceValue) },
  };
}

/** What the settings of the workspace themselves have. */
function writtenValue(uri: vscode.Uri, key: string): unknown {
  const found = vscode.workspace.getConfiguration('', uri).inspect(key);
  return scope() === vscode.ConfigurationTarget.WorkspaceFolder ? found?.workspaceFolderValue : found?.workspaceValue;
}

function scope(): vscode.ConfigurationTarget {
  const { workspaceFile } = vscode.workspace;
  return workspaceFile ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace;
}

/** @returns whether it was written: without the Go extension nobody knows these settings */
async function update(uri: vscode.Uri, key: string, value: unknown): Promise<boolean> {
  if (vscode.workspace.getConfiguration('', uri).inspect(key)?.defaultValue === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} is a setting of the Go extension, which is not active here.', key),
    );
    return false;
  }
  await vscode.workspace.getConfiguration('', uri).update(key, value, scope());
  return true;
}
