import { isBrokenRelease } from '../../constraints/headerVerdict';
import { knownArches, knownOses } from '../../constraints/knownNames';
import { nearestTag, skeletonOf } from '../../constraints/misspelling';
import { foreignNames, wellKnownTags, wordsForIgnore, wordsForTests } from '../../constraints/wellKnownTags';
import { mentionsTag, tagEvidence } from '../../facts/buildTags/tagEvidence';
import { vocabularyOf, type TagVocabulary } from '../../facts/buildTags/tagVocabulary';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import { inspect, type Subject } from './inspection';
import { tagFinding, tagPlaces } from './tagPlaces';

const shared = {
  family: 'build-tags',
  severity: 'warning',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

/** Tags that Go sets and people write; levels and experiments have checks of their own. */
const goTags: readonly string[] = [...knownOses, ...knownArches, 'unix', 'gccgo', 'boringcrypto', 'ignore'];

export const tagMisspelt: ModuleCheck = {
  ...shared,
  id: 'tag-misspelt',
  title: 'No build tag is misspelt',
  why: 'A tag that nobody sets is simply false: the file is never built, or always, and nothing says so.',
  fix: 'Correct the tag; list it under "tags" in go-preflight.jsonc where it is meant.',
  confidence: 'likely',
  messages: {
    known: 'no target sets the tag {tag}, and nothing here passes it; Go has {meant}',
    own: 'only this file names the tag {tag}, and nothing here passes it; other files name {meant}',
    usual: 'only this file names the tag {tag}, and nothing here passes it; {meant} is the usual spelling',
    replace: 'Replace with {meant}',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    const judged = new Map<string, Message | undefined>();
    return run(module, facts, (tag) => {
      if (!judged.has(tag)) judged.set(tag, suspicionOf(tag, vocabulary));
      return judged.get(tag);
    });
  },
};

export const homoglyphTag: ModuleCheck = {
  ...shared,
  id: 'homoglyph-tag',
  title: 'No build tag only looks like a known one',
  why: 'A tag with Cyrillic, Greek or full-width letters reads like linux or darwin and is another tag, which nobody sets.',
  fix: 'Type the tag in ASCII.',
  confidence: 'certain',
  messages: {
    homoglyph: 'this tag only looks like {meant}: it has letters of another script, and nothing sets it',
    replace: 'Replace with {meant}',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    const known = new Set([...goTags, ...wellKnownTags, ...vocabulary.established, 'cgo', 'gc', 'race']);
    return run(module, facts, (tag) => {
      if (isAscii.test(tag)) return undefined;
      const meant = skeletonOf(tag);
      return meant !== tag && known.has(meant) ? say('homoglyph', { meant }) : undefined;
    });
  },
};

const isAscii = /^[\w.]*$/;

/** What is wrong with a tag as such, before asking whether somebody passes it. */
function suspicionOf(tag: string, vocabulary: TagVocabulary): Message | undefined {
  // Letters of another script are homoglyph-tag's.
  if (!isAscii.test(tag) || isChosen(tag)) return undefined;
  if (!vocabulary.isOwn(tag) || vocabulary.uses(tag) > 1) return undefined;
  const known = nearestTag(tag, goTags, 2);
  if (known !== undefined) return say('known', { tag, meant: known });
  const own = nearestTag(tag, vocabulary.established, 1);
  if (own !== undefined) return say('own', { tag, meant: own });
  const usual = nearestTag(tag, wellKnownTags, 1);
  return usual === undefined ? undefined : say('usual', { tag, meant: usual });
}

/** Words that other checks know: whoever writes them means them. A spelling of a release is constraint-invalid-release-tag's. */
function isChosen(tag: string): boolean {
  return wordsForIgnore.has(tag) || wordsForTests.has(tag) || Object.hasOwn(foreignNames, tag) || isBrokenRelease(tag);
}

/** Every place of a tag that is suspected and that nobody passes. */
function run(module: Module, facts: Facts, suspicion: (tag: string) => Message | undefined): Promise<CheckResult> {
  return inspect(
    module,
    facts,
    'tagged',
    (tagged) => tagged.filter(({ header }) => header.customTags.some((tag) => suspicion(tag) !== undefined)),
    async (subject) => {
      const evidence = (await facts.get(tagEvidence, module.dir)).text;
      return subject.tagged.header.customTags.flatMap((tag) => {
        const message = suspicion(tag);
        return message && !mentionsTag(evidence, tag) ? occurrences(subject, tag, message) : [];
      });
    },
  );
}

function occurrences(subject: Subject, tag: string, message: Message): readonly FindingDraft[] {
  const meant = String(message.args['meant']);
  return tagPlaces(subject, (at) => at === tag).map((place) => tagFinding(subject, place, message, [meant]));
}
