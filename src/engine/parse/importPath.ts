/** Whether a module of that path could hold the package of this import path, going by the names alone. */
export function isPathPrefix(modulePath: string, importPath: string): boolean {
  return (
    importPath.startsWith(modulePath) &&
    (importPath.length === modulePath.length || importPath[modulePath.length] === '/')
  );
}
