import type { GoFile } from './tree';

/** What the Go files that lie directly in a folder say about its package: plain data, sent from the worker thread. */
export interface FolderHeaders {
  /** a file of it ends in .go: to go the folder is a package, whatever its constraints say */
  readonly isPackage: boolean;
  /**
   * Those that are no tests. Of files that every build takes only the first is told of, and those that import what none
   * before them does.
   */
  readonly files: readonly GoFile[];
  /** names of files that could not be read */
  readonly unread: readonly string[];
}
