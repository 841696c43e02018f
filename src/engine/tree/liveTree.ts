import { basename, dirname, relativeWithin } from '../../base/paths';
import type { Tree } from '../model/tree';
import { summarizeGoHeader } from '../parse/goHeaderSummary';
import type { HeaderNames } from '../parse/headerNames';
import { applyTreeDelta, keepDirectory, keepEqual, withDirectory, type PackedTree, type TreeDelta } from './treeDelta';
import type { TreeReader } from './treeReader';

/** What editors show, and how headers are read from it. */
export interface ShownTexts {
  /** undefined where no editor shows the file (any more) */
  readonly textOf: (path: string) => string | undefined;
  readonly latin1: TreeReader['latin1'];
  /** of the tree: equal lists of imports are one object */
  readonly names: HeaderNames;
}

/** A longer text is read where nobody waits: by the walk. */
const longText = 256 * 1024;

const encoder = new TextEncoder();

/**
 * The tree of a folder, kept up to date: by walks, and between them by the texts that editors show. A text changes one header
 * and nothing of what folders hold, so that no folder is listed again and no other thread is asked at every key.
 */
export class LiveTree {
  readonly #root: string;
  /** what the walks have found so far: what the next one tells is the difference to it */
  #walked: PackedTree | undefined;
  /** with the headers that editors show now */
  #tree: PackedTree | undefined;
  /** files and folders that may have changed on disk since the last walk */
  readonly #changed = new Set<string>();
  /** Go files that got another text in an editor, and that were not looked at since */
  readonly #edited = new Set<string>();
  /** Go files whose headers are of a text that the last walk did not see */
  readonly #shown = new Set<string>();

  /** @param root absolute, with `/` */
  constructor(root: string) {
    this.#root = root;
  }

  /** A file or folder may have changed on disk, and in an editor too. */
  changed(path: string): void {
    this.#changed.add(path);
  }

  /** An editor shows another text of a file, or none any more, and nothing changed on disk. */
  edited(path: string): void {
    // Of other files the tree knows the names alone, or what the disk says.
    if (path.endsWith('.go') && relativeWithin(this.#root, path) !== undefined) this.#edited.add(path);
  }

  /** @returns undefined where only a walk can tell */
  current(texts: ShownTexts): Tree | undefined {
    if (this.#walked === undefined || this.#changed.size > 0) return undefined;
    let tree = this.#tree ?? this.#walked;
    for (const path of this.#edited) {
      const shown = this.#withText(tree, path, texts);
      if (shown === undefined) return undefined;
      tree = shown;
    }
    for (const path of this.#edited) this.#shown.add(path);
    this.#edited.clear();
    return (this.#tree = tree);
  }

  /** What a walk that begins now has to look at: `all` at first. What changes from now on is for the next one. */
  begin(): readonly string[] | 'all' {
    const told = [...new Set([...this.#changed, ...this.#edited, ...this.#shown])];
    for (const paths of [this.#changed, this.#edited, this.#shown]) paths.clear();
    return this.#walked ? told : 'all';
  }

  /** @param delta what the walk found */
  finish(delta: TreeDelta): Tree {
    this.#walked = applyTreeDelta(this.#walked, this.#tree ? keepEqual(this.#tree, delta) : delta);
    return (this.#tree = this.#walked);
  }

  /** The walk was given up. @param told what it was told */
  giveUp(told: readonly string[] | 'all'): void {
    if (told !== 'all') for (const path of told) this.#changed.add(path);
  }

  /** Whoever walks has forgotten what was found. */
  forget(): void {
    this.#walked = this.#tree = undefined;
  }

  #withText(tree: PackedTree, path: string, { textOf, latin1, names }: ShownTexts): PackedTree | undefined {
    const text = textOf(path);
    // What the disk says counts again, and is not remembered.
    if (text === undefined || text.length > longText) return undefined;
    const relative = relativeWithin(this.#root, path) ?? '';
    const folder = relative.includes('/') ? dirname(relative) : '';
    const name = basename(relative);
    const last = tree.directories.get(folder);
    if (last === undefined) return undefined;
    const bytes = encoder.encode(text);
    const head = { bytes, length: bytes.length, whole: true, open: true };
    const header = summarizeGoHeader({ ...head, text: (length) => latin1(bytes, length) }, names);
    const next = header && last.withHeader(name, header);
    // A file that only an editor knows, that could not be read, or that is none of the tree's.
    if (next === undefined) return undefined;
    // Whoever takes an edit back has the folder again that was there before.
    const shown = keepDirectory(this.#walked?.directories.get(folder), keepDirectory(last, next));
    return shown === last ? tree : withDirectory(tree, shown);
  }
}
