import { honoured, locate, replace, tagRange } from '../../constraints/constraintEdits';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import type { Range } from '../../model/range';
import { parseConstraint } from '../../parse/buildConstraint';
import { tagsOf, type BuildExpr } from '../../parse/buildExpr';
import type { Subject } from './inspection';

/** A tag in the lines that decide when a file is built. */
export interface TagPlace {
  readonly tag: string;
  readonly range: Range;
  /** of its line */
  readonly expr: BuildExpr;
  /** how many of the same tag stand before it */
  readonly index: number;
}

/** Every place of the tags that are asked for: in `//go:build`, or in the `// +build` lines where there is none. */
export function tagPlaces(subject: Subject, accept: (tag: string) => boolean): readonly TagPlace[] {
  const form = honoured(subject.header, 'go:build').length > 0 ? 'go:build' : '+build';
  const seen = new Map<string, number>();
  return honoured(subject.header, form).flatMap((line) => {
    const parsed = parseConstraint(line.text);
    if (parsed.kind !== 'expression') return [];
    return tagsOf(parsed.expr)
      .filter(({ tag }) => accept(tag))
      .map((at): TagPlace => {
        const index = seen.get(at.tag) ?? 0;
        seen.set(at.tag, index + 1);
        return { tag: at.tag, range: tagRange(line, at), expr: parsed.expr, index };
      });
  });
}

/** A finding at a tag, with fixes that write another tag in its place. */
export function tagFinding(
  subject: Subject,
  { tag, range, index }: TagPlace,
  message: Message,
  instead: readonly string[] = [],
): FindingDraft {
  const fixes = instead.map((meant): EditFix => ({
    kind: 'edit',
    title: say('replace', { meant }),
    safe: false,
    edits: [replace(subject, range, meant)],
  }));
  return { message, location: locate(subject, range), fixes, key: `${tag} ${index}` };
}
