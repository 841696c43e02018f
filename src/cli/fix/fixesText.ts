import { say, type Finding, type RunResult } from '../../engine/index';
import { fileName, place, rendered, type ReportContext } from '../../report/context';
import { printable } from '../../report/printable';
import { counted } from '../../report/words';
import type { Refused } from './applyFixes';
import type { Candidate } from './planFixes';

/** What `--fix` did. */
export interface Fixes {
  readonly fixed: readonly Candidate[];
  readonly refused: readonly Refused[];
  readonly stillThere: readonly Finding[];
}

/** What `--fix` did, for people: one line a fix, then the count; what could not be fixed, and why. */
export function fixesText(fixes: Fixes, result: RunResult, context: ReportContext): string {
  const { catalogue } = context;
  const where = (finding: Finding): string =>
    finding.location ? place(result, context, finding.location) : (finding.anchor ?? finding.subject);
  const lines = fixes.fixed.map(({ finding, fix }) =>
    catalogue.render(say('cli.fixed.file', { file: where(finding), title: rendered(context, fix.title) })),
  );
  for (const { finding, reason } of fixes.refused)
    lines.push(
      catalogue.render(
        say('cli.fixed.failed', { place: where(finding), check: finding.check, reason: rendered(context, reason) }),
      ),
    );
  for (const finding of fixes.stillThere)
    lines.push(catalogue.render(say('cli.fixed.stillThere', { place: where(finding), check: finding.check })));
  if (fixes.fixed.length > 0) {
    const files = new Set(
      fixes.fixed.flatMap(({ fix }) => fix.edits.map(({ file }) => fileName(result, context, file))),
    );
    lines.push(
      counted(catalogue, 'cli.fixed', fixes.fixed.length, { files: counted(catalogue, 'cli.files', files.size) }),
    );
  } else if (lines.length === 0) lines.push(catalogue.render(say('cli.fixed.none')));
  return `${lines.map(printable).join('\n')}\n`;
}
