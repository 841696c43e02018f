import { late } from '../../base/late';

/** Values of Go string literals, as strconv.Unquote reads them. */

const escape = /\\(?:([abfnrtv\\"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  '"': 34,
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

function unescape(body: string): string | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < body.length;) {
    const char = String.fromCodePoint(body.codePointAt(at) ?? 0);
    if (char === '"') return undefined;
    if (char !== '\\') {
      bytes.push(...utf8(char));
      at += char.length;
      continue;
    }
    escape.lastIndex = at;
    const match = escape.exec(body);
    const unescaped = match && bytesOf(match);
    if (!unescaped) return undefined;
    bytes.push(...unescaped);
    at = escape.lastIndex;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

function bytesOf([, char, octal, hex, short, long]: RegExpExecArray): Iterable<number> | undefined {
  if (char !== undefined) return [simple[char] ?? 0];
  if (octal !== undefined) return Number.parseInt(octal, 8) < 256 ? [Number.parseInt(octal, 8)] : undefined;
  if (hex !== undefined) return [Number.parseInt(hex, 16)];
  const code = Number.parseInt(short ?? long ?? '', 16);
  const isScalar = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isScalar ? utf8(String.fromCodePoint(code)) : undefined;
}

function utf8(text: string): Iterable<number> {
  return new TextEncoder().encode(text);
}

/** Characters that go/build allows in no import path; also blanks and what is not graphic. */
const invalidInPath = late(() => /[!"#$%&'()*,:;<=>?[\\\]^{|}`\uFFFD\p{C}\p{Z}]/u);
/** The others of ASCII: of nearly all paths that is enough. */
const plainPath = /^[+\-./\w@~]+$/;

/** isValidImport of go/build. */
export function isValidImportPath(path: string): boolean {
  return plainPath.test(path) || (path !== '' && !invalidInPath().test(path));
}
