/** Values of Go string literals, as strconv.Unquote reads them. */

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** @returns the value of a string literal with its quotes, undefined where it is none */
export function unquoteGoString(literal: string): string | undefined {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const body = literal.slice(1, -1);
  if (quote === '`') return body.includes('`') ? undefined : body.replaceAll('\r', '');
  if (quote !== '"' || body.includes('\n')) return undefined;
  if (!body.includes('\\')) return body.includes('"') ? undefined : body;
  return unescape(body);
}

/** Escapes as bytes count as Latin-1 here: an import path with one above 0x7f is refused by go anyway. */
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\"]))/y;

function unescape(body: string): string | undefined {
  let value = '';
  for (let at = 0; at < body.length;) {
    const character = body.charAt(at);
    if (character === '"') return undefined;
    if (character !== '\\') {
      value += character;
      at++;
      continue;
    }
    escape.lastIndex = at;
    const match = escape.exec(body);
    if (match === null) return undefined;
    const [whole, hex, short, long, octal, simple = ''] = match;
    const code = hex ?? short ?? long;
    const point = code !== undefined ? parseInt(code, 16) : octal !== undefined ? parseInt(octal, 8) : undefined;
    if (point !== undefined && (point > 0x10ffff || (octal !== undefined && point > 0xff))) return undefined;
    value += point !== undefined ? String.fromCodePoint(point) : (simpleEscapes[simple] ?? '');
    at += whole.length;
  }
  return value;
}

/** Characters that go/build allows in no import path; also blanks and what is not graphic. */
const invalidInPath = /[!"#$%&'()*,:;<=>?[\\\]^{|}`\uFFFD\p{C}\p{Z}]/u;

/** isValidImport of go/build. */
export function isValidImportPath(path: string): boolean {
  return path !== '' && !invalidInPath.test(path);
}
