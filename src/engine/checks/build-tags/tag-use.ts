import { joinPath } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import { nearestTag } from '../../constraints/misspelling';
import { sourceHeader } from '../../facts/buildTags/sourceHeader';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleTraits } from '../../facts/buildTags/moduleTags';
import { mentionsTag, tagEvidence } from '../../facts/buildTags/tagEvidence';
import { vocabularyOf } from '../../facts/buildTags/tagVocabulary';
import { passedTags } from '../../facts/ci/buildInstructions';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import type { BuildExpr } from '../../parse/buildExpr';
import { honoured, expressionRange } from '../../constraints/constraintEdits';
import { inspect, nothingToJudge } from './inspection';
import { tagFinding, tagPlaces } from './tagPlaces';

/** What becomes of tags that nobody passes, and of files that are set aside. */

const shared = {
  family: 'build-tags',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

export const tagNeverEnabled: ModuleCheck = {
  ...shared,
  id: 'tag-never-enabled',
  // Scripts and documents are read for it, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  title: 'Something passes every tag that a file waits for',
  why: 'A file behind a tag that nothing here passes is compiled by nobody here: not by CI, not by the editor, not by go vet.',
  fix: 'Pass the tag somewhere, in CI for example, or list it under "tags" in go-preflight.jsonc.',
  severity: 'hint',
  messages: {
    one: 'nothing here passes the tag {tag}, which this file waits for: nothing here compiles it',
    more: 'nothing here passes the tag {tag}, which {count} files here wait for: nothing here compiles them',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    const passed = await facts.get(passedTags, facts.root);
    const waiting = new Map<string, number>();
    const isSuspect = (tag: string): boolean =>
      vocabulary.isOwn(tag) &&
      !passed.tags.has(tag) &&
      // A tag to leave something out is for those who build, and a likely misspelling has a finding of its own.
      !/(^|_)(no|omit|without|disable)(_|[a-z])/i.test(tag) &&
      nearestTag(tag, vocabulary.established, 1) === undefined;
    return inspect(
      module,
      facts,
      'tagged',
      (tagged) => {
        if (passed.unresolved) return [];
        const first = new Map<string, (typeof tagged)[number]>();
        for (const file of tagged) {
          if (file.header.condition.kind !== 'expression' || file.header.isSetAside) continue;
          for (const tag of requiredTags(file.header.condition.expr)) {
            if (!isSuspect(tag)) continue;
            waiting.set(tag, (waiting.get(tag) ?? 0) + 1);
            if (!first.has(tag)) first.set(tag, file);
          }
        }
        return [...new Set(first.values())];
      },
      async (subject) => {
        const evidence = (await facts.get(tagEvidence, module.dir)).text;
        const findings: FindingDraft[] = [];
        for (const place of tagPlaces(subject, (tag) => waiting.has(tag))) {
          const count = waiting.get(place.tag) ?? 1;
          waiting.delete(place.tag);
          if (mentionsTag(evidence, place.tag)) continue;
          findings.push(tagFinding(subject, place, say(count > 1 ? 'more' : 'one', { tag: place.tag, count })));
        }
        return findings;
      },
    );
  },
};

/** Tags without which the condition cannot hold. */
function requiredTags(expr: BuildExpr): readonly string[] {
  if (expr.kind === 'tag') return [expr.tag];
  return expr.kind === 'and' ? [...requiredTags(expr.x), ...requiredTags(expr.y)] : [];
}

export const tagNearDuplicates: ModuleCheck = {
  ...shared,
  id: 'tag-near-duplicates',
  title: 'One tag has one spelling',
  why: 'Tags differ by case and underscores: whoever passes one of two spellings leaves the files of the other out.',
  fix: 'Decide for one spelling.',
  severity: 'hint',
  messages: {
    spelling: 'the tag {tag} is also spelt {other} here, in {count} files: to go they are two tags',
    replace: 'Replace with {meant}',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    const bySkeleton = new Map<string, string[]>();
    for (const tag of vocabulary.established) {
      const skeleton = tag.toLowerCase().replace(/[_.]/g, '');
      bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), tag]);
    }
    const rarer = new Map<string, string>();
    for (const tags of bySkeleton.values()) {
      const [usual, ...others] = tags.toSorted((a, b) => vocabulary.uses(b) - vocabulary.uses(a));
      if (usual !== undefined) for (const tag of others) if (vocabulary.uses(tag) > 1) rarer.set(tag, usual);
    }
    return inspect(
      module,
      facts,
      'tagged',
      (tagged) => tagged.filter(({ header }) => header.customTags.some((tag) => rarer.has(tag))),
      (subject) =>
        tagPlaces(subject, (tag) => rarer.has(tag)).map((place) => {
          const other = rarer.get(place.tag) ?? '';
          const message = say('spelling', { tag: place.tag, other, count: vocabulary.uses(other) });
          return tagFinding(subject, place, message, [other]);
        }),
    );
  },
};

export const taggedTestsNeverRun: ModuleCheck = {
  ...shared,
  id: 'tagged-tests-never-run',
  title: 'Something runs the tests of every package',
  why: 'Where every test of a package waits for a tag, go test ./... says "no test files" and succeeds.',
  fix: 'Run go test with the tag in CI, or take the tag off the tests that need nothing special.',
  severity: 'info',
  messages: {
    never: 'every test of package {package} waits for the tag {tag}, which nothing here passes: go test never runs one',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const hidden = (await facts.get(moduleTraits, module.dir)).traits.get('hidden-tests') ?? [];
    const passed = await facts.get(passedTags, facts.root);
    if (hidden.length === 0 || passed.unresolved) return found([], unseen);
    const table = await facts.get(constraintTable);
    const evidence = (await facts.get(tagEvidence, module.dir)).text;
    const findings: FindingDraft[] = [];
    for (const directory of hidden) {
      const tests = directory.goFiles.filter(({ name }) => isTestFileName(name));
      const headers = tests.map(({ constraints }) => table.header(constraints));
      const tags = [...new Set(headers.flatMap(({ customTags }) => customTags))];
      const isPassed = (tag: string): boolean =>
        passed.tags.has(tag) || module.root.options.knownTags.includes(tag) || mentionsTag(evidence, tag);
      const [tag] = tags;
      const [first] = tests;
      if (tag === undefined || first === undefined || tags.some(isPassed)) continue;
      if (headers.some(({ isSetAside, customTags }) => isSetAside || customTags.length === 0)) continue;
      const path = joinPath(facts.root, directory.path, first.name);
      const header = await facts.read(sourceHeader, path);
      const [line] = header ? honoured(header, 'go:build') : [];
      findings.push({
        message: say('never', { package: directory.path || first.packageName.replace(/_test$/, ''), tag }),
        location: { file: path, range: line ? expressionRange(line) : startOfFile },
        key: directory.path,
      });
    }
    return found(findings, unseen);
  },
};

export const ignoreFileNotMain: ModuleCheck = {
  ...shared,
  id: 'ignore-file-not-main',
  title: 'Files behind ignore are programs',
  why: 'ignore is for programs that are run by name, go run gen.go. A file of the library behind it is compiled by nobody, and rots.',
  fix: 'Delete the file, or take the constraint off.',
  severity: 'hint',
  messages: { library: 'this file is of package {package} and never part of it: ignore is never set' },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const table = await facts.get(constraintTable);
    const findings: FindingDraft[] = [];
    for (const directory of (await facts.get(moduleTraits, module.dir)).traits.get('aside') ?? []) {
      for (const { name, packageName, constraints, cgo } of directory.goFiles) {
        // Input of cgo -godefs is set aside for good.
        if (cgo) continue;
        const header = table.header(constraints);
        if (packageName === 'main' || packageName === '' || header.condition.kind !== 'expression') continue;
        if (!requiredTags(header.condition.expr).includes('ignore')) continue;
        const path = joinPath(facts.root, directory.path, name);
        const clause = (await facts.read(sourceHeader, path))?.packageClause?.clauseRange;
        findings.push({
          message: say('library', { package: packageName }),
          location: { file: path, range: clause ?? startOfFile },
          key: name,
        });
      }
    }
    return found(findings, unseen);
  },
};
