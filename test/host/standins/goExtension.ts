import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

/**
 * Plays the Go extension, `golang.go`, in the tests: the same id and languages, and the real gopls behind it, so that the
 * Problems beside ours are the real ones.
 */
export async function activate(): Promise<void> {
  const command = process.env['GO_PREFLIGHT_GOPLS'];
  if (command === undefined || command === '') throw new Error('GO_PREFLIGHT_GOPLS is not set');
  const client = new LanguageClient(
    'go',
    'gopls',
    { command, args: ['serve'] },
    {
      documentSelector: [
        { scheme: 'file', language: 'go' },
        { scheme: 'file', language: 'go.mod' },
        { scheme: 'file', language: 'go.work' },
      ],
      outputChannel: vscode.window.createOutputChannel('gopls', { log: true }),
    },
  );
  await client.start();
}
