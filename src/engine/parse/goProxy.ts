/** One entry of a GOPROXY list. */
export interface ProxyEntry {
  /** trimmed, as written */
  readonly text: string;
  /** offsets of it in the value */
  readonly start: number;
  readonly end: number;
  readonly kind: 'direct' | 'off' | 'url';
  /** what stands behind it; '' for the last one */
  readonly separator: ',' | '|' | '';
  /** go stops the list at the first direct or off: this one is never asked */
  readonly dead: boolean;
}

export interface ProxyProblem {
  readonly kind:
    | 'missing-scheme'
    | 'wrong-scheme'
    | 'file-with-host'
    | 'bad-host'
    | 'bad-port'
    | 'bad-escape'
    /** a `;` where a `,` was meant: go takes it for a part of the host name */
    | 'semicolon';
  readonly entry: ProxyEntry;
}

export interface ProxyList {
  readonly entries: readonly ProxyEntry[];
  /** of the entries that go reads, in order; go stops at the first one */
  readonly problems: readonly ProxyProblem[];
}

/** Reads GOPROXY as `proxyList` of cmd/go/internal/modfetch does. */
export function parseGoProxy(value: string): ProxyList {
  const entries: ProxyEntry[] = [];
  let dead = false;
  for (let at = 0; at < value.length;) {
    const next = value.slice(at).search(/[,|]/);
    const stop = next < 0 ? value.length : at + next;
    const raw = value.slice(at, stop);
    const text = raw.trim();
    if (text !== '') {
      const start = at + raw.indexOf(text);
      const kind = text === 'direct' || text === 'off' ? text : 'url';
      const separator = next < 0 ? '' : value[stop] === ',' ? ',' : '|';
      entries.push({ text, start, end: start + text.length, kind, separator, dead });
      dead ||= kind !== 'url';
    }
    at = stop + 1;
  }
  const problems = entries.filter((entry) => !entry.dead && entry.kind === 'url').map(problemOf);
  return { entries, problems: problems.filter((problem) => problem !== undefined) };
}

/** The URL that go makes of an entry: a host or path without a scheme gets https. */
export function proxyUrl(entry: string): string {
  return /[.:/]/.test(entry) && !entry.includes(':/') && !entry.startsWith('/') ? `https://${entry}` : entry;
}

/** What `newProxyRepo` of modfetch refuses, with the parts of net/url that can be reached here. */
function problemOf(entry: ProxyEntry): ProxyProblem | undefined {
  const url = proxyUrl(entry.text);
  const problem = (kind: ProxyProblem['kind']): ProxyProblem => ({ kind, entry });
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return problem('missing-scheme');
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'file') return problem('wrong-scheme');
  const rest = url.slice(scheme.length + 1);
  const [, authority = '', path = ''] = /^(?:\/\/([^/?#]*))?([^?#]*)/.exec(rest) ?? [];
  if (scheme === 'file') {
    const isPlainPath = authority === '' && !/[?#]/.test(rest) && rest.startsWith('///');
    return isPlainPath ? undefined : problem('file-with-host');
  }
  const host = withoutUser(authority);
  if (/[\s\\^`{}|]|%(?![0-9A-Fa-f]{2})/.test(host)) return problem('bad-host');
  const port = /:([^:\]]*)$/.exec(host)?.[1];
  if (port !== undefined && !/^\d*$/.test(port)) return problem('bad-port');
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return problem('bad-escape');
  return host.includes(';') || /;\s*(direct|off|https?:)/.test(path) ? problem('semicolon') : undefined;
}

/** A password may have an `@` in it: as net/url, the last one counts. */
function withoutUser(authority: string): string {
  return authority.slice(authority.lastIndexOf('@') + 1);
}

/** The server that go asks for an entry, its port included; undefined of a folder, and of what go refuses. */
export function proxyServer(entry: ProxyEntry): { readonly host: string; readonly secure: boolean } | undefined {
  if (entry.kind !== 'url' || problemOf(entry) !== undefined) return undefined;
  const [, scheme = '', authority = ''] = /^(https?):\/\/([^/?#]+)/i.exec(proxyUrl(entry.text)) ?? [];
  const host = withoutUser(authority);
  return host === '' ? undefined : { host, secure: scheme.toLowerCase() === 'https' };
}

/** A URL's user and password: what must never be shown. Offsets into the text. */
export interface Credentials {
  readonly start: number;
  readonly end: number;
  readonly hasPassword: boolean;
}

/** Credentials in the URLs of a text. */
export function findCredentials(text: string): readonly Credentials[] {
  const found: Credentials[] = [];
  for (const match of text.matchAll(/([A-Za-z][A-Za-z0-9+.-]*:\/\/)([^\s/?#,|]+)@/g)) {
    const [, scheme = '', user = ''] = match;
    const start = match.index + scheme.length;
    const colon = user.indexOf(':');
    found.push({ start, end: start + user.length, hasPassword: colon >= 0 && colon < user.length - 1 });
  }
  return found;
}

/** The text with the credentials of its URLs covered: for every message that shows the value of a variable. */
export function coverCredentials(text: string): string {
  let covered = text;
  for (const { start, end } of [...findCredentials(text)].reverse())
    covered = `${covered.slice(0, start)}***${covered.slice(end)}`;
  return covered;
}
