import {
  CodeActionKind,
  TextDocumentSyncKind,
  type DocumentSelector,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { commandIds, fixAllKind } from '../protocol/index';
import { semanticTokenTypes } from './semanticTokens';
import type { Client } from './session';

const sumSelector: DocumentSelector = [{ scheme: 'file', pattern: '**/go.sum' }];

/** Files with words that something can be said of. */
export const hoverSelector: DocumentSelector = [
  { scheme: 'file', pattern: '**/go.{mod,work,sum}' },
  { scheme: 'file', pattern: '**/go.work.sum' },
  { scheme: 'file', pattern: '**/*.go' },
];

/** Files that a constraint or their name may keep out of a build. */
export const codeLensSelector: DocumentSelector = [{ scheme: 'file', pattern: '**/*.go' }];

/** Files with constraint lines, in which tags are completed. */
export const completionSelector: DocumentSelector = [{ scheme: 'file', pattern: '**/*.{go,s,c,cc,cpp,cxx,m,h}' }];

/** What begins a tag behind another one. */
export const completionTriggers: readonly string[] = [' ', '!', '(', '.'];

/** Files with words that lead somewhere. */
export const linkSelector: DocumentSelector = [
  { scheme: 'file', pattern: '**/go.{mod,work}' },
  { scheme: 'file', pattern: '**/vendor/modules.txt' },
];

/** What this server does, for every client. */
export function initializeResult(version: string, client: Client): InitializeResult {
  return {
    serverInfo: { name: 'go-preflight', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      // The other files have a grammar, here or in the Go extension.
      semanticTokensProvider: {
        documentSelector: sumSelector,
        legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [] },
        full: true,
        range: true,
      },
      // Who can be told for which files is told so after `initialized`.
      ...(client.registersHover ? {} : { hoverProvider: true }),
      ...(client.registersCompletion ? {} : { completionProvider: { triggerCharacters: [...completionTriggers] } }),
      ...(client.registersCodeLens ? {} : { codeLensProvider: { resolveProvider: false } }),
      ...(client.registersLinks ? {} : { documentLinkProvider: { resolveProvider: false } }),
      // The extension registers the command itself, and would collide with the one that its client made of this.
      ...(client.commands ? {} : { executeCommandProvider: { commands: [commandIds.applyFix] } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
