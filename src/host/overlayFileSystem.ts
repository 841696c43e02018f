import type { DirectoryEntry, FileContent, FileSystem } from '../engine/index';

/** The text of an open document, by path; undefined where the file is not open. */
export type OpenText = (path: string) => string | undefined;

const encoder = new TextEncoder();

const mark = '\uFEFF';
const minded = /\/(go\.(mod|sum|work|work\.sum)|vendor\/modules\.txt)$/;

function startsWithMark(content: FileContent): boolean {
  if (content.kind !== 'file') return false;
  const [first, second, third] = content.bytes;
  return first === 0xef && second === 0xbb && third === 0xbf;
}

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

  async readFile(path: string): Promise<FileContent> {
    const text = this.#openText(path);
    if (text === undefined) return this.#files.readFile(path);
    // An editor hides a byte order mark, and saves it again; go stops at one in these files, and nowhere else.
    const marked = minded.test(path) && startsWithMark(await this.#files.readFile(path));
    return { kind: 'file', bytes: encoder.encode(marked && !text.startsWith(mark) ? mark + text : text) };
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
