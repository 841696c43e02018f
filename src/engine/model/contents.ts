/** What a comparison of folders by content says: plain data, sent from the worker thread. */

/** A file that lies directly in one of two folders, or in both. */
export interface ComparedFile {
  /** base name */
  readonly name: string;
  /** `line-ends`: one has CR LF where the other has LF, and nothing else differs */
  readonly state: 'same' | 'different' | 'line-ends' | 'first-only' | 'second-only' | 'unreadable';
  /** of `different`: the zero-based line in which the first difference lies */
  readonly line?: number;
  /** of `unreadable`: the system's words */
  readonly detail?: string;
}

/** Two folders, without what lies deeper. */
export interface FolderComparison {
  /** sorted by name; of the first folder regular files and links to some, of the second regular files alone */
  readonly files: readonly ComparedFile[];
  /** names of the subfolders of the first folder, sorted */
  readonly folders: readonly string[];
  /** of a folder that exists and cannot be listed; one that does not exist is empty */
  readonly failure?: { readonly folder: 'first' | 'second'; readonly detail: string };
}

/** The `h1:` hash of all files below a folder. */
export type FolderHash =
  | { readonly kind: 'hash'; readonly hash: string; readonly files: number }
  | { readonly kind: 'unreadable'; readonly detail: string };
