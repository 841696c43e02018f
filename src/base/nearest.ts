/**
 * The word that somebody probably meant.
 * @returns the candidate with the smallest edit distance (a swap of neighbours counts as one), undefined where none is near
 */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  // Who writes the beginning of a word means the word, if there is only one such word.
  const longer = wanted.length < 3 ? [] : Array.from(candidates).filter((one) => one.toLowerCase().startsWith(wanted));
  if (longer.length === 1) return longer[0];
  let best: string | undefined;
  // A third of the word may be wrong: more is another word. Two letters are never "near" by two edits.
  let bound = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bound) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bound) {
      best = candidate;
      bound = distance;
    }
  }
  return best;
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
 * @param most of more edits nobody wants to know how many: then the answer is Infinity
 */
export function editDistance(a: string, b: string, most = Infinity): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    // What follows is no better: a swap reaches back two rows, but costs one edit, and the row before had at most one less.
    if (least > most) return Infinity;
    beforeLast = last;
    last = current;
  }
  const distance = last[b.length] ?? 0;
  return distance > most ? Infinity : distance;
}
