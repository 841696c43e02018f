import { LineIndex } from '../../../base/lineIndex';
import { deleteLines, honoured, locate, replace, tagRange } from '../../constraints/constraintEdits';
import type { TaggedFile } from '../../constraints/constraintTable';
import { findMissingFeature, type LanguageFeature } from '../../constraints/languageFeatures';
import { findLoopCapture, type LoopCapture } from '../../constraints/loopCapture';
import { isSatisfiable, everyBuild } from '../../constraints/reach';
import { assume } from '../../constraints/simplify';
import { releaseMinor } from '../../constraints/tagKind';
import { moduleGoLine, type GoLine } from '../../facts/buildTags/moduleGoLine';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import { lineRange } from '../../model/range';
import { parseConstraint } from '../../parse/buildConstraint';
import { impliedGoMinor, printExpr, tagsOf, type BuildExpr, type TagExpr } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { goTokens } from '../../parse/goTokens';
import { inspect, type Subject } from './inspection';

/** Tags go1.N: what they do to the language version of their file, and which of them the go line has made constant. */

/** A file's language version is never lower than this, whatever its constraint says. */
const floorMinor = 21;
/** From this go line on an older toolchain refuses the module, so the go line bounds the releases. */
const strictMinor = 21;
/** The release that gave each iteration its own variable. */
const loopMinor = 22;

const shared = { family: 'build-tags', profile: 'static', since: '0.1.0', scope: 'module' } as const;

export const constraintLowersLanguageVersion: ModuleCheck = {
  ...shared,
  id: 'constraint-lowers-language-version',
  title: "No //go:build line lowers its file's language version",
  why: 'A constraint that implies go1.N compiles its file with that language version, whatever go.mod says. Below Go 1.22 loop variables are shared again.',
  fix: 'Delete the release tag, which the go line of go.mod makes redundant.',
  severity: 'info',
  worst: 'warning',
  confidence: 'certain',
  messages: {
    lowers: '{tag} makes go compile this file as Go {effective}, although go.mod says go {line}',
    loop: '{tag} compiles this file as Go {effective} (go.mod: {line}), where all iterations share one {name}, which line {at} keeps',
    rangeOverInt:
      '{tag} compiles this file as Go {effective} (go.mod: {line}), which lacks range over an integer (line {at})',
    genericAlias:
      '{tag} compiles this file as Go {effective} (go.mod: {line}), which lacks generic type aliases (line {at})',
    newOfExpression: '{tag} compiles this file as Go {effective} (go.mod: {line}), which lacks new(value) (line {at})',
    here: 'here',
    drop: 'Delete {tag}: the file then gets the language version of go.mod',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    return inspect(
      module,
      facts,
      'versioned',
      (versioned) => versioned.filter((file) => effectiveMinor(file, goLine) !== undefined),
      (subject) => lowering(subject, goLine),
    );
  },
};

export const constraintDeadReleaseTag: ModuleCheck = {
  ...shared,
  id: 'constraint-dead-release-tag',
  title: 'No release tag is decided by the go line',
  why: 'Toolchains older than the go line refuse the module, so the tag has one value only, and a file that wants an older Go is never built.',
  fix: 'Delete the tag, or the file that can never be built.',
  severity: 'hint',
  confidence: 'certain',
  messages: {
    always: '{tag} is always set: go.mod says go {line}',
    never: 'no build includes this file: it wants a Go before 1.{minor}, and go.mod says go {line}',
    drop: 'Delete {tag}',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    return inspect(
      module,
      facts,
      'versioned',
      (versioned) =>
        versioned.filter(
          (file) =>
            isDecided(file, goLine) && effectiveMinor(file, goLine) === undefined && file.contradiction === 'none',
        ),
      (subject) => (goLine ? dead(subject, goLine) : []),
    );
  },
};

/** The language version that the constraint gives the file, where it is lower than the module's. */
function effectiveMinor({ header, contradiction }: TaggedFile, goLine: GoLine | undefined): number | undefined {
  if (goLine === undefined || header.impliedMinor === undefined) return undefined;
  // Nothing compiles a file that no build includes.
  if (contradiction !== 'none' || header.faults.has('release')) return undefined;
  const effective = Math.max(header.impliedMinor, floorMinor);
  return effective < goLine.minor ? effective : undefined;
}

function isDecided({ header }: TaggedFile, goLine: GoLine | undefined): boolean {
  return goLine !== undefined && goLine.minor >= strictMinor && header.releases.some((minor) => minor <= goLine.minor);
}

function lowering(subject: Subject, goLine: GoLine | undefined): readonly FindingDraft[] {
  const effective = effectiveMinor(subject.tagged, goLine);
  const [line] = honoured(subject.header, 'go:build');
  if (goLine === undefined || effective === undefined || line === undefined) return [];
  const parsed = parseConstraint(line.text);
  if (parsed.kind !== 'expression') return [];
  const implied = subject.tagged.header.impliedMinor;
  const tag = tagsOf(parsed.expr).find((at) => impliedGoMinor(at) === implied);
  if (tag === undefined) return [];
  const args = { tag: tag.tag, effective: `1.${effective}`, line: goLine.text };
  const tokens = goTokens(subject.text);
  const missing = findMissingFeature(tokens, effective);
  const capture = effective < loopMinor && goLine.minor >= loopMinor ? findLoopCapture(tokens) : undefined;
  const effect = effectOf(subject, args, missing, capture);
  return [
    {
      message: effect?.message ?? say('lowers', args),
      ...(effect && { severity: 'warning', related: [effect.related] }),
      location: locate(subject, tagRange(line, tag)),
      fixes: dropping(subject, line, parsed.expr, (at) => at.tag === tag.tag, false),
      key: tag.tag,
    },
  ];
}

/** What the lower version changes in this file. */
function effectOf(
  subject: Subject,
  args: Message['args'],
  missing: LanguageFeature | undefined,
  capture: LoopCapture | undefined,
): { message: Message; related: RelatedLocation } | undefined {
  const offset = missing?.offset ?? capture?.offset;
  if (offset === undefined) return undefined;
  const start = new LineIndex(subject.text).positionAt(offset);
  const length = missing ? missing.length : (capture?.name.length ?? 0);
  const at = { ...args, at: start.line + 1 };
  const message = missing ? say(missing.name, at) : say('loop', { ...at, name: capture?.name ?? '' });
  return {
    message,
    related: { ...locate(subject, lineRange(start.line, start.column, start.column + length)), message: say('here') },
  };
}

function dead(subject: Subject, goLine: GoLine): readonly FindingDraft[] {
  const { condition } = subject.tagged.header;
  if (condition.kind !== 'expression') return [];
  const decided = ({ tag }: Pick<TagExpr, 'tag'>): boolean => (releaseMinor(tag) ?? Infinity) <= goLine.minor;
  const [goBuild] = honoured(subject.header, 'go:build');
  const lines = goBuild ? [goBuild] : honoured(subject.header, '+build');
  const universe = { ...everyBuild, minors: { from: goLine.minor, to: Infinity } };
  const never = !isSatisfiable(condition.expr, universe);
  const findings: FindingDraft[] = [];
  for (const line of lines) {
    const parsed = parseConstraint(line.text);
    if (parsed.kind !== 'expression') continue;
    const tags = tagsOf(parsed.expr).filter(decided);
    for (const tag of tags.filter((at, index) => tags.findIndex((other) => other.tag === at.tag) === index)) {
      const minor = releaseMinor(tag.tag) ?? 0;
      findings.push({
        message: never
          ? say('never', { minor, line: goLine.text })
          : say('always', { tag: tag.tag, line: goLine.text }),
        location: locate(subject, tagRange(line, tag)),
        // The go line keeps every toolchain away for which the tag would not be set, so the builds stay as they are.
        fixes: never || !goBuild ? [] : dropping(subject, line, parsed.expr, decided, true),
        key: tag.tag,
      });
    }
  }
  return never ? findings.slice(0, 1) : findings;
}

/** Deletes tags that are always set from a `//go:build` line, and the line where nothing is left of it. */
function dropping(
  subject: Subject,
  line: ConstraintComment,
  expr: BuildExpr,
  drop: (tag: TagExpr) => boolean,
  safe: boolean,
): readonly EditFix[] {
  const dropped = tagsOf(expr).filter(drop);
  const names = new Set(dropped.map(({ tag }) => tag));
  const rest = assume(expr, (tag) => (names.has(tag) ? true : undefined));
  if (rest === false) return [];
  const edit =
    rest === true
      ? deleteLines(subject, line.range.start.line, line.range.start.line)
      : replace(subject, line.range, `//go:build ${printExpr(rest)}`);
  return [{ kind: 'edit', title: say('drop', { tag: [...names].join(', ') }), safe, edits: [edit] }];
}
