import {
  checkOutcomes,
  say,
  type CheckOutcomes,
  type Finding,
  type Fix,
  type Outcome,
  type RunResult,
} from '../engine/index';
import { shiftRange, type TextChange } from './shiftRanges';

/** A result after an edit: its places move with the text, until they are judged again. */
export function shiftResult(result: RunResult, path: string, changes: readonly TextChange[]): RunResult {
  const isTouched = (finding: Finding): boolean => concerns(finding, path);
  if (!result.findings.some(isTouched)) return result;
  const byCheck = result.byCheck.map((group) =>
    group.findings.some(isTouched) ? shiftGroup(group, path, changes) : group,
  );
  return {
    ...result,
    byCheck,
    outcomes: byCheck.flatMap(({ outcomes }) => outcomes),
    findings: byCheck.flatMap(({ findings }) => findings),
  };
}

function shiftGroup(
  { check, family, outcomes }: CheckOutcomes,
  path: string,
  changes: readonly TextChange[],
): CheckOutcomes {
  return checkOutcomes(
    { id: check, family },
    outcomes.map((outcome) => shiftOutcome(outcome, path, changes)),
  );
}

/**
 * The outcome of a check that runs `go`, after an edit in a file: `go` judges saved files only, so it stands until the
 * next save, and its places move with the text. A finding whose own text was touched is unknown until then.
 */
function shiftOutcome(outcome: Outcome, file: string, changes: readonly TextChange[]): Outcome {
  if (!outcome.findings.some((finding) => concerns(finding, file))) return outcome;
  const findings = outcome.findings.flatMap((finding) => shiftFinding(finding, file, changes));
  if (findings.length > 0) return { ...outcome, findings };
  const reason = say('server.editedSince');
  return { ...outcome, kind: 'unknown', findings, reason, unknown: { reason, needs: 'time' } };
}

function concerns({ location, related, fixes }: Finding, file: string): boolean {
  const edited = fixes.some((fix) => fix.kind === 'edit' && fix.edits.some((edit) => edit.file === file));
  return edited || location?.file === file || related.some((place) => place.file === file);
}

function shiftFinding(finding: Finding, file: string, changes: readonly TextChange[]): Finding[] {
  const { location } = finding;
  const range = location?.file === file ? shiftRange(location.range, changes) : location?.range;
  if (location !== undefined && range === undefined) return [];
  const related = finding.related.flatMap((place) => {
    if (place.file !== file) return [place];
    const moved = shiftRange(place.range, changes);
    return moved ? [{ ...place, range: moved }] : [];
  });
  const fixes = finding.fixes.flatMap((fix) => shiftFix(fix, file, changes));
  return [{ ...finding, related, fixes, ...(location && range && { location: { file: location.file, range } }) }];
}

function shiftFix(fix: Fix, file: string, changes: readonly TextChange[]): Fix[] {
  if (fix.kind !== 'edit') return [fix];
  const edits = fix.edits.flatMap((edit) => {
    if (edit.kind !== 'text' || edit.file !== file) return [edit];
    const range = shiftRange(edit.range, changes);
    return range ? [{ ...edit, range }] : [];
  });
  return edits.length === fix.edits.length ? [{ ...fix, edits }] : [];
}
