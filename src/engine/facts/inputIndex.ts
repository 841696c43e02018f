interface Folder<T> {
  inputs: T[] | undefined;
  children: Map<string, Folder<T>> | undefined;
}

/**
 * What was asked of which paths (absolute, with `/`): an edit must not look through all of them. To add costs next to
 * nothing: a program that runs once never asks.
 */
export class InputIndex<T> {
  #root: Folder<T> = { inputs: undefined, children: undefined };
  /** added, and not yet in their places */
  #paths: string[] = [];
  #inputs: T[] = [];

  add(path: string, input: T): void {
    this.#paths.push(path);
    this.#inputs.push(input);
  }

  at(path: string): readonly T[] {
    return this.#find(path)?.inputs ?? [];
  }

  /** of all that lies in a folder, itself left out */
  *below(path: string): Iterable<T> {
    const open = [...(this.#find(path)?.children?.values() ?? [])];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      if (folder.inputs) yield* folder.inputs;
      if (folder.children) open.push(...folder.children.values());
    }
  }

  /** of the folders that a path lies in, itself left out */
  *above(path: string): Iterable<T> {
    this.#place();
    let folder: Folder<T> | undefined = this.#root;
    for (const name of elements(path)) {
      if (folder === undefined) return;
      if (folder.inputs) yield* folder.inputs;
      folder = folder.children?.get(name);
    }
  }

  clear(): void {
    this.#root = { inputs: undefined, children: undefined };
    this.#paths = [];
    this.#inputs = [];
  }

  #find(path: string): Folder<T> | undefined {
    this.#place();
    let folder: Folder<T> | undefined = this.#root;
    for (const name of elements(path)) folder = folder?.children?.get(name);
    return folder;
  }

  /** Puts what was added where it is found. */
  #place(): void {
    for (const [at, input] of this.#inputs.entries()) {
      let folder = this.#root;
      for (const name of elements(this.#paths[at] ?? '')) {
        folder.children ??= new Map();
        let child = folder.children.get(name);
        if (child === undefined) folder.children.set(name, (child = { inputs: undefined, children: undefined }));
        folder = child;
      }
      (folder.inputs ??= []).push(input);
    }
    if (this.#paths.length === 0) return;
    this.#paths = [];
    this.#inputs = [];
  }
}

function elements(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}
