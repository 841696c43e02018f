import type { FolderHash } from '../model/contents';
import { sameStamp, type ContentReader, type FileStamp } from './contentReader';
import { hash1, type FileDigest } from './dirhash';
import { isFailure, type ReadFailure } from './treeReader';

/** Hashes folders as go hashes the extracted files of a module, and remembers the hash of each file as long as its stamp is the same. */
export class FolderHasher {
  readonly #reader: ContentReader;
  readonly #known = new Map<string, { readonly stamp: FileStamp; readonly sha256: string }>();

  constructor(reader: ContentReader) {
    this.#reader = reader;
  }

  /** @param prefix what the names begin with: `rsc.io/quote@v1.5.2` */
  begin(folder: string, prefix: string): FolderHashing {
    return new FolderHashing(this.#reader, (path) => this.#digest(path), folder, prefix);
  }

  #digest(path: string): string | ReadFailure {
    const stamp = this.#reader.stamp(path);
    if (isFailure(stamp)) return stamp;
    const known = this.#known.get(path);
    if (known && sameStamp(known.stamp, stamp)) return known.sha256;
    const bytes = this.#reader.read(path, stamp.size);
    if (isFailure(bytes)) return bytes;
    const sha256 = this.#reader.sha256(bytes, 'hex');
    this.#known.set(path, { stamp, sha256 });
    return sha256;
  }
}

/** A hash in the making, a folder a step, so that whoever drives it can stop, or do something else in between. */
export class FolderHashing {
  readonly #reader: ContentReader;
  readonly #digest: (path: string) => string | ReadFailure;
  readonly #open: { readonly path: string; readonly name: string }[];
  readonly #files: FileDigest[] = [];
  #failure: string | undefined;

  constructor(reader: ContentReader, digest: (path: string) => string | ReadFailure, folder: string, prefix: string) {
    this.#reader = reader;
    this.#digest = digest;
    this.#open = [{ path: folder, name: prefix }];
  }

  /** Reads one more folder. @returns whether there is more to do */
  step(): boolean {
    const next = this.#open.pop();
    if (next === undefined || this.#failure !== undefined) return false;
    const entries = this.#reader.list(next.path);
    if (isFailure(entries)) this.#failure = entries.detail;
    else {
      for (const entry of entries) {
        const inner = { path: `${next.path}/${entry.name}`, name: `${next.name}/${entry.name}` };
        // go opens whatever is no folder, links too.
        if (entry.isDirectory()) this.#open.push(inner);
        else this.#add(inner.path, inner.name);
      }
    }
    return this.#open.length > 0 && this.#failure === undefined;
  }

  /** After the last step. */
  get result(): FolderHash {
    if (this.#failure !== undefined) return { kind: 'unreadable', detail: this.#failure };
    return { kind: 'hash', hash: hash1(this.#files, this.#reader), files: this.#files.length };
  }

  #add(path: string, name: string): void {
    const sha256 = this.#digest(path);
    if (isFailure(sha256)) this.#failure ??= sha256.detail;
    else this.#files.push({ name, sha256 });
  }
}
