import { FileChangeType, type Connection } from 'vscode-languageserver/node';
import { pathOfUri } from './convert';
import type { ServerContext } from './serverContext';
import { isWatched, mayHaveBeenFolder } from './watching';

/** What the client tells about files: open documents, saves, the disk. */
export function registerDocumentSync(connection: Connection, context: () => ServerContext | undefined): void {
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const { mirror, folders } = context() ?? {};
    const path = mirror?.didOpen(textDocument);
    if (path !== undefined) for (const folder of folders?.concerned(path) ?? []) folder.replaced(path);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const { mirror, folders } = context() ?? {};
    const changed = mirror?.didChange(textDocument.uri, textDocument.version, contentChanges);
    if (changed === undefined) return;
    for (const folder of folders?.concerned(changed.path) ?? []) folder.edited(changed.path, changed.changes);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => {
    const { mirror, folders } = context() ?? {};
    const path = mirror?.didSave(textDocument.uri);
    if (path !== undefined) for (const folder of folders?.concerned(path) ?? []) folder.saved(path);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const { mirror, folders } = context() ?? {};
    const path = mirror?.didClose(textDocument.uri);
    if (path !== undefined) for (const folder of folders?.concerned(path) ?? []) folder.replaced(path);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const { folders } = context() ?? {};
    const paths = changes.flatMap(({ uri, type }) => {
      const path = pathOfUri(uri);
      if (path === undefined) return [];
      const isOurs = isWatched(path) || (type === FileChangeType.Deleted && mayHaveBeenFolder(path));
      return [{ path, isOurs }];
    });
    for (const folder of folders?.all() ?? []) {
      const own = paths
        .filter(({ path, isOurs }) => folders?.concerned(path).includes(folder) && (isOurs || folder.restsOn(path)))
        .map(({ path }) => path);
      if (own.length > 0) folder.changedOnDisk(own);
    }
  });
}
