import * as vscode from 'vscode';

/**
 * The settings that somebody made, without the defaults: `go-preflight.jsonc` decides what no setting says, and a default
 * sent as a setting would beat it.
 */
export function explicitSettings(
  section: string,
  scope: vscode.ConfigurationScope | undefined,
  keys: readonly string[],
): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(section, scope);
  const settings: Record<string, unknown> = {};
  for (const key of keys) {
    const found = configuration.inspect(key);
    if (found === undefined) continue;
    const explicit =
      found.workspaceFolderValue !== undefined ||
      found.workspaceValue !== undefined ||
      found.globalValue !== undefined ||
      found.workspaceFolderLanguageValue !== undefined ||
      found.workspaceLanguageValue !== undefined ||
      found.globalLanguageValue !== undefined;
    // `get` knows what Restricted Mode lets through and how objects of several levels are joined.
    if (explicit) set(settings, key.split('.'), configuration.get(key));
  }
  return settings;
}

function set(target: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = (target[first] ??= {}) as Record<string, unknown>;
  set(inner, rest, value);
}
