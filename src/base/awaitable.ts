/** Known at once, or later: `await` takes both. What is known at once needs no promise, and promises by the thousand cost more than what they promise. */
export type Awaitable<T> = T | Promise<T>;

/** What follows from a value: at once where it is known. Only for what runs by the thousand; elsewhere `await` says it better. */
export function whenKnown<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** All of them: at once where each is known. */
export function allKnown<T>(values: readonly Awaitable<T>[]): Awaitable<readonly T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly T[]);
}
