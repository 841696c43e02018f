import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fromLspRange, pathOfUri, uriOfPath } from './convert';
import type { TextChange } from './shiftRanges';

interface OpenDocument {
  readonly document: TextDocument;
  /** version that the file on disk holds, as far as we were told */
  readonly savedVersion: number;
}

/**
 * What the editor shows instead of what the disk holds. Everything else is read from disk when it is asked for: the
 * server keeps no copy of files that nobody has opened.
 */
export class WorkspaceMirror {
  readonly #open = new Map<string, OpenDocument>();
  /** how the client spells the URI of a path, where it has named it */
  readonly #spelling = new Map<string, string>();

  /** @returns the path, for a file */
  didOpen({ uri, languageId, version, text }: TextDocumentItem): string | undefined {
    const path = pathOfUri(uri);
    if (path === undefined) return undefined;
    this.#spelling.set(path, uri);
    this.#open.set(path, { document: TextDocument.create(uri, languageId, version, text), savedVersion: version });
    return path;
  }

  /** @returns where the file is and what moved in it; undefined for what was never opened */
  didChange(
    uri: string,
    version: number,
    events: readonly TextDocumentContentChangeEvent[],
  ): { readonly path: string; readonly changes: readonly TextChange[] } | undefined {
    const path = pathOfUri(uri);
    const known = path === undefined ? undefined : this.#open.get(path);
    if (path === undefined || known === undefined) return undefined;
    const changes = events.map((event): TextChange =>
      'range' in event ? { range: fromLspRange(event.range), newText: event.text } : { newText: event.text },
    );
    const document = TextDocument.update(known.document, [...events], version);
    this.#open.set(path, { document, savedVersion: known.savedVersion });
    return { path, changes };
  }

  /** @returns the path, for an open file */
  didSave(uri: string): string | undefined {
    const path = pathOfUri(uri);
    const known = path === undefined ? undefined : this.#open.get(path);
    if (path === undefined || known === undefined) return undefined;
    this.#open.set(path, { document: known.document, savedVersion: known.document.version });
    return path;
  }

  /** @returns the path, for an open file */
  didClose(uri: string): string | undefined {
    const path = pathOfUri(uri);
    return path !== undefined && this.#open.delete(path) ? path : undefined;
  }

  /** the text in the editor; undefined where the file is not open */
  text(path: string): string | undefined {
    return this.#open.get(path)?.document.getText();
  }

  /** how long the text in the editor is, in UTF-16 units; undefined where the file is not open */
  length(path: string): number | undefined {
    return this.text(path)?.length;
  }

  /** some lines of the text in the editor, without the end; undefined where the file is not open */
  lines(path: string, first: number, end: number): string | undefined {
    const document = this.#open.get(path)?.document;
    const last = end - 1;
    return document?.getText({
      start: { line: first, character: 0 },
      end: { line: last, character: Number.MAX_SAFE_INTEGER },
    });
  }

  /** the version of the open document; null where the file is not open */
  version(path: string): number | null {
    return this.#open.get(path)?.document.version ?? null;
  }

  /** files that the editor shows */
  open(): string[] {
    return [...this.#open.keys()];
  }

  /** files whose text in the editor is not what the disk holds */
  unsaved(): string[] {
    return [...this.#open].flatMap(([path, { document, savedVersion }]) =>
      document.version === savedVersion ? [] : [path],
    );
  }

  /** the URI of a path, as the client spells it */
  uriOf(path: string): string {
    return this.#spelling.get(path) ?? uriOfPath(path);
  }
}
