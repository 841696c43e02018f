import { dirname, isAbsolutePath, joinPath } from '../../../base/paths';
import { osVariable, pathFromVariable } from '../environment/osVariable';
import type { Facts } from '../factStore';
import { executable } from '../go/goInstallation';
import type { EditorSetting, EditorSettings } from './editorSettings';

/** The go that the Go extension of VS Code takes, and what made it take that one. */
export interface ExtensionGo {
  readonly path: string;
  readonly why: 'alternate' | 'gobin' | 'goroot' | 'path' | 'usual';
  /** the setting that decided */
  readonly setting?: EditorSetting;
}

/**
 * As `getBinPathWithPreferredGopathGorootWithExplanation` of golang/vscode-go: go.alternateTools, GOBIN, go.goroot or GOROOT,
 * PATH, the usual places. What somebody chose with "Go: Choose Go Environment" is a secret of the extension.
 */
export async function extensionGo(
  settings: Pick<EditorSettings, 'alternateGo'>,
  goroot: string,
  facts: Facts,
): Promise<ExtensionGo | undefined> {
  const { environment } = facts;
  const runnable = (path: string): Promise<string | undefined> =>
    executable(path, environment.executableExtensions, facts);
  const setting = settings.alternateGo;
  const alternate = pathFromVariable(environment, setting?.value ?? '');
  if (isAbsolutePath(alternate)) {
    const path = await runnable(joinPath(alternate));
    if (path !== undefined) return { path, why: 'alternate', ...(setting && { setting }) };
  }
  // A bare name is looked for in place of `go`, wherever go would be.
  const isName = alternate !== '' && !isAbsolutePath(alternate);
  const name = isName ? alternate : 'go';
  const chosen = isName && setting ? { setting } : {};
  const places: readonly (readonly [ExtensionGo['why'], readonly string[]])[] = [
    ['gobin', listOf('GOBIN', facts)],
    ['goroot', goroot === '' ? [] : [joinPath(goroot, 'bin')]],
    ['path', listOf('PATH', facts)],
  ];
  for (const [why, folders] of places)
    for (const folder of folders) {
      const path = await runnable(joinPath(folder, name));
      // A snap cannot be started from there (golang/vscode-go#166).
      if (path !== undefined && dirname(path) === '/snap/bin' && why === 'path')
        return { path: '/snap/go/current/bin/go', why, ...chosen };
      if (path !== undefined) return { path, why: isName ? 'alternate' : why, ...chosen };
    }
  for (const path of usual[environment.platform]) if (await runnable(path)) return { path, why: 'usual' };
  return undefined;
}

const usual = {
  linux: ['/usr/local/go/bin/go', '/usr/local/bin/go'],
  darwin: ['/usr/local/go/bin/go', '/usr/local/bin/go'],
  other: ['/usr/local/go/bin/go', '/usr/local/bin/go'],
  win32: ['C:/Program Files/Go/bin/go.exe', 'C:/Program Files (x86)/Go/bin/go.exe'],
} as const;

function listOf(name: string, { environment }: Facts): readonly string[] {
  return osVariable(environment, name)
    .split(environment.pathDelimiter)
    .map((entry) => pathFromVariable(environment, entry))
    .filter(isAbsolutePath);
}
