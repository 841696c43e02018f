import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isTestFileName, nameTagsOf } from '../../../src/engine/constraints/fileName';
import { parseGoHeader } from '../../../src/engine/parse/goHeader';

/** A Go file that a fault may be planted in. */
export interface HeaderFile {
  readonly name: string;
  readonly text: string;
  readonly isTest: boolean;
  readonly packageName: string;
  readonly cgo: boolean;
  /** a line or a suffix of its name decides when it is built */
  readonly isConstrained: boolean;
}

/** A package that is broken, one fault at a time. */
export interface PackageFolder {
  readonly dir: string;
  /** the module that it is part of */
  readonly module: ModuleFolder;
  readonly importPath: string;
  readonly files: readonly HeaderFile[];
  /** names of all its files */
  readonly names: readonly string[];
}

export interface ModuleFolder {
  /** the tree that it is part of */
  readonly root: string;
  readonly dir: string;
  readonly path: string;
  /** of its go line */
  readonly goMinor: number;
}

/** The packages of a module that go's `./...` names. */
export function packagesOf(dir: string, root = dir): readonly PackageFolder[] {
  const goMod = readFileSync(join(dir, 'go.mod'), 'utf8');
  const path = /^module\s+(\S+)/m.exec(goMod)?.[1]?.replaceAll('"', '') ?? '';
  const module = { root, dir, path, goMinor: Number(/^go\s+1\.(\d+)/m.exec(goMod)?.[1] ?? 16) };
  const found: PackageFolder[] = [];
  const visit = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const files = names.filter((name) => /^[^._].*\.go$/.test(name)).flatMap((name) => readHeaderFile(folder, name));
    const within = relative(dir, folder);
    const importPath = path === 'std' ? within : within === '' ? path : `${path}/${within}`;
    if (files.some(({ isTest }) => !isTest)) found.push({ dir: folder, module, importPath, files, names });
    for (const entry of entries) {
      if (!entry.isDirectory() || /^([._].*|testdata|vendor|node_modules|builtin)$/.test(entry.name)) continue;
      if (!existsSync(join(folder, entry.name, 'go.mod'))) visit(join(folder, entry.name));
    }
  };
  visit(dir);
  return found;
}

/** Files with line ends, marks or constraints of their own kind are left as they are. */
function readHeaderFile(folder: string, name: string): readonly HeaderFile[] {
  const text = readFileSync(join(folder, name), 'utf8');
  const header = parseGoHeader(Buffer.from(text));
  const packageName = header.packageClause?.name ?? '';
  if (/[\r\ufeff]/.test(text) || packageName === '' || /^\/\/(go:build| ?\+build).*\bignore\b/m.test(text)) return [];
  // Documentation in which a line begins with the word.
  if (text.split('\n').findIndex((line) => /^package\s/.test(line)) !== header.packageClause?.clauseRange.start.line)
    return [];
  const cgo = header.imports.some((spec) => spec.path === 'C');
  const isConstrained = header.constraints.length > 0 || nameTagsOf(name) !== undefined || cgo;
  return [{ name, text, isTest: isTestFileName(name), packageName, cgo, isConstrained }];
}
