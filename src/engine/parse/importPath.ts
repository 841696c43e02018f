/** Whether a module of that path could hold the package of this import path, going by the names alone. */
export function isPathPrefix(modulePath: string, importPath: string): boolean {
  return (
    importPath.startsWith(modulePath) &&
    (importPath.length === modulePath.length || importPath[modulePath.length] === '/')
  );
}

/**
 * Whether the first element of an import path names a host, so that it is no package of the standard library; relative
 * paths (`./x`) name none, and go refuses them in modules. (cmd/go: search.IsStandardImportPath)
 */
export function namesHost(importPath: string): boolean {
  return /^[^/.][^/]*\./.test(importPath);
}
