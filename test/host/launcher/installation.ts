/** The VS Code server that `scripts/setup/codeServer.mjs` installed. */
export interface CodeServer {
  /** the folder that holds out/server-main.js */
  readonly server: string;
  /** the Node that it wants */
  readonly node: string;
}

/** Where the scripts installed VS Code; they hand it over in the environment. */
export function installedCodeServer(env: NodeJS.ProcessEnv = process.env): CodeServer {
  return { server: read(env, 'GO_PREFLIGHT_CODE_SERVER'), node: read(env, 'GO_PREFLIGHT_CODE_SERVER_NODE') };
}

/** The path of Chromium. */
export function installedBrowser(env: NodeJS.ProcessEnv = process.env): string {
  return read(env, 'CHROMIUM');
}

function read(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set: start this through npm test, npm run test:host or npm run test:ui`);
  return value;
}
