import { isWithin } from '../../base/paths';
import { rangesOverlap, type EditFix, type FileEdit, type Finding } from '../../engine/index';

/** One safe fix of one finding. */
export interface Candidate {
  readonly finding: Finding;
  readonly fix: EditFix;
}

export interface FixPlan {
  /** edits by file, not overlapping; one file is either edited, created or renamed */
  readonly edits: ReadonlyMap<string, readonly FileEdit[]>;
  readonly accepted: readonly Candidate[];
  /** wait for the next round, because they touch what an accepted one changes */
  readonly deferred: readonly Candidate[];
  /** would change a file outside the root: never applied */
  readonly outside: readonly (Candidate & { readonly file: string })[];
}

/** The best fix of each finding, where that one is safe. */
export function candidatesOf(findings: readonly Finding[]): Candidate[] {
  return findings.flatMap((finding) => {
    const [fix] = finding.fixes;
    return fix?.kind === 'edit' && fix.safe ? [{ finding, fix }] : [];
  });
}

/** Which fixes can be applied together. Two findings may bring the same edit: it is made once and counts for both. */
export function planFixes(candidates: readonly Candidate[], root: string): FixPlan {
  const edits = new Map<string, FileEdit[]>();
  const accepted: Candidate[] = [];
  const deferred: Candidate[] = [];
  const outside: (Candidate & { file: string })[] = [];
  for (const candidate of candidates) {
    const foreign = candidate.fix.edits.flatMap(touchedFiles).find((file) => !isWithin(root, file));
    if (foreign !== undefined) {
      outside.push({ ...candidate, file: foreign });
      continue;
    }
    const fresh = candidate.fix.edits.filter((edit) => !isPlanned(edit, edits));
    if (fresh.some((edit) => conflicts(edit, edits))) {
      deferred.push(candidate);
      continue;
    }
    accepted.push(candidate);
    for (const edit of fresh)
      for (const file of touchedFiles(edit)) edits.set(file, [...(edits.get(file) ?? []), edit]);
  }
  return { edits, accepted, deferred, outside };
}

export function touchedFiles(edit: FileEdit): string[] {
  return edit.kind === 'rename' ? [edit.file, edit.to] : [edit.file];
}

function isPlanned(edit: FileEdit, edits: FixPlan['edits']): boolean {
  const wanted = JSON.stringify(edit);
  return (edits.get(edit.file) ?? []).some((other) => JSON.stringify(other) === wanted);
}

function conflicts(edit: FileEdit, edits: FixPlan['edits']): boolean {
  return touchedFiles(edit).some((file) =>
    (edits.get(file) ?? []).some(
      (other) => edit.kind !== 'text' || other.kind !== 'text' || rangesOverlap(edit.range, other.range),
    ),
  );
}
