/**
 * Calls `tooLate` when the time is over. A thread that was busy runs its timers before it hears what was answered
 * meanwhile: so it first looks once more, and what has been answered in time counts as answered.
 * @returns ends the deadline
 */
export function deadline(milliseconds: number, tooLate: () => void): () => void {
  let lastLook: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    // Immediates run after the input and output of the same turn of the event loop.
    lastLook = setImmediate(tooLate);
  }, milliseconds);
  return () => {
    clearTimeout(timer);
    if (lastLook) clearImmediate(lastLook);
  };
}
