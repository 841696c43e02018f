import type { Connection } from 'vscode-languageserver/node';
import type { Catalogue, Check } from '../engine/index';
import type { Fixes } from './fixes/fixes';
import type { Folders } from './folders';
import type { LargeWork } from './largeWork';
import type { OpenMachine } from './machine';
import type { ReadResource } from './pages';
import type { Timers } from './runLoop';
import type { Client } from './session';
import type { FolderSettings } from './settings';
import type { WorkspaceMirror } from './workspaceMirror';

export interface ServerDependencies {
  /** of Go Preflight */
  readonly version: string;
  readonly openMachine: OpenMachine;
  readonly timers: Timers;
  readonly largeWork: LargeWork;
  /** milliseconds since 1970 */
  readonly now: () => number;
  readonly readResource: ReadResource;
  readonly userName: string | undefined;
  /** for tests; every check of the registry where absent */
  readonly checks?: readonly Check[];
}

/** What the handlers of requests and notifications work with, from `initialize` on. */
export interface ServerContext {
  readonly connection: Connection;
  readonly dependencies: ServerDependencies;
  readonly checks: readonly Check[];
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly mirror: WorkspaceMirror;
  readonly folders: Folders;
  readonly fixes: Fixes;
  readonly log: Log;
  /** the editor's settings for a workspace folder, by its URI, as they are now */
  readonly settingsOf: (folder: string) => Promise<FolderSettings>;
}

export interface Log {
  failure(what: string, error: unknown): void;
}
