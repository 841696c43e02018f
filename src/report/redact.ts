/**
 * What must not leave the machine in a report: credentials in every format, and who somebody is where the report is made to
 * be shown to others. Pure functions over text; when in doubt they mask.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Who and what to hide. */
export interface Identity {
  readonly homeDir: string | undefined;
  readonly userName: string | undefined;
}

const mask = '***';

interface SecretPattern {
  /** in lower case: every text in which the pattern finds something has one of them, and V8 takes longer to compile a pattern */
  readonly words: readonly string[];
  /** its first capture group is the secret */
  readonly pattern: RegExp;
}

const namedSecrets =
  'token secret passw passphrase credential apikey api_key accesskey access_key privatekey private_key _key _pat _auth'.split(
    ' ',
  );

/** What repeats is bounded, so that no text makes them slow. */
const secretPatterns: readonly SecretPattern[] = [
  // userinfo of a URL, also with characters that should have been encoded; a port and a path are no userinfo
  { words: ['://'], pattern: /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?!git@)([^\s/?#"'`<>]{1,512})@/dgi },
  {
    words: ['://'],
    pattern: /\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/?#@:"'`<>]{0,256}:(?!\d+(?:[/?#]|$))[^\s"'`<>]{0,512}?)@(?=[\w[])/dgi,
  },
  // tokens with a known shape
  {
    words: ['gh', 'github_pat_', 'gl', 'xox', 'npm_', 'hf_'],
    pattern:
      /\b(gh[pousr]_[A-Za-z0-9_]{16,}|github_pat_\w{20,}|gl[a-z]{2,6}-[\w-]{16,}|xox[a-z]-[\w-]{10,}|npm_\w{20,}|hf_\w{20,})/dg,
  },
  {
    words: ['akia', 'asia', 'aiza', 'ya29.', 'sk-', 'dop_v1_', 'atatt'],
    pattern:
      /\b((?:AKIA|ASIA)[A-Z0-9]{16,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|sk-[\w-]{20,}|dop_v1_\w{20,}|ATATT[\w=-]{20,})/dg,
  },
  { words: ['eyj'], pattern: /\b(eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)/dg },
  // headers
  { words: ['bearer', 'basic'], pattern: /\b(?:bearer|basic)\s+([\w+/=.~-]{8,})/dgi },
  {
    words: ['authorization', 'private-token', 'x-api-key'],
    pattern:
      /\b(?:authorization|private-token|x-api-key)["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?([^\s"',;]+)/dgi,
  },
  // assignments: NAME=value in any case, NAME: value where the name is written like a variable or a quoted key
  {
    words: namedSecrets,
    pattern:
      /\b[\w.-]{0,64}(?:token|secret|passw(?:or)?d|passphrase|credential|api_?key|access_?key|private_?key)[\w.-]{0,64}["']?\s*=\s*("[^"\n]*"|'[^'\n]*'|[^\s"',;&|]+)/dgi,
  },
  {
    words: namedSecrets,
    pattern:
      /\b[A-Z0-9_]{0,64}(?:TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|CREDENTIAL|_KEY|_PAT|_AUTH)[A-Z0-9_]{0,64}["']?\s*[:=]\s*("[^"\n]*"|'[^'\n]*'|[^\s"',;&|]+)/dg,
  },
  {
    words: namedSecrets,
    pattern:
      /["'][\w.-]{0,64}(?:token|secret|passw(?:or)?d|passphrase|credential|api_?key)[\w.-]{0,64}["']\s*:\s*("[^"\n]*"|'[^'\n]*')/dgi,
  },
  { words: ['goauth'], pattern: /\bGOAUTH\s*=\s*["']?(?!(?:off|netrc|git)\b)([^\n"']+)/dg },
  // query parameters
  {
    words: ['token=', 'key=', 'sig=', 'signature=', 'password=', 'secret=', 'auth=', 'credential='],
    pattern: /[?&](?:[\w-]{0,64}(?:token|key|sig|signature|password|secret|auth|credential))=([^&\s"'#<>]+)/dgi,
  },
  // .netrc
  { words: ['machine'], pattern: /\bmachine\s+\S+\s+login\s+(\S+)/dgi },
  { words: ['login'], pattern: /\blogin\s+\S+\s+password\s+(\S+)/dgi },
  // keys
  { words: ['private key'], pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----([\s\S]*?)(?:-----END|$)/dg },
];

/** What every text has in which a pattern finds something, letter case aside: most messages of a report have none of it. */
const sign = new RegExp(
  [
    '://|bearer|basic|login|BEGIN',
    'token|secret|passw|passphrase|credential|key|_pat|auth|sig',
    'gh[pousr]_|github_pat_|gl[a-z]{2,6}-|xox|npm_|hf_|AKIA|ASIA|AIza|ya29|sk-|dop_v1_|ATATT|eyJ',
  ].join('|'),
  'i',
);

function patternsFor(text: string): readonly RegExp[] {
  if (!sign.test(text)) return [];
  const lower = text.toLowerCase();
  return secretPatterns.flatMap(({ words, pattern }) => (words.some((word) => lower.includes(word)) ? [pattern] : []));
}

/** Names of variables whose value is a secret. */
const secretName =
  /TOKEN|SECRET|PASSW(OR)?D|PASSPHRASE|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|_KEY$|_PAT$|_AUTH$/i;

/** Names of variables that say where a secret is kept. */
const placeName = /_(FILE|PATH|DIR|DIRECTORY|SOCK|HOME)$/i;

/** Shorter values occur by chance; they are masked only where a pattern sees that they are secrets. */
const leastSecretLength = 6;

/** The values in environments that must not be printed, wherever they turn up. Longest first. */
export function secretValues(...environments: readonly Readonly<Record<string, string>>[]): readonly string[] {
  const values = new Set<string>();
  const add = (value: string): void => {
    for (const form of [
      value,
      recoded(value, encodeURIComponent),
      recoded(value, decodeURIComponent),
      JSON.stringify(value).slice(1, -1),
    ])
      if (form.length >= leastSecretLength) values.add(form);
  };
  for (const [name, value] of environments.flatMap((variables) => Object.entries(variables))) {
    if (secretName.test(name) && !placeName.test(name)) add(value);
    for (const userinfo of value.matchAll(/:\/\/([^\s/?#"'`<>]+)@/g)) {
      const [, whole = ''] = userinfo;
      const colon = whole.indexOf(':');
      add(colon === -1 ? whole : whole.slice(colon + 1));
    }
  }
  return [...values].toSorted((a, b) => b.length - a.length);
}

/** Where the secrets of a text are. Sorted, not overlapping. */
export function findSecrets(text: string, known: readonly string[] = []): readonly Span[] {
  const spans: Span[] = [];
  for (const value of known)
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length))
      spans.push({ start: at, end: at + value.length });
  for (const pattern of patternsFor(text)) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.[1] ?? [0, 0];
      // A reference to a variable names the secret without telling it.
      if (end > start && !/^["']?\$/.test(text.slice(start, end))) spans.push({ start, end });
    }
  }
  return merged(spans);
}

/** Replaces every secret with `***`. */
export function maskSecrets(text: string, known: readonly string[] = []): string {
  return replaceSpans(text, findSecrets(text, known), () => mask);
}

/** Replaces every secret with asterisks of the same UTF-16 length, so that columns stay what they are. */
export function blankSecrets(text: string, known: readonly string[] = []): string {
  return replaceSpans(text, findSecrets(text, known), (secret) => secret.replace(/[^\n\r]/g, '*'));
}

/** Account names that tell nothing about a person, and would be found in every second line. */
const genericUsers = new Set(
  'root user admin administrator runner runneradmin vscode codespace gitpod ubuntu debian node go golang build builder ci jenkins circleci travis nobody app home dev test docker coder default me'.split(
    ' ',
  ),
);

/** Writes the home folder as `~`, and hides the user name and the names in other people's home folders. */
export function maskIdentity(text: string, { homeDir, userName }: Identity): string {
  let masked = writeHomeAsTilde(text, homeDir);
  masked = masked.replace(
    /((?:\/home|\/Users|[A-Za-z]:[\\/]+Users)[\\/]+)([^\\/\s"':;,|]+)/g,
    (whole, parent: string, name: string) =>
      genericUsers.has(name.toLowerCase()) || name === 'Shared' ? whole : `${parent}<user>`,
  );
  if (userName !== undefined && userName.length > 1 && !genericUsers.has(userName.toLowerCase()))
    masked = masked.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${literal(userName)}(?![\\p{L}\\p{N}_])`, 'giu'), '<user>');
  return masked;
}

/** Writes the home folder as `~`, in either kind of slashes. */
export function writeHomeAsTilde(text: string, homeDir: string | undefined): string {
  return writeFolderAs(text, homeDir, '~');
}

/** Writes a folder, absolute and in either kind of slashes, as a word; the root of a file system stays as it is. */
export function writeFolderAs(text: string, folder: string | undefined, word: string): string {
  if (folder === undefined || !/[^/\\:]/.test(folder.slice(1))) return text;
  const parts = folder
    .replace(/[\\/]+$/, '')
    .split(/[\\/]+/)
    .map(literal);
  const windows = /^[A-Za-z]:/.test(folder);
  const separator = windows ? '(?:/|\\\\{1,2})' : '/';
  // Not in the middle of a longer path or name: /home/u is not in /srv/home/u, /home/u2 or /home/u.old. But in -I/home/u.
  const pattern = `(?:(?<![\\w.~-])|(?<=(?:^|[\\s"'=])-[A-Za-z]))${parts.join(separator)}(?![\\w-]|\\.\\w)`;
  return text.replace(new RegExp(pattern, windows ? 'gi' : 'g'), () => word);
}

/** The value itself where it cannot be recoded. */
function recoded(value: string, recode: (value: string) => string): string {
  try {
    return recode(value);
  } catch {
    return value;
  }
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last && span.start < last.end) {
      if (span.end > last.end) result[result.length - 1] = { start: last.start, end: span.end };
    } else result.push(span);
  }
  return result;
}

function replaceSpans(text: string, spans: readonly Span[], by: (secret: string) => string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
