/**
 * How to write a suite that runs inside VS Code's extension host.
 *
 * Two files in `test/host/suites/`: `<name>.suite.ts` holds mocha tests that import `vscode`; `<name>.launch.ts` exports
 * `launches`, the windows that run it, one after the other. Each launch has a fresh profile and a fresh copy of its files,
 * so nothing is left over from another. `support/inside/` has what suites share. Run one by
 * `npm run test:host -- <name>`.
 *
 * Assert state through the API here (diagnostics, code actions, the extension's exported API); what only eyes see
 * (status bar, tree, palette) is tested from outside, in `test/host/ui/`, with the page objects of `support/workbench/`.
 */
export interface Launch {
  /** what is special about this window, for people */
  readonly name: string;
  /** a folder of `examples/` that is copied into the workspace */
  readonly example?: string;
  /** files of the workspace by relative path, over those of the example */
  readonly files?: Readonly<Record<string, string>>;
  /** what to open, relative to the files: a folder or a .code-workspace; default: the folder itself; `null`: an empty window */
  readonly open?: string | null;
  /** user settings, over those that every launch has */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * variables of the extension host, over those of this process without what they say about Go; `undefined` removes one.
   * The GOENV file is an empty one of the launch.
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * false opens the folder in Restricted Mode. VS Code never restricts an extension that is being developed, so this goes
   * with `extension: 'installed'`.
   */
  readonly trusted?: boolean;
  /** the display language; `zh-cn` works without a language pack, VS Code's own words stay English */
  readonly language?: 'en' | 'zh-cn';
  /** the extension: from this checkout (default), or the packaged VSIX as a user installs it */
  readonly extension?: 'development' | 'installed';
  /** folders of other extensions, named `publisher.name-version`, installed beside ours: a stand-in of the Go extension */
  readonly beside?: readonly string[];
  /** what a run on this machine lacks: the launch is skipped, and counted, with this reason */
  readonly skip?: string | undefined;
}
