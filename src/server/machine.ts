import type { EditorFiles, Ports } from '../engine/index';

/** The machine as the server uses it: the engine's ports, which see open documents instead of the files below them. */
export interface Machine {
  readonly ports: Ports;
  /** Tells the scanner that files or folders may have changed. The engine is told apart from it. */
  invalidate(paths: readonly string[]): void;
  /** As `invalidate`, where only what the editor shows of files changed. */
  invalidateTexts(paths: readonly string[]): void;
  /** ends the worker thread */
  dispose(): Promise<void>;
}

export interface MachineOptions {
  /** path of `go` from the user's settings */
  readonly goPath: string | undefined;
  /** files of the editor's settings; undefined for an editor that does not tell */
  readonly editorFiles: EditorFiles | undefined;
  /** the text of an open document, by path */
  readonly openText: (path: string) => string | undefined;
  readonly log: Ports['logger'];
}

export type OpenMachine = (options: MachineOptions) => Machine;
