/** How a comment in the file accepts a finding: for the code action of the server and for the command of the tree. */

export interface IgnoreComment {
  readonly text: string;
  /** above the line, as far in as it; else behind it */
  readonly above: boolean;
}

/** `//` or `#`; undefined for files without comments (go.sum, modules.txt) and those we do not know. */
function commentMark(file: string): '//' | '#' | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/^go\.(mod|work)$|^Jenkinsfile|\.(go|mod|jsonc|code-workspace|c|cc|cpp|cxx|m|h|hh|hpp|hxx|s|S)$/.test(name))
    return '//';
  // JSON with comments, to the programs that read these.
  if (/(^|\/)\.vscode\/[^/]+\.json$|(^|\/)\.?devcontainer\.json$/.test(file)) return '//';
  if (/^(Dockerfile|Containerfile|(GNU)?[Mm]akefile)|\.(dockerfile|ya?ml|mk|sh|toml|nix|bazel)$/i.test(name))
    return '#';
  if (/^WORKSPACE$|\.(dockerignore|bzlmod)$|^\.(gitignore|gitattributes|gitmodules|tool-versions)$/.test(name))
    return '#';
  // The file of go env -w: go skips what does not begin with a capital letter.
  if (file.endsWith('/go/env')) return '#';
  return undefined;
}

/**
 * It goes above the line, but in Go files to its end: above, it could become part of a doc comment or of the C code of
 * `import "C"`. A line that is itself a comment can only have it above, and one of that C code only as a comment of C.
 * @param line the finding's line, whole
 * @returns undefined where the file has no comments
 */
export function ignoreComment(file: string, line: string, check: string, reason: string): IgnoreComment | undefined {
  const mark = commentMark(file);
  if (mark === undefined) return undefined;
  const text = `${mark} go-preflight:ignore ${check} ${reason}`;
  if (!file.endsWith('.go')) return { text, above: true };
  const code = line.trimStart();
  if (/^\/\/\s*#cgo\s/.test(code)) return { text: `// ${text}`, above: true };
  return { text, above: /^(\/\/|#cgo\s)/.test(code) };
}
