import * as path from 'node:path';

/**
 * The environment of a window: this machine's, without what it says about Go, and with an empty configuration folder, so
 * that `go env -w` of whoever runs the tests neither shows nor changes, and with an empty module cache. The build cache
 * stays: it changes no answer.
 */
export function hermeticEnvironment(
  folder: string,
  own: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string | undefined>> {
  const ofGo = Object.keys(process.env).filter((name) => /^(GO[A-Z0-9]*|CGO_\w+|PKG_CONFIG)$/.test(name));
  return {
    ...Object.fromEntries(ofGo.map((name) => [name, undefined])),
    // Where Go keeps its settings on Linux; elsewhere the folder follows HOME, which must stay, so the file is named.
    ...(process.platform === 'linux'
      ? { XDG_CONFIG_HOME: path.join(folder, 'config') }
      : { GOENV: path.join(folder, 'config', 'go', 'env') }),
    GOMODCACHE: path.join(folder, 'modcache'),
    ...own,
    // The launcher and Chromium need the real one, whatever the window sees.
    GO_PREFLIGHT_OUTER_PATH: process.env['PATH'],
  };
}
