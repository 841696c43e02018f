import type { DirectoryEntry, FileContent, FileSystem } from '../engine/index';

/** The text of an open document, by path; undefined where the file is not open. */
export type OpenText = (path: string) => string | undefined;

const encoder = new TextEncoder();

/**
 * A file system in which open documents count instead of the files below them. Only their content: whether a file exists,
 * and what a folder lists, the disk says, as for `go`.
 */
export class OverlayFileSystem implements FileSystem {
  readonly #files: FileSystem;
  readonly #openText: OpenText;

  constructor(files: FileSystem, openText: OpenText) {
    this.#files = files;
    this.#openText = openText;
  }

  readFile(path: string): Promise<FileContent> {
    const text = this.#openText(path);
    if (text !== undefined) return Promise.resolve({ kind: 'file', bytes: encoder.encode(text) });
    return this.#files.readFile(path);
  }

  stat(path: string): ReturnType<FileSystem['stat']> {
    return this.#files.stat(path);
  }

  readDirectory(path: string): Promise<readonly DirectoryEntry[] | undefined> {
    return this.#files.readDirectory(path);
  }

  realPath(path: string): Promise<string | undefined> {
    return this.#files.realPath(path);
  }
}
