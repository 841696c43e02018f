import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import { comparePositions, type Finding, type Range } from '../engine/index';
import { diagnosticSource, fixAllKind } from '../protocol/index';
import { buildTagsAction } from './buildTagsAction';
import { explainAction, fixActions, fixAllAction, type Action, type ActionContext } from './codeActions';
import { fromLspRange, pathOfUri, toCodeAction } from './convert';
import type { Folder } from './folder';
import { ignoreAction } from './ignoreAction';
import type { ServerContext } from './serverContext';
import { recordOf } from './untrusted';
import { vetAction } from './vetRequests';

/** What the light bulb offers at a place, and `source.fixAll` for a file. */
export async function codeActions(
  { textDocument, range, context }: CodeActionParams,
  server: ServerContext,
): Promise<CodeAction[]> {
  const path = pathOfUri(textDocument.uri);
  if (path === undefined) return [];
  const only = context.only ?? [];
  const wants = (kind: string): boolean =>
    only.some((asked) => asked === '' || asked === kind || kind.startsWith(`${asked}.`));
  const concerned = server.folders.concerned(path);
  // What was edited a moment ago is judged first, so that no edit lands at an old place.
  await Promise.all(concerned.map((folder) => folder.settled('static')));
  const found: CodeAction[] = [];
  const add = (action: Action, diagnostics: readonly Diagnostic[]): void => {
    const converted = toCodeAction(action, server.client.edits, diagnostics);
    if (converted) found.push(converted);
  };
  for (const folder of innermost(concerned, path)) {
    const findings = (folder.result?.findings ?? []).filter(({ location }) => location?.file === path);
    const action = actionContext(folder, server);
    if (wants(fixAllKind)) for (const all of fixAllAction(path, findings, action)) add(all, []);
    if (only.length > 0 && !wants(CodeActionKind.QuickFix)) continue;
    const text = await server.folders.machine.ports.files.readFile(path);
    const content = text.kind === 'file' ? new TextDecoder().decode(text.bytes) : '';
    for (const finding of listed(folder, path, fromLspRange(range), context.diagnostics)) {
      const diagnostics = context.diagnostics.filter((diagnostic) => fingerprintOf(diagnostic) === finding.fingerprint);
      const actions = [
        ...fixActions(finding, action),
        ...buildTagsAction(finding, action),
        ...vetAction(finding, action),
        ...explainAction(finding, action),
        ...ignoreAction(finding, content, action),
      ];
      for (const each of actions) add(each, diagnostics);
    }
  }
  return found;
}

/** The folder whose Problems the file shows; all, where it lies in none. */
function innermost(folders: readonly Folder[], path: string): readonly Folder[] {
  const holding = folders.filter(({ dir }) => path.startsWith(`${dir}/`));
  const [best] = holding.toSorted((a, b) => b.dir.length - a.dir.length);
  return best ? [best] : folders;
}

/** The findings at the place, and those that the client names: one without a file is shown on go.mod. */
function listed(folder: Folder, path: string, range: Range, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const named = new Set(diagnostics.map(fingerprintOf));
  return (folder.result?.findings ?? []).filter(
    ({ location, fingerprint }) =>
      named.has(fingerprint) || (location?.file === path && touches(location.range, range)),
  );
}

function touches(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

function fingerprintOf({ source, data }: Diagnostic): string | undefined {
  const { fingerprint } = recordOf(data);
  return source === diagnosticSource && typeof fingerprint === 'string' ? fingerprint : undefined;
}

function actionContext(folder: Folder, { catalogue, client, mirror }: ServerContext): ActionContext {
  return {
    folder: folder.uri,
    catalogue,
    commands: client.commands,
    executes: client.appliesEdits && folder.setup.granted !== 'static',
    uriOf: (path) => mirror.uriOf(path),
    versionOf: (path) => mirror.version(path),
  };
}
