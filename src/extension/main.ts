import type * as vscode from 'vscode';
import type { GoPreflightApi } from './api';
import { App } from './app';

/** The one piece of module state of the extension: VS Code calls `deactivate` without giving back what `activate` made. */
let app: App | undefined;

export function activate(context: vscode.ExtensionContext): GoPreflightApi {
  const created = new App(context);
  app = created;
  // Not awaited: the window does not wait for the server.
  created.connection().catch((error: unknown) => created.output.error(error instanceof Error ? error : String(error)));
  return created.api;
}

export async function deactivate(): Promise<void> {
  await app?.close();
  app = undefined;
}
