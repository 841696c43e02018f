/** The part of VS Code's command line that the launcher understands; the rest concerns Electron and is left alone. */
export interface LaunchArguments {
  /** development extensions, absolute */
  readonly extensions: readonly string[];
  /** module that exports `run(): Promise<void>`, run in the extension host; its end is the end of the launch */
  readonly tests: string | undefined;
  /** a folder or a .code-workspace, absolute; none opens an empty window */
  readonly open: string | undefined;
  readonly userDataDir: string | undefined;
  readonly extensionsDir: string | undefined;
  readonly installExtension: string | undefined;
  /** Restricted Mode is possible */
  readonly trust: boolean;
}

/** `--name=value` as test-electron writes it; a positional argument is what to open. */
export function parseArguments(argv: readonly string[]): LaunchArguments {
  const values = (name: string): string[] =>
    argv.filter((word) => word.startsWith(`--${name}=`)).map((word) => word.slice(name.length + 3));
  return {
    extensions: values('extensionDevelopmentPath'),
    tests: values('extensionTestsPath')[0],
    open: argv.find((word) => !word.startsWith('-')),
    userDataDir: values('user-data-dir')[0],
    extensionsDir: values('extensions-dir')[0],
    installExtension: values('install-extension')[0],
    trust: !argv.includes('--disable-workspace-trust'),
  };
}
