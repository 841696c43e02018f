/** Rows above and below those in view that are there already when somebody scrolls. */
const margin = 10;

/** Which rows of a long list are worth an element: those in view and a few around them. The end is exclusive. */
export function visibleRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly start: number; readonly end: number } {
  const first = Math.floor(scrollTop / rowHeight) - margin;
  const last = Math.ceil((scrollTop + height) / rowHeight) + margin;
  const start = Math.min(Math.max(first, 0), count);
  return { start, end: Math.min(Math.max(last, start), count) };
}
