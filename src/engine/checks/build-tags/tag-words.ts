import { levelsLike, isGoSetLevel, nearestExperiment } from '../../constraints/archLevels';
import { isTestFileName } from '../../constraints/fileName';
import { fileExpr } from '../../constraints/inclusion';
import { newestKnownMinor } from '../../constraints/ports';
import { areEquivalent, plainBuilds } from '../../constraints/reach';
import { releaseMinor, tagKind } from '../../constraints/tagKind';
import { assume } from '../../constraints/simplify';
import { experimentGoneSince } from '../../constraints/goneExperiments';
import type { HeaderFault } from '../../constraints/headerVerdict';
import { foreignNames, wordsForIgnore, wordsForTests } from '../../constraints/wellKnownTags';
import { moduleGoLine, type GoLine } from '../../facts/buildTags/moduleGoLine';
import { mentionsTag, passesTag, tagEvidence } from '../../facts/buildTags/tagEvidence';
import { passedTags } from '../../facts/ci/buildInstructions';
import { vocabularyOf } from '../../facts/buildTags/tagVocabulary';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import { replaceTags, tagsOf, type BuildExpr } from '../../parse/buildExpr';
import { isGeneratedSource } from '../../parse/generatedSource';
import { inspect, type Subject } from './inspection';
import { tagFinding, tagPlaces, type TagPlace } from './tagPlaces';

/** Tags that are well formed and mean something else than they say. */

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

const replaceTitle = 'Replace with {meant}';

export const booleanLiteralTag: ModuleCheck = {
  ...shared,
  id: 'boolean-literal-tag',
  title: 'No constraint uses true or false as if they were values',
  why: 'Constraints have no literals: true and false are tags like any other, and nothing sets them.',
  fix: 'Delete the line for "always", write //go:build ignore for "never".',
  messages: {
    never: 'true is an ordinary tag, which nothing sets here: for go this is false',
    always: 'false is an ordinary tag: it is false because nothing sets it here; "never" is written //go:build ignore',
    replace: replaceTitle,
  },
  run: (module, facts) =>
    runFaulty(module, facts, 'boolean', (tag) => {
      if (tag === 'true') return { message: say('never'), instead: [] };
      // What is meant comes true, by another way.
      return tag === 'false' ? { message: say('always'), instead: ['ignore'], severity: 'hint' } : undefined;
    }),
};

export const featureTagInvalid: ModuleCheck = {
  ...shared,
  id: 'feature-tag-invalid',
  title: 'Every architecture level is one that Go has',
  why: 'Go sets amd64.v1 to amd64.v4 and the like by GOAMD64 and its siblings; another level is never set.',
  fix: 'Name a level that Go has.',
  messages: { level: 'no setting of Go sets {tag}; {arch} has {levels}', replace: replaceTitle },
  run: (module, facts) =>
    runFaulty(module, facts, 'level', (tag) => {
      if (tagKind(tag).kind !== 'feature' || isGoSetLevel(tag)) return undefined;
      const instead = levelsLike(tag);
      const args = { tag, arch: tag.slice(0, tag.indexOf('.')), levels: instead.join(', ') };
      return { message: say('level', args), instead };
    }),
};

export const goexperimentUnknown: ModuleCheck = {
  ...shared,
  id: 'goexperiment-unknown',
  title: 'Every experiment is one that Go has',
  why: 'GOEXPERIMENT sets goexperiment.X for the experiments that a toolchain has; a tag for another one is never set.',
  fix: 'Correct the name; of an experiment that Go has no more, delete the tag, or the file that can never be built.',
  confidence: 'likely',
  messages: {
    unknown: 'no Go has an experiment of this name, so nothing sets {tag}; there is {meant}',
    gone: 'nothing sets {tag}: Go 1.{minor} has dropped the experiment, and go.mod says go {line}',
    replace: replaceTitle,
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    return runFaulty(module, facts, 'experiment', (tag, expr) => {
      const meant = nearestExperiment(tag);
      if (meant !== undefined) return { message: say('unknown', { tag, meant }), instead: [meant] };
      const minor = experimentGoneSince(tag);
      // An older toolchain refuses the module.
      if (goLine === undefined || minor === undefined || minor > goLine.minor) return undefined;
      if (expr !== undefined && !matters(tag, expr, goLine)) return undefined;
      return { message: say('gone', { tag, minor, line: goLine.text }), instead: [], severity: 'hint' };
    });
  },
};

/** Whether a tag decides anything for toolchains from the go line on: `!go1.26 && goexperiment.swissmap` has spoken of both. */
function matters(tag: string, expr: BuildExpr, { minor }: GoLine): boolean {
  const left = assume(expr, (each) => ((releaseMinor(each) ?? Infinity) <= minor ? true : undefined));
  return typeof left !== 'boolean' && tagsOf(left).some((at) => at.tag === tag);
}

export const tagForeignAlias: ModuleCheck = {
  ...shared,
  id: 'tag-foreign-alias',
  title: 'Systems and architectures go by the names that go gives them',
  why: 'go sets darwin, not macos, and amd64, not x86_64: under a name of another tool the file is never built, or always.',
  fix: 'Write the name of go, or list the tag under "tags" in go-preflight.jsonc where it is your own.',
  confidence: 'likely',
  messages: { alias: 'no target sets {tag}, and nothing here passes it; go calls it {meant}', replace: replaceTitle },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    const meantBy = (tag: string): string | undefined =>
      vocabulary.isOwn(tag) && Object.hasOwn(foreignNames, tag) ? foreignNames[tag] : undefined;
    return runTagged(module, facts, meantBy, mentionsTag, (tag, meant, subject) => ({
      message: say('alias', { tag, meant }),
      instead: [meant],
      severity: weightOfAlias(subject, tag, meantBy),
    }));
  },
};

/** A warning where the right name would let the file into other builds: `amd64 || i386` in x_amd64.go loses none. */
function weightOfAlias(
  { tagged, text }: Subject,
  alias: string,
  meantBy: (tag: string) => string | undefined,
): Severity {
  const expr = fileExpr({ ...tagged.file, cgo: false }, tagged.header.condition);
  if (expr === undefined) return 'warning';
  // The others count as corrected: of `macos && aarch64` neither alone would change anything.
  const others = replaceTags(expr, (tag) => (tag === alias ? tag : (meantBy(tag) ?? tag)));
  const all = replaceTags(expr, (tag) => meantBy(tag) ?? tag);
  if (areEquivalent(others, all, plainBuilds(newestKnownMinor))) return 'hint';
  return isGeneratedSource(text) ? 'info' : 'warning';
}

export const testTagAssumed: ModuleCheck = {
  ...shared,
  id: 'test-tag-assumed',
  title: 'No constraint waits for a tag that go test would set',
  why: 'go test sets no tag: what only tests need belongs into files that end in _test.go.',
  fix: 'Rename the file to *_test.go and delete the line, or pass the tag wherever tests run.',
  severity: 'info',
  confidence: 'likely',
  messages: {
    test: 'go test sets no tag {tag}: without -tags {tag} these tests never run',
    other: 'go test sets no tag {tag}: without -tags {tag} this file is in no test',
  },
  run: (module, facts) =>
    runTagged(
      module,
      facts,
      (tag) => (wordsForTests.has(tag) ? tag : undefined),
      passesTag,
      (tag, _, { tagged: { file, header } }) => {
        const alone = header.condition.kind === 'expression' && header.condition.expr.kind === 'tag';
        return alone ? { message: say(isTestFileName(file.name) ? 'test' : 'other', { tag }), instead: [] } : undefined;
      },
    ),
};

/** go.mod has tool lines since this release. */
const toolMinor = 24;

export const pseudoIgnore: ModuleCheck = {
  ...shared,
  id: 'pseudo-ignore',
  title: 'Files that are set aside say so by the usual tag',
  why: 'Tools know ignore: gopls opens such files on their own, and go mod tidy passes over their imports. For any other tag it keeps the requirements.',
  fix: 'Write //go:build ignore.',
  severity: 'hint',
  confidence: 'likely',
  messages: {
    aside: 'nothing here passes {tag}: the file is set aside, for which the usual tag is ignore',
    tools: 'since Go 1.24 go.mod has tool lines, and a file behind the tag {tag} for imports alone is not needed',
    replace: replaceTitle,
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    const isTools = (tag: string): boolean => tag === 'tools' && (goLine?.minor ?? 0) >= toolMinor;
    return runTagged(
      module,
      facts,
      (tag) => (wordsForIgnore.has(tag) || isTools(tag) ? 'ignore' : undefined),
      passesTag,
      (tag, meant, { header: { imports }, tagged: { header } }) => {
        if (header.condition.kind !== 'expression' || header.condition.expr.kind !== 'tag') return undefined;
        // A program that somebody runs by name uses what it imports.
        const isList = imports.length > 0 && imports.every(({ name }) => name?.text === '_');
        if (isTools(tag) && !isList) return undefined;
        if (isTools(tag)) return { message: say('tools', { tag }), instead: [] };
        return { message: say('aside', { tag }), instead: [meant] };
      },
    );
  },
};

interface Suspicion {
  readonly message: Message;
  readonly instead: readonly string[];
  readonly severity?: Severity;
}

function runFaulty(
  module: Module,
  facts: Facts,
  fault: HeaderFault,
  suspect: (tag: string, expr?: BuildExpr) => Suspicion | undefined,
): Promise<CheckResult> {
  return inspect(
    module,
    facts,
    'faulty',
    (faulty) => faulty.filter(({ header, contradiction }) => header.faults.has(fault) && contradiction === 'none'),
    async (subject) => {
      const evidence = (await facts.get(tagEvidence, module.dir)).text;
      return tagPlaces(subject, (tag) => suspect(tag) !== undefined).flatMap((place): FindingDraft[] => {
        const suspicion = suspect(place.tag, place.expr);
        if (!suspicion || passesTag(evidence, place.tag)) return [];
        return [findingOf(subject, place, suspicion)];
      });
    },
  );
}

function findingOf(subject: Subject, place: TagPlace, { message, instead, severity }: Suspicion): FindingDraft {
  return { ...tagFinding(subject, place, message, instead), ...(severity && { severity }) };
}

/**
 * Tags that only -tags can set, that are suspected, and that nothing passes.
 * @param meant what a tag was perhaps meant to be; undefined for a tag that nobody suspects
 * @param isPassed whether the scripts and documents of the repository show that somebody passes it
 */
function runTagged(
  module: Module,
  facts: Facts,
  meant: (tag: string) => string | undefined,
  isPassed: (evidence: string, tag: string) => boolean,
  judge: (tag: string, meant: string, subject: Subject) => Suspicion | undefined,
): Promise<CheckResult> {
  return inspect(
    module,
    facts,
    'tagged',
    (tagged) =>
      tagged.filter(
        (file) => file.contradiction === 'none' && file.header.customTags.some((tag) => meant(tag) !== undefined),
      ),
    async (subject) => {
      const passed = await facts.get(passedTags, facts.root);
      const evidence = (await facts.get(tagEvidence, module.dir)).text;
      return tagPlaces(subject, (tag) => meant(tag) !== undefined).flatMap((place): FindingDraft[] => {
        const { tag } = place;
        // A value that only its run knows may be this one.
        if (module.root.options.knownTags.includes(tag) || passed.tags.has(tag) || passed.unresolved) return [];
        if (isPassed(evidence, tag)) return [];
        const suspicion = judge(tag, meant(tag) ?? tag, subject);
        return suspicion ? [findingOf(subject, place, suspicion)] : [];
      });
    },
  );
}
