/** What redaction leaves in place of a secret and of an account: what stood there may be anything. */
const masks = /\*\*\*|<user>/;

/** Whether two texts are the same as far as they can be seen: what one of them masks counts as equal. */
export function looksSame(a: string, b: string): boolean {
  return a === b || matches(a, b) || matches(b, a);
}

/** Pairs what has the same name on both sides, first where it is exactly the same. What stands alone has no partner. */
export function pairByName<T>(
  a: readonly T[],
  b: readonly T[],
  nameOf: (item: T) => string,
): readonly (readonly [a: T | undefined, b: T | undefined])[] {
  const rest = new Map<string, T[]>();
  for (const item of b) rest.set(nameOf(item), [...(rest.get(nameOf(item)) ?? []), item]);
  const take = (name: string): T | undefined => {
    const [first, ...others] = rest.get(name) ?? [];
    if (others.length > 0) rest.set(name, others);
    else rest.delete(name);
    return first;
  };
  const partners = new Map<T, T | undefined>(a.map((item) => [item, take(nameOf(item))]));
  for (const [item, partner] of partners) {
    if (partner !== undefined) continue;
    const name = nameOf(item);
    const masked = masks.test(name) ? [...rest.keys()] : [...rest.keys()].filter((other) => masks.test(other));
    const candidate = masked.find((other) => looksSame(name, other));
    if (candidate !== undefined) partners.set(item, take(candidate));
  }
  return [
    ...a.map((item) => [item, partners.get(item)] as const),
    ...[...rest.values()].flat().map((item) => [undefined, item] as const),
  ];
}

/** The parts between the masks in their order. Leftmost matches suffice, so no text makes it slow. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split(masks);
  if (parts.length < 2) return false;
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
