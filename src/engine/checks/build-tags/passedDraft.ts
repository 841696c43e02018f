import { holdsExactly, type PassedValue } from '../../facts/ci/passedValues';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say, type Message } from '../../model/message';

/**
 * A finding at a value that somebody passes.
 * @param fixed the value that is meant; a fix writes it where the place holds the value and nothing else
 */
export function passedDraft(passed: PassedValue, message: Message, key: string, fixed?: string): FindingDraft {
  const { location, anchor, value } = passed;
  const fixes: EditFix[] = [];
  if (fixed !== undefined && location && holdsExactly(location.range, value))
    fixes.push({
      kind: 'edit',
      title: say('replace', { value: fixed }),
      safe: false,
      edits: [{ kind: 'text', ...location, newText: fixed }],
    });
  return { message, ...(location ? { location } : { anchor: anchor ?? 'env:GOFLAGS' }), fixes, key };
}

/** Whether a constraint can name the tag. */
export function isNamable(tag: string): boolean {
  return /^[\p{L}\p{Nd}_.]+$/u.test(tag);
}

/** Where a tag stands in a value by itself, which may have its letters in another tag as well; -1 where it does not. */
export function placeOfTag(value: string, tag: string): number {
  for (const { 0: word, index } of value.matchAll(/[^\s,]+/g)) if (word === tag) return index;
  return -1;
}

/** The value with other text in the place of a tag of it. */
export function replaceTag(value: string, tag: string, text: string): string {
  const at = placeOfTag(value, tag);
  return at < 0 ? value : `${value.slice(0, at)}${text}${value.slice(at + tag.length)}`;
}
