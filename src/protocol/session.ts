import type { Profile } from '../engine/index';
import { notification } from './rpc';

/** What the client alone can know about one workspace folder. */
export interface FolderConsent {
  /** URI of the workspace folder, as in `workspaceFolders` */
  readonly folder: string;
  /** the highest profile that the user agreed to for this folder; from workspaceState */
  readonly profile: Profile;
}

/** What may change while the server runs, and no setting can say. */
export interface Session {
  /** Workspace Trust. Where false, no process is started at all. */
  readonly trusted: boolean;
  readonly consent: readonly FolderConsent[];
  /** path of `go` from the machine's settings, never the workspace's */
  readonly goPath?: string;
}

export interface SettingsFiles {
  /** of the user, in the profile that is in use */
  readonly user?: string;
  /** the workspace file that is open */
  readonly workspace?: string;
}

/**
 * `initializationOptions`. All of it may be absent (another editor): then the language is that of `initialize`, no command
 * of the extension is offered, and the profile is static. Without a session it is the setting `profile` that tells more:
 * the editor's user wrote it.
 */
export interface InitializationOptions {
  readonly session?: Session;
  /** `en`, `zh-cn`: the language of every rendered text; `initialize.locale` where absent */
  readonly locale?: string;
  /**
   * Address of a check's page with `{id}` in it: the link behind a Problem's code. Only the client knows its own URI
   * scheme (`vscode:`, `vscode-insiders:`, ...) and who opens it; without it a code has no link.
   */
  readonly pageUri?: string;
  /** the settings (`goPreflight.*`, nested) of a client that does not answer `workspace/configuration` */
  readonly settings?: unknown;
  /** where an editor of the family of VS Code keeps its settings: URIs. Without them the server looks in the usual places */
  readonly settingsFiles?: SettingsFiles;
  /** whether the client has the commands of `commands.ts`; code actions that need them are offered only then */
  readonly commands?: boolean;
}

/** Client to server: trust was granted, consent changed, the machine's `go` was chosen. Verifies again. */
export const sessionChanged = notification<Session>('goPreflight/session');
