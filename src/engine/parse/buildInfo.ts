import { unquoteGoString } from './goString';

/** What go wrote into a binary: `debug.BuildInfo`. */
export interface BuildInfo {
  /** as it is stamped: `go1.26.8`, `go1.26.8 X:synctest`, `devel go1.28-abc` */
  readonly go: string;
  /** import path of the main package; '' where it is not stamped */
  readonly path: string;
  /** undefined where it was built without modules */
  readonly main: BuiltModule | undefined;
  /** modules that give a package to the binary */
  readonly deps: readonly BuiltModule[];
  /** flags with their dash (`-tags`), variables (`GOOS`), and what the version control said (`vcs.revision`) */
  readonly settings: ReadonlyMap<string, string>;
}

export interface BuiltModule {
  readonly path: string;
  /** `(devel)` where it is not known */
  readonly version: string;
  readonly replacedBy?: { readonly path: string; readonly version: string };
}

/**
 * Reads what `go version -m FILE ...` prints. Not its `-json`, which Go learned in 1.25: this form is the same since 1.18.
 * @param files the names that go was given, in its order; names may hold anything, so they are looked for, not split at
 * @returns what is known, by name; a file that is no Go binary has no entry
 */
export function parseBuildInfos(text: string, files: readonly string[]): ReadonlyMap<string, BuildInfo> {
  const found = new Map<string, BuildInfo>();
  const starts = files.flatMap((file) => {
    const head = `${file}: `;
    const at = text.startsWith(head) ? 0 : text.indexOf(`\n${head}`) + 1;
    return at === 0 && !text.startsWith(head) ? [] : [{ file, at, from: at + head.length }];
  });
  for (const { file, at, from } of starts) {
    const next = Math.min(text.length, ...starts.map((other) => other.at).filter((other) => other > at));
    found.set(file, parseBuildInfo(text.slice(from, next)));
  }
  return found;
}

function parseBuildInfo(block: string): BuildInfo {
  const [go = '', ...lines] = block.split('\n');
  const deps: BuiltModule[] = [];
  const settings = new Map<string, string>();
  let path = '';
  let main: BuiltModule | undefined;
  /** the module that a `=>` line replaces */
  let last: 'main' | 'dep' | undefined;
  for (const line of lines) {
    const [, word = '', first = '', second = ''] = line.split('\t');
    switch (word) {
      case 'path':
        path = first;
        break;
      case 'mod':
        main = { path: first, version: second };
        last = 'main';
        break;
      case 'dep':
        deps.push({ path: first, version: second });
        last = 'dep';
        break;
      case '=>': {
        const replacedBy = { path: first, version: second };
        const replaced = deps.at(-1);
        if (last === 'main' && main) main = { ...main, replacedBy };
        else if (last === 'dep' && replaced) deps[deps.length - 1] = { ...replaced, replacedBy };
        break;
      }
      case 'build': {
        const setting = readSetting(line.slice(line.indexOf('build\t') + 'build\t'.length));
        if (setting) settings.set(...setting);
        break;
      }
    }
  }
  return { go: go.trimEnd(), path, main, deps, settings };
}

/** `key=value`, either of them in the quotes of strconv.Quote where go deems it necessary. */
function readSetting(text: string): [string, string] | undefined {
  const quoted = /^("(?:[^"\\]|\\.)*")=([^]*)$/.exec(text);
  const at = text.indexOf('=');
  if (!quoted && at < 0) return undefined;
  const [key, value] = quoted ? [quoted[1] ?? '', quoted[2] ?? ''] : [text.slice(0, at), text.slice(at + 1)];
  return [unquoted(key), unquoted(value)];
}

function unquoted(text: string): string {
  return /^["`]/.test(text) ? (unquoteGoString(text) ?? text) : text;
}
