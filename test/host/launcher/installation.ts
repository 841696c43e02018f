/** The VS Code server that `scripts/setup/codeServer.mjs` installed. */
export interface CodeServer {
  /** the folder that holds out/server-main.js */
  readonly server: string;
  /** the Node that it wants */
  readonly node: string;
}

export interface Installation extends CodeServer {
  /** path of Chromium */
  readonly browser: string;
}

/** Reads where the scripts installed things; they hand it over in the environment. */
export function installationFromEnvironment(env: NodeJS.ProcessEnv): Installation {
  const read = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set: start this through npm test or npm run test:host`);
    return value;
  };
  return {
    server: read('GO_PREFLIGHT_CODE_SERVER'),
    node: read('GO_PREFLIGHT_CODE_SERVER_NODE'),
    browser: read('CHROMIUM'),
  };
}
