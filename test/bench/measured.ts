/** Something that could not be measured here, and why: it is printed, never left out silently. */
export interface NotMeasured {
  readonly why: string;
}

export type Measured<T> = { readonly value: T } | NotMeasured;

export function isMeasured<T>(measured: Measured<T> | undefined): measured is { readonly value: T } {
  return measured !== undefined && 'value' in measured;
}

/** What the work gives, or the first line of what went wrong. */
export async function measured<T>(work: () => T | Promise<T>): Promise<Measured<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { why: reasonOf(error) };
  }
}

export function reasonOf(error: unknown): string {
  const { code, syscall = '', path = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall.startsWith('spawn')) return `there is no ${path} on PATH`;
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  // The first line says what failed; the second one, where there is one, what it said itself.
  return lines.slice(0, 2).join(' · ').slice(0, 300);
}
