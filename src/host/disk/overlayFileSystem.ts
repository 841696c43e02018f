import { whenKnown, type Awaitable } from '../../base/awaitable';
import type { DirectoryEntry, FileContent, FileStat, FileSystem } from '../../engine/index';

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

  readFile(path: string): Awaitable<FileContent> {
    const text = this.#openText(path);
    if (text === undefined) return this.#files.readFile(path);
    if (!minded.test(path)) return asFile(text);
    // An editor hides a byte order mark, and saves it again; go stops at one in these files, and nowhere else.
    return whenKnown(this.#files.readFile(path), (saved) =>
      asFile(startsWithMark(saved) && !text.startsWith(mark) ? mark + text : text),
    );
  }

  stat(path: string): Awaitable<FileStat | undefined> {
    return this.#files.stat(path);
  }

  readDirectory(path: string): Awaitable<readonly DirectoryEntry[] | undefined> {
    return this.#files.readDirectory(path);
  }

  realPath(path: string): Awaitable<string | undefined> {
    return this.#files.realPath(path);
  }
}

function asFile(text: string): FileContent {
  return { kind: 'file', bytes: encoder.encode(text) };
}
