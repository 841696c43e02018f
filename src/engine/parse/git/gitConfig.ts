/** What a file of git's configuration says. */
export interface GitConfig {
  /** of sections without a subsection: `core.excludesfile`, in lower case, to its last value; '' for a key without one */
  readonly values: ReadonlyMap<string, string>;
  /** it includes other files, which may say anything */
  readonly includes: boolean;
}

export function parseGitConfig(text: string): GitConfig {
  const values = new Map<string, string>();
  let section: string | undefined;
  let includes = false;
  // A backslash at the end of a line goes on in the next.
  for (const line of text.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const header = /^\s*\[\s*([\w.-]+)\s*(?:(".*")\s*)?\](.*)$/.exec(line);
    if (header) {
      const name = (header[1] ?? '').toLowerCase();
      section = header[2] === undefined ? name : undefined;
      includes ||= name === 'include' || name === 'includeif';
    }
    const entry = /^\s*([A-Za-z][\w-]*)\s*(?:=(.*))?$/.exec(header ? (header[3] ?? '') : line);
    if (entry && section !== undefined)
      values.set(`${section}.${(entry[1] ?? '').toLowerCase()}`, valueOf((entry[2] ?? '').trimStart()));
  }
  return { values, includes };
}

/** Without a comment, quotes and escapes. */
function valueOf(written: string): string {
  let value = '';
  let kept = 0;
  let quoted = false;
  for (let at = 0; at < written.length; at++) {
    const character = written.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (character === '\\') value += { n: '\n', t: '\t', b: '\b' }[written.charAt(++at)] ?? written.charAt(at);
    else if (!quoted && (character === '#' || character === ';')) break;
    else value += character;
    if (quoted || !/\s/.test(character)) kept = value.length;
  }
  return value.slice(0, kept);
}
