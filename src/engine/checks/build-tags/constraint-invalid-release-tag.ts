import { honoured, locate, replace, tagRange } from '../../constraints/constraintEdits';
import { isBrokenRelease } from '../../constraints/headerVerdict';
import { mentionsTag, tagEvidence } from '../../facts/buildTags/tagEvidence';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { parseConstraint } from '../../parse/buildConstraint';
import { tagsOf, type TagExpr } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectFaulty, type Subject } from './inspection';

export const constraintInvalidReleaseTag: ModuleCheck = {
  id: 'constraint-invalid-release-tag',
  family: 'build-tags',
  title: 'Every release tag has the form go1.N',
  why: 'Go sets go1.1 to go1.N of its own release and no other spelling, so a file that wants go1.20.1 or go120 is never built.',
  fix: 'Write the release as go1.N.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    invalid: 'no Go release sets the tag {tag}; release tags have the form go1.N',
    meant: 'no Go release sets the tag {tag}; {meant} is the release tag',
    replace: 'Replace with {meant}',
  },
  run: (module, facts) =>
    inspectFaulty(module, facts, 'release', async (subject) => {
      const evidence = (await facts.get(tagEvidence, module.dir)).text;
      const form = honoured(subject.header, 'go:build').length > 0 ? 'go:build' : '+build';
      return honoured(subject.header, form).flatMap((line) => {
        const parsed = parseConstraint(line.text);
        if (parsed.kind !== 'expression') return [];
        return tagsOf(parsed.expr)
          .filter(({ tag }) => isBrokenRelease(tag) && !mentionsTag(evidence, tag))
          .map((tag) => draft(subject, line, tag));
      });
    }),
};

function draft(subject: Subject, line: ConstraintComment, tag: TagExpr): FindingDraft {
  const meant = releaseMeant(tag.tag);
  const range = tagRange(line, tag);
  const location = locate(subject, range);
  if (meant === undefined) return { message: say('invalid', { tag: tag.tag }), location, key: tag.tag };
  const fix: EditFix = {
    kind: 'edit',
    title: say('replace', { meant }),
    safe: false,
    edits: [replace(subject, range, meant)],
  };
  return { message: say('meant', { tag: tag.tag, meant }), location, fixes: [fix], key: tag.tag };
}

/** `go1.20.1`, `go1.18rc1`, `go120`, `go1_20`, `go1.01`, `GO1.18`: the go1.N in it. `go1` and `go1.0` are all of Go. */
export function releaseMeant(tag: string): string | undefined {
  const digits = /^go_?1[._]?0*([1-9]\d?)(?![0-9])/i.exec(tag)?.[1];
  return digits === undefined ? undefined : `go1.${digits}`;
}
