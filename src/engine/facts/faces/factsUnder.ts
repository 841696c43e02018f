import type { Awaitable } from '../../../base/awaitable';
import type { EnvironmentSnapshot } from '../../ports';
import type { Facts } from '../factStore';

/**
 * The same machine as a program with other variables sees it. Derived facts are computed anew, because nearly all of them
 * rest on some variable; what they read is remembered as a dependency of whoever asks here.
 */
export function factsUnder(environment: EnvironmentSnapshot, facts: Facts): Facts {
  const known = new Map<string, Awaitable<unknown>>();
  const own: Facts = {
    root: facts.root,
    environment,
    hasher: facts.hasher,
    clock: facts.clock,
    signal: facts.signal,
    get: <T>(fact: Parameters<typeof facts.get<T>>[0], key = ''): Awaitable<T> => {
      const name = `${fact.name}\0${key}`;
      if (!known.has(name)) known.set(name, fact.compute(key, own));
      return known.get(name) as Awaitable<T>;
    },
    read: (input, key) => facts.read(input, key),
    readFile: (path) => facts.readFile(path),
    readText: (path) => facts.readText(path),
    sha256: (path) => facts.sha256(path),
    stat: (path) => facts.stat(path),
    readDirectory: (path) => facts.readDirectory(path),
    realPath: (path) => facts.realPath(path),
    place: (path) => facts.place(path),
    tree: (root) => facts.tree(root),
    compareFolders: (first, second) => facts.compareFolders(first, second),
    hashFolder: (folder, prefix) => facts.hashFolder(folder, prefix),
    readHeaders: (folder, isImmutable) => facts.readHeaders(folder, isImmutable),
    readSymbols: (question) => facts.readSymbols(question),
    readExports: (question, isImmutable) => facts.readExports(question, isImmutable),
    readImportedNames: (question) => facts.readImportedNames(question),
    run: (request) => facts.run(request),
  };
  return own;
}
