import type { Awaitable } from '../../base/awaitable';
import type { FolderComparison, FolderHash } from '../model/contents';
import type { FolderHeaders } from '../model/headers';
import type { ExportsQuestion, ImportedNames, ImportedNamesQuestion, PackageExports } from '../model/importedNames';
import type { FolderSymbols, SymbolQuestion } from '../model/symbols';
import type { Tree } from '../model/tree';
import type { DirectoryEntry, FileContent, FileStat, PlaceState, Ports } from '../ports';

/** A question to the outside world, as a fact is one to other facts. */
export interface Input<T> {
  readonly name: string;
  readonly read: (key: string, ports: Ports, signal: AbortSignal) => Awaitable<T>;
  /** when a new answer counts as unchanged; identity where absent */
  readonly equals?: (a: T, b: T) => boolean;
  /** what it asks about: it must be asked again once one of them was invalidated */
  readonly paths: (key: string) => readonly string[];
  /** what of a folder changes the answer: only itself, what lies directly in it, or everything below */
  readonly depth: 'itself' | 'entries' | 'below';
  /** whether a text that an editor shows, and nobody saved, changes it */
  readonly seesEditors: boolean;
  /** asks for one small thing of the disk */
  readonly isQuick: boolean;
}

type AboutPath = Pick<Input<unknown>, 'paths' | 'depth' | 'seesEditors' | 'isQuick'>;

const itself: AboutPath = { paths: (path) => [path], depth: 'itself', seesEditors: false, isQuick: true };
/** of a file as editors show it */
export const shown: AboutPath = { ...itself, seesEditors: true };

export const fileInput: Input<FileContent> = {
  ...shown,
  name: 'file',
  read: (path, { files }) => files.readFile(path),
  equals: equalContent,
};

export const digestInput: Input<string | undefined> = {
  ...itself,
  name: 'digest',
  read: (path, { hasher }) => hasher.sha256OfFile(path),
};

export const statInput: Input<FileStat | undefined> = {
  ...itself,
  name: 'stat',
  read: (path, { files }) => files.stat(path),
  equals: equalJson,
};

export const listInput: Input<readonly DirectoryEntry[] | undefined> = {
  ...itself,
  name: 'list',
  read: (path, { files }) => files.readDirectory(path),
  equals: equalJson,
  depth: 'entries',
};

export const realPathInput: Input<string | undefined> = {
  ...itself,
  name: 'real',
  read: (path, { files }) => files.realPath(path),
};

export const placeInput: Input<PlaceState | undefined> = {
  ...itself,
  name: 'place',
  read: (path, { places }) => places.look(path),
  equals: equalJson,
  isQuick: false,
};

export const treeInput: Input<Tree> = {
  name: 'tree',
  read: (root, { tree }, signal) => tree.scan(root, signal),
  paths: (root) => [root],
  depth: 'below',
  seesEditors: true,
  isQuick: false,
};

/** Key: two folders, by `pairKey`. */
export const compareInput: Input<FolderComparison> = {
  name: 'compare',
  read: (key, { contents }, signal) => contents.compareFolders(...pairOf(key), signal),
  equals: equalJson,
  paths: pairOf,
  depth: 'entries',
  seesEditors: false,
  isQuick: false,
};

/** Key: a folder and a prefix of names, by `pairKey`. */
export const hashInput: Input<FolderHash> = {
  name: 'hash',
  read: (key, { contents }, signal) => contents.hashFolder(...pairOf(key), signal),
  equals: equalJson,
  paths: (key) => [pairOf(key)[0]],
  depth: 'below',
  seesEditors: false,
  isQuick: false,
};

export const headersInput: Input<FolderHeaders> = {
  name: 'headers',
  read: (folder, { contents }, signal) => contents.readHeaders(folder, signal),
  equals: equalJson,
  paths: (folder) => [folder],
  depth: 'entries',
  seesEditors: false,
  isQuick: false,
};

/** Of a folder that nobody may change, as those of the module cache: it is never asked about again. */
export const fixedHeadersInput: Input<FolderHeaders> = { ...headersInput, name: 'fixedHeaders', paths: () => [] };

/** One for each question: it is more than its key tells. */
export function symbolsInput(question: SymbolQuestion): Input<FolderSymbols> {
  return {
    name: 'symbols',
    read: (_, { contents }, signal) => contents.readSymbols(question, signal),
    equals: equalJson,
    paths: () => [question.folder],
    depth: 'entries',
    seesEditors: false,
    isQuick: false,
  };
}

/** @param isImmutable nobody may change what lies there: it is never asked about again */
export function exportsInput(question: ExportsQuestion, isImmutable: boolean): Input<PackageExports> {
  return {
    name: 'exports',
    read: (_, { contents }, signal) => contents.readExports(question, signal),
    equals: equalJson,
    paths: () => (isImmutable ? [] : [question.folder]),
    depth: 'entries',
    seesEditors: false,
    isQuick: false,
  };
}

/** What the packages export is part of the question, by its digest. */
export function importedNamesInput(question: ImportedNamesQuestion): Input<ImportedNames> {
  return {
    name: 'importedNames',
    read: (_, { contents }, signal) => contents.readImportedNames(question, signal),
    equals: equalJson,
    paths: () => [question.folder],
    depth: 'entries',
    seesEditors: false,
    isQuick: false,
  };
}

/** No path contains what is between the two. */
export function pairKey(first: string, second: string): string {
  return `${first}\0${second}`;
}

function pairOf(key: string): readonly [string, string] {
  const [first = '', second = ''] = key.split('\0');
  return [first, second];
}

function equalContent(a: FileContent, b: FileContent): boolean {
  if (a.kind !== 'file' || b.kind !== 'file') return a.kind === b.kind;
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

function equalJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
