import type { InitializeParams } from 'vscode-languageserver/node';
import { languageOf, profileAllows, profiles, type EditorFiles, type Language, type Profile } from '../engine/index';
import type { Session } from '../protocol/index';
import { pathOfUri, type EditAbilities } from './convert';
import { recordOf, stringOf } from './untrusted';

/** What the client is and wants, read once from `initialize`. */
export interface Client {
  readonly language: Language;
  readonly pageUri: string | undefined;
  readonly commands: boolean;
  /** without the commands: whether it lets the server change files, which then makes fixes by itself */
  readonly appliesEdits: boolean;
  readonly session: Session | undefined;
  readonly settings: unknown;
  readonly editorFiles: EditorFiles | undefined;
  readonly edits: EditAbilities;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly changesFolders: boolean;
  readonly registersWatchers: boolean;
  readonly registersLinks: boolean;
  readonly registersHover: boolean;
  readonly registersCompletion: boolean;
  readonly registersCodeLens: boolean;
  readonly refreshesCodeLens: boolean;
  /** its hovers may be Markdown */
  readonly markdown: boolean;
}

export function clientOf({ capabilities, initializationOptions, locale }: InitializeParams): Client {
  const options = recordOf(initializationOptions);
  const { textDocument, workspace } = capabilities;
  const edit = workspace?.workspaceEdit;
  const operations = edit?.resourceOperations ?? [];
  return {
    language: languageOf(stringOf(options.locale) ?? locale ?? 'en'),
    pageUri: stringOf(options.pageUri),
    commands: options.commands === true,
    appliesEdits: workspace?.applyEdit === true,
    session: options.session === undefined ? undefined : sessionOf(options.session),
    settings: options.settings,
    editorFiles: options.settingsFiles === undefined ? undefined : editorFilesOf(options.settingsFiles),
    edits: {
      documentChanges: edit?.documentChanges === true,
      createAndRename: operations.includes('create') && operations.includes('rename'),
      annotations: edit?.changeAnnotationSupport !== undefined,
      snippets: edit?.snippetEditSupport === true,
    },
    answersConfiguration: workspace?.configuration === true,
    changesFolders: workspace?.workspaceFolders === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersLinks: textDocument?.documentLink?.dynamicRegistration === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    registersHover: textDocument?.hover?.dynamicRegistration === true,
    registersCompletion: textDocument?.completion?.dynamicRegistration === true,
    registersCodeLens: textDocument?.codeLens?.dynamicRegistration === true,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport === true,
  };
}

function editorFilesOf(value: unknown): EditorFiles {
  const { user, workspace } = recordOf(value);
  const pathOf = (uri: unknown): string | undefined => pathOfUri(stringOf(uri) ?? '');
  return { user: pathOf(user), workspace: pathOf(workspace) };
}

/** A session that cannot be read trusts nothing. */
export function sessionOf(value: unknown): Session {
  const { trusted, consent, goPath } = recordOf(value);
  const path = stringOf(goPath);
  return {
    trusted: trusted === true,
    consent: (Array.isArray(consent) ? consent : []).flatMap((entry) => {
      const { folder, profile } = recordOf(entry);
      const known = profiles.find((name) => name === profile);
      return typeof folder === 'string' && known !== undefined ? [{ folder, profile: known }] : [];
    }),
    ...(path !== undefined && { goPath: path }),
  };
}

/** What is asked for in a folder, and what may be done. */
export interface Permission {
  /** stronger than any configuration; undefined: the configuration decides */
  readonly profile: Profile | undefined;
  readonly granted: Profile;
}

/**
 * Running `go` offline needs trust; the network and builds need the person's consent beside it, and who consents asks for
 * it. A repository alone cannot ask for more than offline.
 * @param told the profile in the editor's own settings
 */
export function permissionFor(session: Session | undefined, folder: string, told: Profile | undefined): Permission {
  // Another editor: its user's setting is all there is. Who never asked for more than reading files has a whole verdict.
  if (session === undefined) return { profile: told ?? 'static', granted: told ?? 'static' };
  const consent = session.consent.find((entry) => entry.folder === folder)?.profile ?? 'offline';
  const agreed = profileAllows(consent, 'network') ? consent : undefined;
  // Who set `static` wants nothing to run, whatever was agreed to before.
  const wanted = agreed !== undefined && told !== 'static' && !profileAllows(told ?? 'offline', agreed) ? agreed : told;
  return { profile: wanted, granted: session.trusted ? (agreed ?? 'offline') : 'static' };
}
