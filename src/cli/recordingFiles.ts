import { whenKnown, type Awaitable } from '../base/awaitable';
import type { FileContent, FileStat, FileSystem } from '../engine/index';

/**
 * A file system that remembers what was read through it: code frames show, and fixes change, the text that was judged, not
 * what somebody saved meanwhile.
 */
export class RecordingFiles implements FileSystem {
  readonly #files: FileSystem;
  readonly #read = new Map<string, FileContent>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  readFile(path: string): Awaitable<FileContent> {
    return whenKnown(this.#files.readFile(path), (content) => {
      this.#read.set(path, content);
      return content;
    });
  }

  stat(path: string): Awaitable<FileStat | undefined> {
    return this.#files.stat(path);
  }

  readDirectory(path: string): ReturnType<FileSystem['readDirectory']> {
    return this.#files.readDirectory(path);
  }

  realPath(path: string): Awaitable<string | undefined> {
    return this.#files.realPath(path);
  }

  /** What the last read of a file gave; reads it where nobody did yet. */
  async judged(path: string): Promise<FileContent> {
    return this.#read.get(path) ?? (await this.readFile(path));
  }

  /** After files were changed: what was read of them is history. */
  forget(paths: readonly string[]): void {
    for (const path of paths) this.#read.delete(path);
  }

  /** What is there now, without remembering it. */
  current(path: string): Awaitable<FileContent> {
    return this.#files.readFile(path);
  }
}
