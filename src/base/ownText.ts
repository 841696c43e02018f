/** The same text in memory of its own. A part of a text keeps the whole alive: a name of ten letters a file of a megabyte. */
export function ownText(part: string): string {
  // To join two texts copies them, unlike `+` and `slice`, which refer to what they were made of.
  return [part.charAt(0), part.slice(1)].join('');
}

/** Plain data of which all texts have memory of their own. */
export function ownTexts<T>(data: T): T {
  return owned(data) as T;
}

function owned(data: unknown): unknown {
  if (typeof data === 'string') return ownText(data);
  if (Array.isArray(data)) return data.map(owned);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, owned(value)]));
}
