import {
  FolderComparer,
  FolderHasher,
  FolderHeaderReader,
  FolderSymbolReader,
  ImportedNameReader,
  type ExportsQuestion,
  type FolderComparison,
  type FolderHash,
  type FolderHeaders,
  type FolderSymbols,
  type ImportedNames,
  type ImportedNamesQuestion,
  type PackageExports,
  type SymbolQuestion,
} from '../../engine/index';
import { Turns } from '../turns';
import { NodeContentReader } from './nodeContentReader';
import { NodeTreeReader } from './nodeTreeReader';

/** What is asked about contents. */
export type ContentsQuestion =
  | { readonly kind: 'compare'; readonly first: string; readonly second: string }
  | { readonly kind: 'hash'; readonly folder: string; readonly prefix: string }
  | { readonly kind: 'headers'; readonly folder: string }
  | { readonly kind: 'symbols'; readonly about: SymbolQuestion }
  | { readonly kind: 'exports'; readonly about: ExportsQuestion }
  | { readonly kind: 'importedNames'; readonly about: ImportedNamesQuestion };

export type ContentsResult =
  FolderComparison | FolderHash | FolderHeaders | FolderSymbols | PackageExports | ImportedNames;

/** What one thread knows of the contents of folders. */
export class ReadContents {
  readonly #comparer: FolderComparer;
  readonly #hasher: FolderHasher;
  // What an editor shows is no part of what others build.
  readonly #headers = new FolderHeaderReader(new NodeTreeReader(new Map()));
  readonly #symbols: FolderSymbolReader;
  readonly #imported: ImportedNameReader;
  readonly #turns = new Turns();

  constructor() {
    const reader = new NodeContentReader();
    this.#comparer = new FolderComparer(reader);
    this.#hasher = new FolderHasher(reader);
    this.#symbols = new FolderSymbolReader(reader);
    this.#imported = new ImportedNameReader(reader);
  }

  /** @returns undefined where `isStopped` said so */
  async answer(question: ContentsQuestion, isStopped: () => boolean): Promise<ContentsResult | undefined> {
    if (this.#turns.isOver) await this.#turns.next();
    if (isStopped()) return undefined;
    if (question.kind === 'compare') return this.#comparer.compare(question.first, question.second);
    if (question.kind === 'headers') return this.#headers.read(question.folder);
    if (question.kind === 'symbols') return this.#symbols.read(question.about);
    if (question.kind === 'exports') return this.#imported.readExports(question.about);
    if (question.kind === 'importedNames') return this.#imported.read(question.about);
    const hashing = this.#hasher.begin(question.folder, question.prefix);
    while (hashing.step()) {
      if (this.#turns.isOver) await this.#turns.next();
      if (isStopped()) return undefined;
    }
    return hashing.result;
  }
}
