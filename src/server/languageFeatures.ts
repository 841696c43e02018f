import {
  CodeLensRequest,
  CompletionItemKind,
  CompletionRequest,
  DocumentLinkRequest,
  type CompletionItem,
  type Connection,
  HoverRequest,
  type DocumentLink,
  type CodeLens,
  type Hover as LspHover,
  type SemanticTokens,
} from 'vscode-languageserver/node';
import { basename, dirname, isWithin, relativeWithin } from '../base/paths';
import {
  buildLens,
  fileLinks,
  hoverAt,
  mayBeConstraint,
  tagCompletions,
  type Hover,
  type Position,
} from '../engine/index';
import { commandIds, type GraphReference, type MatrixReference } from '../protocol/index';
import { answer } from './answer';
import { pathOfUri, toDocumentLink, toHover, toLspRange } from './convert';
import type { Folder } from './folder';
import { hoverMarkdown, hoverPlainText, type HoverLink } from './hoverText';
import { encodeSumTokens, rangeLineLimit, wholeFileLimit } from './semanticTokens';
import type { ServerContext } from './serverContext';

/** What an editor asks about a file that is open: colours, links, hovers. Everything else is in `requests.ts`. */
export function registerLanguageFeatures(connection: Connection, context: () => ServerContext | undefined): void {
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const mirror = context()?.mirror;
    const path = sumFileOf(textDocument.uri);
    if (mirror === undefined || path === undefined || (mirror.length(path) ?? 0) > wholeFileLimit) return nothing;
    return { data: encodeSumTokens(mirror.text(path) ?? '') };
  });
  connection.languages.semanticTokens.onRange(({ textDocument, range: { start, end } }) => {
    const path = sumFileOf(textDocument.uri);
    const afterLast = Math.min(end.line + 1, start.line + rangeLineLimit);
    const text = path && context()?.mirror.lines(path, start.line, afterLast);
    return text === undefined ? nothing : { data: encodeSumTokens(text, start.line) };
  });
  connection.onDocumentLinks(async ({ textDocument }) => {
    const current = context();
    if (current === undefined) return [];
    return answer(() => documentLinks(textDocument.uri, current), current, DocumentLinkRequest.method);
  });
  connection.onHover(async ({ textDocument, position }) => {
    const current = context();
    if (current === undefined) return null;
    const at = { line: position.line, column: position.character };
    return answer(() => hover(textDocument.uri, at, current), current, HoverRequest.method);
  });
  connection.onCompletion(async ({ textDocument, position }) => {
    const current = context();
    if (current === undefined) return [];
    const at = { line: position.line, column: position.character };
    return answer(() => completions(textDocument.uri, at, current), current, CompletionRequest.method);
  });
  connection.onCodeLens(async ({ textDocument }) => {
    const current = context();
    if (current === undefined) return [];
    return answer(() => codeLenses(textDocument.uri, current), current, CodeLensRequest.method);
  });
}

const nothing: SemanticTokens = { data: [] };

/** A client that does not know selectors asks for every file. */
function sumFileOf(uri: string): string | undefined {
  const path = pathOfUri(uri);
  return path !== undefined && basename(path) === 'go.sum' ? path : undefined;
}

async function documentLinks(uri: string, { folders, mirror }: ServerContext): Promise<DocumentLink[]> {
  await folders.ready();
  const path = pathOfUri(uri);
  const folder = path === undefined ? undefined : folderOf(path, folders.all());
  if (path === undefined || folder === undefined) return [];
  const links = await folder.ask(fileLinks(path));
  return links.map((link) => toDocumentLink({ ...link, uri: mirror.uriOf(link.file) }));
}

async function hover(uri: string, position: Position, context: ServerContext): Promise<LspHover | null> {
  const { folders, catalogue, client, mirror } = context;
  const path = pathOfUri(uri);
  // Of a Go file gopls says everything but what its constraint means.
  if (path?.endsWith('.go') && !mayBeConstraint(mirror.lines(path, position.line, position.line + 1) ?? ''))
    return null;
  await folders.ready();
  const folder = path === undefined ? undefined : folderOf(path, folders.all());
  if (path === undefined || folder === undefined) return null;
  const targets = path.endsWith('.go') ? await folder.targets() : [];
  const found = await folder.ask(hoverAt(path, position, targets));
  if (found === undefined) return null;
  if (!client.markdown) return toHover('plaintext', hoverPlainText(found, catalogue), found.range);
  const link = client.commands ? linkOf(found, path, folder) : undefined;
  return toHover('markdown', hoverMarkdown(found, catalogue, link), found.range);
}

/** Where a hover leads: a module to the module graph, a constraint to the build matrix. */
function linkOf(hover: Hover, path: string, folder: Folder): HoverLink | undefined {
  if (path.endsWith('.go'))
    return { text: 'server.showMatrix', command: commandIds.showBuildMatrix, argument: matrixReference(path, folder) };
  const graph = graphReference(hover.graph, folder);
  return graph && { text: 'server.showGraph', command: commandIds.showModuleGraph, argument: graph };
}

function matrixReference(path: string, folder: Folder): MatrixReference {
  const dir = relativeWithin(folder.dir, dirname(path)) ?? '';
  return { folder: folder.uri, dir: dir === '' ? '.' : dir, file: basename(path) };
}

/** Above the line that decides when a Go file is built, where the person wants it: on how many ports it is. */
async function codeLenses(uri: string, context: ServerContext): Promise<CodeLens[]> {
  const { folders, catalogue, client } = context;
  const path = pathOfUri(uri);
  if (path?.endsWith('.go') !== true) return [];
  await folders.ready();
  const folder = folderOf(path, folders.all());
  if (folder === undefined || !(await context.settingsOf(folder.uri)).codeLens) return [];
  const lens = await folder.ask(buildLens(path));
  if (lens === undefined) return [];
  const title = catalogue.render(lens.said);
  // Without a command of its own it is a text, which LSP knows only as an empty command.
  const command = client.commands
    ? { title, command: commandIds.showBuildMatrix, arguments: [matrixReference(path, folder)] }
    : { title, command: '' };
  return [{ range: toLspRange(lens.range), command }];
}

/** Tags, in the constraint lines of files that are open. */
async function completions(uri: string, position: Position, context: ServerContext): Promise<CompletionItem[]> {
  const { folders, catalogue, mirror } = context;
  const path = pathOfUri(uri);
  const line = path && mirror.lines(path, position.line, position.line + 1);
  if (path === undefined || line === undefined || !mayBeConstraint(line)) return [];
  await folders.ready();
  const found = (await folderOf(path, folders.all())?.ask(tagCompletions(line, position))) ?? [];
  return found.map(({ tag, range, detail, rank }) => ({
    label: tag,
    kind: CompletionItemKind.Constant,
    detail: catalogue.render(detail),
    sortText: `${rank.toFixed(2).padStart(5, '0')} ${tag}`,
    textEdit: { range: toLspRange(range), newText: tag },
  }));
}

/** undefined for a module that lies outside of the folder, as a go.work may use one. */
function graphReference(graph: Hover['graph'], folder: Folder): GraphReference | undefined {
  const module = graph && relativeWithin(folder.dir, graph.dir);
  if (graph === undefined || module === undefined) return undefined;
  return {
    folder: folder.uri,
    module: module === '' ? '.' : module,
    ...(graph.path !== undefined && { path: graph.path }),
  };
}

/** The innermost folder that the file lies in: what lies elsewhere (the module cache) is nobody's module here. */
function folderOf(path: string, folders: readonly Folder[]): Folder | undefined {
  return folders.filter(({ dir }) => isWithin(dir, path)).toSorted((a, b) => b.dir.length - a.dir.length)[0];
}
