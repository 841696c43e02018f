import * as vscode from 'vscode';
import type { FolderConsent, Profile } from '../protocol/index';

const key = 'consent';

/** What the person agreed to, folder by folder. Kept in workspaceState: a repository cannot grant it to itself. */
export class Consent {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Running `go` offline needs no consent beside trust. */
  all(): readonly FolderConsent[] {
    const given = this.#memory.get<Record<string, Profile>>(key, {});
    return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => ({
      folder: uri.toString(),
      profile: given[uri.toString()] ?? 'offline',
    }));
  }

  async give(folder: string, profile: Profile): Promise<void> {
    await this.#memory.update(key, { ...this.#memory.get<Record<string, Profile>>(key, {}), [folder]: profile });
  }
}
