import { groupBy } from '../../../base/groupBy';
import { customTagCounts } from '../../facts/buildTags/tagVocabulary';
import { buildInstructions, splitTags } from '../../facts/ci/buildInstructions';
import { holdsExactly, passedValues, type PassedValue } from '../../facts/ci/passedValues';
import type { Facts } from '../../facts/factStore';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, type CheckResult } from '../../model/outcome';
import { impliedOs, unixOses } from '../../constraints/knownNames';
import { tagKind } from '../../constraints/tagKind';
import type { TargetVariables } from '../../parse/ci/targetVariables';
import { parseGoFlags } from '../../parse/goFlags';
import { isNamable, passedDraft, replaceTag } from './passedDraft';

/** What is wrong with the values that commands and settings hand to -tags. Only what is written out is judged. */

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'root',
} as const;

const none = 'nothing here passes a build tag that is written out';
const replaceTitle = 'Write {value}';

/** Commands that refuse a list with a space and a comma; go list drops a tag and says nothing. */
const strictVerbs: ReadonlySet<string> = new Set(['build', 'install', 'run', 'test', 'vet']);

export const tagsSeparator: RootCheck = {
  ...shared,
  id: 'tags-separator',
  title: 'Tags are separated by commas alone',
  why: 'With a space in it go reads the list in its old form, separated by spaces: "a, b" stops go build, and go list sets a tag "a,".',
  fix: 'Separate the tags by commas, without spaces.',
  worst: 'error',
  messages: {
    stops: '{source} "{value}" stops go: a list with a space in it may hold no comma; write {fixed}',
    silent: '{source} "{value}" sets "{odd}", which no constraint can name: with a space, commas separate nothing',
    spaces: '{source} "{value}" separates tags by spaces, the old form; write {fixed}',
    operand: '{source} {value} {next} sets only {value}: the shell makes {next} a word of its own, a package to go',
    goflags: 'GOFLAGS is split at spaces: {word} is no flag to go, and every go command with it stops',
    replace: replaceTitle,
    none,
  },
  run: (root, facts) =>
    judgeEach(root, facts, async (passed) => [...separators(passed), ...(await operands(passed, facts))]),
};

export const tagsInvalidName: RootCheck = {
  ...shared,
  id: 'tags-invalid-name',
  title: 'Every tag that is passed is one that a constraint can name',
  why: '-tags takes any text, and a constraint can name only letters, digits, underscores and dots: anything else has no effect, and go says nothing.',
  fix: 'Pass tags separated by commas; negate them in the constraint.',
  messages: {
    operator:
      '{source} sets the single tag "{tag}", which no constraint can name; tags are separated by commas: {fixed}',
    negated:
      '{source} sets a tag "{tag}", which has no effect: a tag is negated in the constraint, not where it is passed',
    invalid: '{source} sets the tag "{tag}", which no constraint can name: letters, digits, _ and . only',
    replace: replaceTitle,
    none,
  },
  run: (root, facts) => judgeEach(root, facts, (passed) => Promise.resolve(invalidNames(passed))),
};

export const tagsCollideWithEnvironment: RootCheck = {
  ...shared,
  id: 'tags-collide-with-environment',
  title: 'No tag that is passed is one that go sets itself',
  why: '-tags windows sets windows beside the GOOS of the build: files of two systems are compiled together and everything is declared twice.',
  fix: 'Use GOOS, GOARCH, CGO_ENABLED, -race or GOEXPERIMENT.',
  messages: {
    target: '{source} sets {tag} beside the real target: files of two targets are built together; set {instead}',
    cgo: '{source} sets cgo, which CGO_ENABLED decides: where that is 0, go wants files with import "C" that it leaves out, elsewhere the tag does nothing',
    release: '{source} sets {tag}, which means a release of Go: files for a newer Go are built with an older one',
    tool: '{source} sets {tag}, which only {instead} sets with all that belongs to it',
    none,
  },
  run: (root, facts) => judgeEach(root, facts, (passed) => Promise.resolve(collisions(passed))),
};

export const tagsIgnore: RootCheck = {
  ...shared,
  id: 'tags-ignore',
  title: 'Nothing passes the tag ignore',
  why: 'By convention ignore is never set: with it every file that was set aside is built, programs beside libraries, and go stops.',
  fix: 'Name the file on the command line, or give it a tag of its own.',
  confidence: 'likely',
  messages: {
    ignore:
      '{source} sets ignore: go then builds every file that //go:build ignore sets aside, and stops where two packages meet',
    none,
  },
  run: (root, facts) =>
    judgeEach(root, facts, (passed) => {
      const { invocation } = passed;
      const isPlain = invocation === undefined || /^(build|install|test|vet)$/.test(invocation.verb);
      const namesFiles = invocation?.operands.some(({ text }) => text.endsWith('.go')) ?? false;
      if (!isPlain || namesFiles || !splitTags(passed.value).includes('ignore')) return Promise.resolve([]);
      return Promise.resolve([passedDraft(passed, say('ignore', { source: passed.source }), 'ignore')]);
    }),
};

export const tagsOverridden: RootCheck = {
  ...shared,
  id: 'tags-overridden',
  title: 'No -tags is lost to another one',
  why: 'go takes the last -tags alone, of the command line before GOFLAGS: they do not add up, and the others have no effect.',
  fix: 'Merge them into one list.',
  messages: {
    twice: '-tags {lost} has no effect: go takes the last -tags of a command alone, {kept}',
    goflags: 'GOFLAGS=-tags={lost} has no effect here: the -tags {kept} of the command replaces it',
    editor:
      '{source} -tags={lost} has no effect: the Go extension adds -tags {kept} of go.buildTags behind it, and go takes the last',
    unused:
      'go.buildTags {lost} has no effect: {source} has -tags {kept} already, and the Go extension adds no second one',
    merge: 'Pass {value}',
    none,
  },
  run: async (root, facts) => {
    const files = await facts.get(buildInstructions, root.dir);
    const values = await facts.get(passedValues, root.dir);
    if (values.length === 0) return notApplicable(say('none'));
    const findings: FindingDraft[] = [];
    const ofFile = groupBy(values, ({ instructions }) => instructions);
    const ofCommand = groupBy(values, ({ invocation }) => invocation);
    for (const instructions of files) {
      for (const invocation of instructions.invocations)
        findings.push(...lostInCommand(ofCommand.get(invocation) ?? []));
      if (instructions.kind === 'editor') findings.push(...lostInEditor(ofFile.get(instructions) ?? []));
    }
    return found(findings);
  },
};

async function judgeEach(
  root: Root,
  facts: Facts,
  judge: (passed: PassedValue) => Promise<readonly FindingDraft[]>,
): Promise<CheckResult> {
  const values = await facts.get(passedValues, root.dir);
  if (values.length === 0) return notApplicable(say('none'));
  const findings: FindingDraft[] = [];
  for (const passed of values) findings.push(...(await judge(passed)));
  return found(findings);
}

function separators(passed: PassedValue): readonly FindingDraft[] {
  const { value, source, way, invocation } = passed;
  if (way === 'goflags') return splitGoFlags(passed);
  if (way === 'element' || !/\s/.test(value.trim())) return [];
  const tags = splitTags(value);
  const fixed = tags.join(',');
  if (!value.includes(','))
    return [{ ...passedDraft(passed, say('spaces', { source, value, fixed }), value, fixed), severity: 'hint' }];
  const stops = invocation !== undefined && strictVerbs.has(invocation.verb);
  const odd = value.split(/\s+/).find((word) => word.includes(',')) ?? value;
  const message = stops ? say('stops', { source, value, fixed }) : say('silent', { source, value, odd });
  return [{ ...passedDraft(passed, message, value, fixed), severity: stops ? 'error' : 'warning' }];
}

/** `GOFLAGS="-tags=a b" go test`. The GOFLAGS of this machine is the concern of goflags-syntax. */
function splitGoFlags(passed: PassedValue): readonly FindingDraft[] {
  const text = passed.invocation?.variables.get('GOFLAGS')?.text;
  if (text === undefined) return [];
  const word = parseGoFlags(text).flags.find(({ name }) => name === '');
  return word ? [{ ...passedDraft(passed, say('goflags', { word: word.text }), word.text), severity: 'error' }] : [];
}

/** `-tags a b ./...`, where some file of the repository names the tag b. */
async function operands(passed: PassedValue, facts: Facts): Promise<readonly FindingDraft[]> {
  const { invocation, way, value, source, instructions } = passed;
  const piece = invocation?.tags.find((tags) => tags?.text === value);
  const next = piece && invocation?.operands.find(({ start }) => start > piece.end);
  if (way !== 'flag' || !piece || !next || piece.quoted || !instructions || !/^[A-Za-z]\w*$/.test(next.text)) return [];
  if (next.start - piece.end > 4 || !(await facts.get(customTagCounts)).has(next.text)) return [];
  const message = say('operand', { source, value, next: next.text });
  return [{ message, location: instructions.locate(next), key: next.text }];
}

function invalidNames(passed: PassedValue): readonly FindingDraft[] {
  const { value, source } = passed;
  return splitTags(value).flatMap((tag) => {
    if (isNamable(tag)) return [];
    const parts = tag.split(/\s*(?:\+|;|\|\|?|&&?|:)\s*/);
    if (parts.length > 1 && parts.every((part) => isNamable(part))) {
      const fixed = replaceTag(value, tag, parts.join(','));
      return [passedDraft(passed, say('operator', { source, tag, fixed: parts.join(',') }), tag, fixed)];
    }
    return [passedDraft(passed, say(/^!+[\p{L}\p{Nd}_.]+$/u.test(tag) ? 'negated' : 'invalid', { source, tag }), tag)];
  });
}

function collisions(passed: PassedValue): readonly FindingDraft[] {
  const { value, source } = passed;
  return splitTags(value).flatMap((tag) => {
    const message = collision(tag, source);
    if (message === undefined || isOfTarget(tag, passed)) return [];
    const draft = passedDraft(passed, message, tag);
    // Where cgo is on, as it is with a compiler at hand, the tag does nothing.
    const isHarmless = tag === 'cgo' && !valuesOf('CGO_ENABLED', passed).includes('0');
    return [isHarmless ? { ...draft, severity: 'info' } : draft];
  });
}

/** Whether the build is for the target of the tag anyway, or perhaps: `GOOS=android`, on its line or elsewhere in the file. */
function isOfTarget(tag: string, passed: PassedValue): boolean {
  if (tag === 'cgo') {
    const values = valuesOf('CGO_ENABLED', passed);
    return values.length > 0 && values.every((value) => value !== '0');
  }
  if (tagKind(tag).kind !== 'target') return false;
  const systems = valuesOf('GOOS', passed);
  const isOn = (goos: string | undefined): boolean =>
    goos === undefined || goos === tag || impliedOs.get(goos) === tag || (tag === 'unix' && unixOses.has(goos));
  return systems.some(isOn) || valuesOf('GOARCH', passed).some((goarch) => goarch === undefined || goarch === tag);
}

/** What a variable is for a command, or may be where only its file sets it; undefined where a run alone knows. */
function valuesOf(name: keyof TargetVariables, { invocation, instructions }: PassedValue): TargetVariables['GOOS'] {
  const own = invocation?.variables.get(name)?.text;
  if (own !== undefined) return [/^\w+$/.test(own) ? own : undefined];
  return instructions?.variables[name] ?? [];
}

function collision(tag: string, source: string): Message | undefined {
  const kind = tagKind(tag).kind;
  if (tag === 'cgo') return say('cgo', { source });
  if (kind === 'target') return say('target', { source, tag, instead: 'GOOS and GOARCH' });
  if (kind === 'release') return say('release', { source, tag });
  if (kind === 'compiler') return say('tool', { source, tag, instead: '-compiler' });
  if (kind === 'feature')
    return say('tool', {
      source,
      tag,
      instead: `GO${tag.slice(0, tag.indexOf('.')).toUpperCase().replace(/LE$/, '')}`,
    });
  if (kind !== 'tool' || tag === 'generate') return undefined;
  if (/^(race|msan|asan)$/.test(tag)) return say('tool', { source, tag, instead: `the flag -${tag}` });
  return say('tool', { source, tag, instead: tag.startsWith('fips140') ? 'GOFIPS140' : 'GOEXPERIMENT' });
}

function lostInCommand(values: readonly PassedValue[]): readonly FindingDraft[] {
  const flags = values.filter(({ way }) => way === 'flag');
  const kept = flags.at(-1);
  // What is not written out may be the last one.
  if (kept?.invocation?.tags.at(-1) === undefined) return [];
  return values.flatMap((lost) => {
    if (lost === kept || includesAll(kept.value, lost.value)) return [];
    const id = lost.way === 'goflags' ? 'goflags' : 'twice';
    return [
      { ...passedDraft(lost, say(id, { lost: lost.value, kept: kept.value }), lost.value), ...merging(kept, lost) },
    ];
  });
}

/** `go.buildTags` beside -tags among the flags: which of the two gopls gets depends on how the flag is written. */
function lostInEditor(values: readonly PassedValue[]): readonly FindingDraft[] {
  const tags = values.find(({ source }) => source === 'go.buildTags');
  const flags = values.filter(({ source }) => source === 'go.buildFlags').at(-1);
  // With flags of its own gopls gets neither.
  if (!tags || !flags || values.some(({ source }) => source.includes('build.buildFlags'))) return [];
  const joined = flags.way === 'joined';
  const [kept, lost] = joined ? [tags, flags] : [flags, tags];
  if (includesAll(kept.value, lost.value)) return [];
  const args = { source: 'go.buildFlags', lost: lost.value, kept: kept.value };
  return [{ ...passedDraft(lost, say(joined ? 'editor' : 'unused', args), lost.value), ...merging(kept, lost) }];
}

function merging(kept: PassedValue, lost: PassedValue): Pick<FindingDraft, 'fixes'> {
  const merged = [...new Set([...splitTags(kept.value), ...splitTags(lost.value)])].join(',');
  if (!kept.location || !holdsExactly(kept.location.range, kept.value)) return { fixes: [] };
  const edits = [{ kind: 'text', ...kept.location, newText: merged }] as const;
  return { fixes: [{ kind: 'edit', title: say('merge', { value: merged }), safe: false, edits }] };
}

function includesAll(value: string, others: string): boolean {
  const tags = new Set(splitTags(value));
  return splitTags(others).every((tag) => tags.has(tag));
}
