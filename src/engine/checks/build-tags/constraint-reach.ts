import { expressionRange, deleteLines, honoured, locate, tagRange } from '../../constraints/constraintEdits';
import type { TaggedFile } from '../../constraints/constraintTable';
import { newestKnownMinor } from '../../constraints/ports';
import { nameTagsOf } from '../../constraints/fileName';
import { releaseMinor, tagKind } from '../../constraints/tagKind';
import { moduleGoLine } from '../../facts/buildTags/moduleGoLine';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { parseConstraint } from '../../parse/buildConstraint';
import { impliedGoMinor, printExpr, tagsOf, type BuildExpr } from '../../parse/buildExpr';
import { inspect, inspectFaulty, type Subject } from './inspection';
import { tagFinding, tagPlaces } from './tagPlaces';

/** Conditions that are right and say too much, too little, or something for later. */

const shared = {
  family: 'build-tags',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

export const constraintAlwaysTrue: ModuleCheck = {
  ...shared,
  id: 'constraint-always-true',
  title: 'Every constraint excludes something',
  why: 'A condition that holds in every build decides nothing; perhaps another one was meant.',
  fix: 'Delete the line, or correct the expression.',
  severity: 'hint',
  messages: { always: '{expression} is true in every build: the line excludes nothing', delete: 'Delete the line' },
  run: (module, facts) => inspectFaulty(module, facts, 'always', (subject) => always(subject)),
};

export const constraintFutureReleaseTag: ModuleCheck = {
  ...shared,
  id: 'constraint-future-release-tag',
  title: 'No constraint waits for a Go that is not released',
  why: 'A toolchain sets go1.1 to its own release. A file for a later one is built by nobody today.',
  fix: 'Correct the release, where it was not meant.',
  severity: 'info',
  confidence: 'likely',
  messages: { future: 'no released Go sets {tag}; the newest known here is go1.{newest}' },
  run: (module, facts) =>
    inspectFaulty(module, facts, 'future', (subject) =>
      tagPlaces(subject, (tag) => (releaseMinor(tag) ?? 0) > newestKnownMinor + 1).map((place) =>
        tagFinding(subject, place, say('future', { tag: place.tag, newest: newestKnownMinor })),
      ),
    ),
};

/** Below, no release lets a file raise its version. */
const leastRaised = 21;

export const constraintRaisesLanguageVersion: ModuleCheck = {
  ...shared,
  id: 'constraint-raises-language-version',
  title: 'No file has a newer language version than its module',
  why: 'A //go:build line that implies go1.N compiles its file as that version, with its rules for loop variables, whatever go.mod says.',
  fix: 'Raise the go line once no older Go is supported; until then this is how it is done.',
  severity: 'hint',
  messages: { raises: '{tag} makes go compile this file as Go 1.{minor}; go.mod says go {line}' },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    const raised = ({ header, contradiction }: TaggedFile): boolean =>
      goLine !== undefined &&
      contradiction === 'none' &&
      (header.impliedMinor ?? 0) > Math.max(goLine.minor, leastRaised) &&
      !header.faults.has('future') &&
      !header.faults.has('release');
    return inspect(
      module,
      facts,
      'versioned',
      (versioned) => versioned.filter(raised),
      (subject) => raises(subject, goLine?.text ?? ''),
    );
  },
};

export const portUnsupported: ModuleCheck = {
  ...shared,
  id: 'port-unsupported',
  title: 'Files are for ports that Go has',
  why: 'Go refuses to build for a pair of system and architecture that is not among its ports, so the file is never compiled.',
  fix: 'Delete the file, unless another toolchain builds it.',
  severity: 'hint',
  messages: {
    one: 'no Go from 1.21 on has a port that builds {file}',
    more: 'no Go from 1.21 on has a port that builds {file}; {count} files here are like it',
  },
  run: (module, facts) => {
    const counts = new Map<object, readonly TaggedFile[]>();
    return inspect(
      module,
      facts,
      'faulty',
      (faulty) => {
        for (const file of faulty)
          if (file.portless && namesTarget(file))
            counts.set(file.directory, [...(counts.get(file.directory) ?? []), file]);
        return [...counts.values()].flatMap((files) => files.slice(0, 1));
      },
      ({ tagged, path, header }) => {
        const more = (counts.get(tagged.directory)?.length ?? 1) - 1;
        const args = { file: tagged.file.name, count: more + 1 };
        const [line] = honoured(header, 'go:build');
        const range = line ? expressionRange(line) : (header.packageClause?.clauseRange ?? startOfFile);
        return [
          {
            message: say(more > 0 ? 'more' : 'one', args),
            location: { file: path, range },
            key: tagged.directory.path,
          },
        ];
      },
    );
  },
};

/** A fallback leaves targets out; a file for one names it. */
function namesTarget({ file, header }: TaggedFile): boolean {
  const visit = (at: BuildExpr, negated: boolean): boolean => {
    if (at.kind === 'tag')
      return !negated && tagKind(at.tag).kind === 'target' && at.tag !== 'unix' && at.tag !== 'cgo';
    return at.kind === 'not' ? visit(at.x, !negated) : visit(at.x, negated) || visit(at.y, negated);
  };
  if (nameTagsOf(file.name) !== undefined) return true;
  return header.condition.kind === 'expression' && visit(header.condition.expr, false);
}

function always(subject: Subject): readonly FindingDraft[] {
  const { condition } = subject.tagged.header;
  const lines = honoured(subject.header, 'go:build');
  const [line] = lines.length > 0 ? lines : honoured(subject.header, '+build');
  if (!line || condition.kind !== 'expression') return [];
  // Only `//go:build` says it in one line.
  const edits = lines.length > 0 ? [deleteLines(subject, line.range.start.line, line.range.start.line)] : [];
  return [
    {
      message: say('always', { expression: printExpr(condition.expr) }),
      location: locate(subject, expressionRange(line)),
      fixes: edits.length > 0 ? [{ kind: 'edit', title: say('delete'), safe: false, edits }] : [],
    },
  ];
}

function raises(subject: Subject, goLine: string): readonly FindingDraft[] {
  const [line] = honoured(subject.header, 'go:build');
  const parsed = line && parseConstraint(line.text);
  if (line === undefined || parsed?.kind !== 'expression') return [];
  const minor = subject.tagged.header.impliedMinor;
  const tag = tagsOf(parsed.expr).find((at) => impliedGoMinor(at) === minor);
  if (tag === undefined || minor === undefined) return [];
  const message = say('raises', { tag: tag.tag, minor, line: goLine });
  return [{ message, location: locate(subject, tagRange(line, tag)), key: tag.tag }];
}
