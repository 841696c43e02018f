import { allKnown } from '../../../base/awaitable';
import { joinPath, relativeWithin } from '../../../base/paths';
import { nearestTag } from '../../constraints/misspelling';
import { wellKnownTags } from '../../constraints/wellKnownTags';
import { dependencyTags } from '../../facts/buildTags/dependencyTags';
import { customTagCounts, vocabularyOf } from '../../facts/buildTags/tagVocabulary';
import { splitTags } from '../../facts/ci/buildInstructions';
import { holdsExactly, passedValues, type PassedValue } from '../../facts/ci/passedValues';
import type { Facts } from '../../facts/factStore';
import { treeLists } from '../../facts/treeLists';
import { notAtHand } from '../../modfile/notAtHand';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, type Unknown } from '../../model/outcome';
import { lineRange } from '../../model/range';
import { isNamable, passedDraft, placeOfTag, replaceTag } from './passedDraft';

export const tagPassedButUnused: RootCheck = {
  id: 'tag-passed-but-unused',
  family: 'build-tags',
  title: 'Some file names every tag that is passed',
  why: 'go takes any tag and says nothing: one that no file names changes no build, and a misspelt one leaves out the files it was meant for.',
  fix: 'Correct the tag, or do not pass it; list it under "tags" in go-preflight.jsonc where it is meant for files that are not here.',
  severity: 'info',
  worst: 'warning',
  confidence: 'likely',
  // The headers of all modules that a build reads are looked through, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'root',
  messages: {
    misspelt: '{source} sets {tag}, which no file here or in a dependency names: it changes no build; there is {meant}',
    unused: '{source} sets {tag}, which no file here, in a dependency or in Go names: it changes no build',
    replace: 'Write {value}',
    none: 'nothing here passes a build tag that is written out',
    workspace: '{file} may select other versions of dependencies than its modules ask for, and those may name the tag',
    noModule: 'no module of this folder is built with the tags',
  },
  run: async (root, facts) => {
    const values = await facts.get(passedValues, root.dir);
    if (values.length === 0) return notApplicable(say('none'));
    const { modules, problems } = await facts.get(treeLists, root.dir);
    if (modules.length === 0) return notApplicable(say('noModule'));
    const vocabulary = await vocabularyOf(root.options, facts);
    const suspects = values
      .filter(concernsThisRepository)
      .flatMap((passed) => splitTags(passed.value).map((tag) => ({ passed, tag })))
      .filter(({ tag }) => isNamable(tag) && !vocabulary.knows(tag));
    if (suspects.length === 0) return found([]);
    if (problems.length > 0) return { kind: 'unknown', unknown: unseen(problems.map(({ path }) => path)) };
    const { tags, unknown } = await tagsOfDependencies(
      modules.map((path) => joinPath(root.dir, path)),
      facts,
    );
    const unnamed = suspects.filter(({ tag }) => !tags.has(tag));
    if (unnamed.length > 0 && unknown) return { kind: 'unknown', unknown };
    const known = new Set([...(await facts.get(customTagCounts)).keys(), ...vocabulary.established, ...tags]);
    return found(unnamed.flatMap(({ passed, tag }) => judge(passed, tag, known)));
  },
};

/** Whether the build that gets the tag is one of modules here. */
function concernsThisRepository({ invocation, instructions }: PassedValue): boolean {
  if (instructions?.buildsOthers) return false;
  if (invocation === undefined) return true;
  // `go install example.com/tool@v1.2.3`, and what go generate hands on.
  return !/^(get|generate)$/.test(invocation.verb) && !invocation.operands.some(({ text }) => text.includes('@'));
}

function judge(passed: PassedValue, tag: string, known: ReadonlySet<string>): readonly FindingDraft[] {
  const { source, value } = passed;
  // No file names it, so it is nobody's own word for something: two slips are enough.
  const meant = nearestTag(tag, known, 2) ?? nearestTag(tag, wellKnownTags, 1);
  if (meant !== undefined) {
    const fixed = replaceTag(value, tag, meant);
    const message = say('misspelt', { source, tag, meant });
    return [{ ...passedDraft(passed, message, tag, fixed), ...tagPlace(passed, tag), severity: 'warning' }];
  }
  // What is set for every folder of this machine need not concern this one.
  if (passed.anchor !== undefined || passed.instructions === undefined) return [];
  return [{ ...passedDraft(passed, say('unused', { source, tag }), tag), ...tagPlace(passed, tag) }];
}

/** The tag alone, where the value stands in the file as it is. */
function tagPlace({ location, value }: PassedValue, tag: string): Pick<FindingDraft, 'location'> {
  const at = placeOfTag(value, tag);
  if (!location || at < 0 || !holdsExactly(location.range, value)) return {};
  const { line, column } = location.range.start;
  return { location: { ...location, range: lineRange(line, column + at, column + at + tag.length) } };
}

interface TagsOfAll {
  readonly tags: ReadonlySet<string>;
  /** why there may be more */
  readonly unknown: Unknown | undefined;
}

async function tagsOfDependencies(modules: readonly string[], facts: Facts): Promise<TagsOfAll> {
  const all = await allKnown(modules.map((dir) => facts.get(dependencyTags, dir)));
  const tags = new Set(all.flatMap((one) => [...one.tags]));
  const missing = [...new Set(all.flatMap((one) => one.missing))];
  const workspace = all.find((one) => one.workspace !== undefined)?.workspace;
  if (missing.length > 0) return { tags, unknown: notAtHand(missing) };
  if (workspace === undefined) return { tags, unknown: undefined };
  const reason = say('workspace', { file: relativeWithin(facts.root, workspace) ?? workspace });
  return { tags, unknown: { reason, needs: 'configuration', missing: [workspace] } };
}

function unseen(paths: readonly string[]): Unknown {
  const [first = ''] = paths;
  const reason = say('shared.unreadable', { file: first === '' ? '.' : first, reason: 'the scan left it out' });
  return { reason, needs: 'readable-files', missing: paths.slice(0, 5) };
}
