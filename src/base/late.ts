/**
 * What is made when it is asked for first, and then kept. For tables that few runs need, and for patterns with classes of
 * Unicode: V8 takes up to two milliseconds for each, before a program that starts does anything, and most texts need none.
 */
export function late<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
