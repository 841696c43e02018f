import type { GraphFilter, GraphRow } from '../protocol/index';

/** The rows that have every word of the query in their path or version, and are of a kind. Order is kept. */
export function matchingRows(rows: readonly GraphRow[], query: string, filter: GraphFilter): readonly GraphRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (!isOfKind(row, filter)) return false;
    const text = `${row.path} ${row.version}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function isOfKind(row: GraphRow, filter: GraphFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'raised':
    case 'replaced':
    case 'missing':
      return row[filter];
    default:
      return row.requirement === filter;
  }
}
