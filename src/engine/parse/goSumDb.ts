/** The checksum databases that cmd/go knows by name alone. */
const knownNames: ReadonlySet<string> = new Set(['sum.golang.org']);

/** Stands for the known database at another address. */
const aliases: ReadonlySet<string> = new Set(['sum.golang.google.cn']);

export type SumDbProblem = 'too-many-fields' | 'malformed-key' | 'wrong-hash' | 'unknown-algorithm' | 'bad-name';

/**
 * What cmd/go refuses in GOSUMDB (`modfetch.dbDial`, `note.NewVerifier`): `name`, `name+hash+key`, each with an optional
 * URL behind it.
 * @param sha256 hexadecimal, the hash that ties the key to its name
 */
export function sumDbProblem(value: string, sha256: (content: Uint8Array) => string): SumDbProblem | undefined {
  if (value === 'off' || value === '' || aliases.has(value)) return undefined;
  const fields = value.split(/\s+/).filter((field) => field !== '');
  if (fields.length > 2) return 'too-many-fields';
  const [key = ''] = fields;
  if (knownNames.has(key)) return undefined;
  const [name = '', hash = ''] = key.split('+', 2);
  const encoded = key.slice(name.length + hash.length + 2);
  const bytes = decodeBase64(encoded);
  if (name === '' || !/^[0-9A-Fa-f]{8}$/.test(hash) || bytes === undefined || bytes.length === 0)
    return 'malformed-key';
  if (hash.toLowerCase() !== keyHash(name, bytes, sha256)) return 'wrong-hash';
  if (bytes[0] !== 1) return 'unknown-algorithm';
  if (bytes.length !== 33) return 'malformed-key';
  return /^[^/?#@\s][^?#@\s]*[^/?#@\s]$|^[^/?#@\s]$/.test(name) ? undefined : 'bad-name';
}

/** The first four bytes of sha256(name, line feed, key), as hexadecimal digits. */
function keyHash(name: string, key: Uint8Array, sha256: (content: Uint8Array) => string): string {
  const prefix = new TextEncoder().encode(`${name}\n`);
  const content = new Uint8Array(prefix.length + key.length);
  content.set(prefix);
  content.set(key, prefix.length);
  return sha256(content).slice(0, 8);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 with its padding; undefined where it is not. */
function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const digits = text.replace(/=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xfff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
