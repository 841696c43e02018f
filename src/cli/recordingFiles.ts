import type { FileContent, FileSystem } from '../engine/index';

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

  async readFile(path: string): Promise<FileContent> {
    const content = await this.#files.readFile(path);
    this.#read.set(path, content);
    return content;
  }

  stat(path: string): ReturnType<FileSystem['stat']> {
    return this.#files.stat(path);
  }

  readDirectory(path: string): ReturnType<FileSystem['readDirectory']> {
    return this.#files.readDirectory(path);
  }

  realPath(path: string): Promise<string | undefined> {
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
  current(path: string): Promise<FileContent> {
    return this.#files.readFile(path);
  }
}
