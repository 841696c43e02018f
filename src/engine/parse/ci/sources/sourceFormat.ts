import type { GoDeclaration } from '../goDeclaration';

/** The programs whose files say which Go. */
export type SourceKind =
  | 'go.mod'
  | 'go.work'
  | 'go-version'
  | 'tool-versions'
  | 'mise'
  | 'dockerfile'
  | 'compose'
  | 'devcontainer'
  | 'github'
  | 'gitlab'
  | 'circleci'
  | 'azure'
  | 'jenkins'
  | 'travis'
  | 'pipeline'
  | 'buildpack'
  | 'bazel'
  | 'nix'
  | 'goreleaser'
  | 'golangci'
  | 'make';

/** How one program's files are recognised and read. */
export interface SourceFormat {
  readonly kind: SourceKind;
  /** of which every path that fits has one: most paths have none, and V8 takes longer to compile a pattern than to look for a word */
  readonly words: readonly string[];
  /** the file's path relative to the verified folder: see `fits` */
  readonly file: RegExp;
  /** without it a text cannot name a Go: asked before a parser is loaded */
  readonly hint: RegExp;
  /** never throws; a text that is not in the format declares nothing */
  read(text: string, path: string): readonly GoDeclaration[] | Promise<readonly GoDeclaration[]>;
}

/** @param path relative to the verified folder */
export function fits({ words, file }: SourceFormat, path: string): boolean {
  return words.some((word) => path.includes(word)) && file.test(path);
}
