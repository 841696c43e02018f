import { goFields } from './goSpace';
import { checkImportPath } from './modulePath';
import { isSemver } from './semver';

/**
 * vendor/modules.txt as `cmd/go/internal/modload` reads it (`readVendorList`): what it does not understand it skips, so
 * this parser says which lines those are.
 */

/** A `# path version [=> path [version]]` line with what follows it. */
export interface VendoredModule {
  readonly path: string;
  /** '' for a replacement that holds for every version: `# path => target` */
  readonly version: string;
  /** what stands after `=>`, where go understands it; `version` is '' for a folder */
  readonly replacement: { readonly path: string; readonly version: string } | undefined;
  /** marked by `## explicit`: go.mod requires it */
  readonly explicit: boolean;
  /** of `## go 1.N` */
  readonly goVersion: string | undefined;
  readonly packages: readonly VendoredPackage[];
  readonly line: number;
  /** of the path, and the end of the line's last field */
  readonly column: number;
  readonly endColumn: number;
  /** of the first `##` line that says `explicit`, and of the one that says `go` */
  readonly explicitLine: number | undefined;
  readonly goLine: number | undefined;
}

export interface VendoredPackage {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface SkippedLine {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly text: string;
}

export interface ModulesTxt {
  /** the first line says that `go work vendor` wrote it */
  readonly workspace: boolean;
  /** one for each module line, in order; the same module may have several */
  readonly modules: readonly VendoredModule[];
  /** lines, blank ones aside, that go skips without a word */
  readonly skipped: readonly SkippedLine[];
}

interface OpenModule {
  readonly head: Pick<VendoredModule, 'path' | 'version' | 'replacement' | 'line' | 'column' | 'endColumn'>;
  readonly packages: VendoredPackage[];
  explicitLine: number | undefined;
  goLine: number | undefined;
  goVersion: string | undefined;
}

/** Reads the text of a modules.txt. Never throws. */
export function parseModulesTxt(text: string): ModulesTxt {
  const lines = text.split('\n');
  const modules: OpenModule[] = [];
  const skipped: SkippedLine[] = [];
  const workspace = isWorkspaceLine(lines[0] ?? '');
  let open: OpenModule | undefined;
  for (const [line, content] of lines.entries()) {
    if (content.startsWith('# ')) {
      const read = readModuleLine(content, line);
      if (read.skip) skip(skipped, content, line);
      if (read.kind === 'module') {
        open = { head: read.head, packages: [], explicitLine: undefined, goLine: undefined, goVersion: undefined };
        modules.push(open);
      } else if (read.kind === 'unknown') open = undefined;
    } else if (content.startsWith('## ')) {
      if (open) readAnnotations(open, content, line);
      else if (line > 0 || !workspace) skip(skipped, content, line);
    } else {
      const [first, ...more] = goFields(content);
      if (first === undefined) continue;
      if (open && more.length === 0 && checkImportPath(first.text) === undefined)
        open.packages.push({ path: first.text, line, column: first.start });
      else skip(skipped, content, line);
    }
  }
  return { workspace, modules: modules.map(close), skipped };
}

/** Whether a first line has the annotation `workspace`; go looks at the first 512 bytes only. */
function isWorkspaceLine(line: string): boolean {
  if (!line.startsWith('## ')) return false;
  return line
    .slice(3, 512)
    .split(';')
    .some((entry) => entry.trim() === 'workspace');
}

type ModuleLine =
  | { readonly kind: 'module'; readonly head: OpenModule['head']; readonly skip: boolean }
  /** go forgets the module before it, and skips what follows */
  | { readonly kind: 'unknown'; readonly skip: true }
  /** go passes over it, as over a comment */
  | { readonly kind: 'comment'; readonly skip: true };

function readModuleLine(content: string, line: number): ModuleLine {
  const fields = goFields(content);
  const [, path, second] = fields;
  const last = fields.at(-1);
  if (path === undefined || second === undefined || last === undefined) return { kind: 'comment', skip: true };
  const words = fields.map((field) => field.text);
  const versioned = isSemver(second.text);
  if (!versioned && second.text !== '=>') return { kind: 'unknown', skip: true };
  const place = { line, column: path.start, endColumn: last.start + last.text.length };
  const tail = words.slice(versioned ? 3 : 2);
  const replacement = readReplacement(tail);
  // go reads a tail that is no replacement as if it were not there.
  const understood = tail.length === 0 || replacement !== undefined;
  const version = versioned ? second.text : '';
  return { kind: 'module', head: { path: path.text, version, replacement, ...place }, skip: !understood };
}

function readReplacement(tail: readonly string[]): VendoredModule['replacement'] {
  const [arrow, path, version] = tail;
  if (arrow !== '=>' || path === undefined) return undefined;
  if (version === undefined) return { path, version: '' };
  return tail.length === 3 && isSemver(version) ? { path, version } : undefined;
}

function readAnnotations(open: OpenModule, content: string, line: number): void {
  for (const part of content.slice(3).split(';')) {
    const entry = part.trim();
    if (entry === 'explicit') open.explicitLine ??= line;
    if (entry.startsWith('go ')) {
      open.goVersion = entry.slice(3);
      open.goLine = line;
    }
  }
}

function skip(skipped: SkippedLine[], content: string, line: number): void {
  const fields = goFields(content);
  const [first] = fields;
  const last = fields.at(-1);
  if (first === undefined || last === undefined) return;
  // An editor shows no byte order mark, and counts the columns of the first line without.
  const hidden = content.startsWith('\ufeff') ? 1 : 0;
  const column = Math.max(0, first.start - hidden);
  skipped.push({ line, column, endColumn: last.start + last.text.length - hidden, text: content.trim() });
}

function close({ head, packages, explicitLine, goLine, goVersion }: OpenModule): VendoredModule {
  return { ...head, packages, explicitLine, goLine, goVersion, explicit: explicitLine !== undefined };
}
