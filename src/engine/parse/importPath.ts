/** Import paths as golang.org/x/mod/module checks them (`CheckImportPath`). */

export function isImportPath(path: string): boolean {
  return /^[A-Za-z0-9\-._~+/]+$/.test(path) && !path.startsWith('-') && path.split('/').every(isPathElement);
}

/** Not empty, no trailing dot, and nothing that a Windows file system takes for a device or a short name. */
function isPathElement(element: string): boolean {
  const [short = ''] = element.split('.');
  return element !== '' && !element.endsWith('.') && !device.test(short) && !/~[0-9]+$/.test(short);
}

const device = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/** Whether the package `path` is in, or would be in, the module `modulePath`. */
export function isPathPrefix(modulePath: string, path: string): boolean {
  return path.startsWith(modulePath) && (path.length === modulePath.length || path[modulePath.length] === '/');
}
