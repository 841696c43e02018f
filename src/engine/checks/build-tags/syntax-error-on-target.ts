import { joinPath, relativeWithin } from '../../../base/paths';
import { newestKnownMinor } from '../../constraints/ports';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleGoLine } from '../../facts/buildTags/moduleGoLine';
import { moduleSymbols } from '../../facts/buildTags/moduleSymbols';
import { passedTags } from '../../facts/ci/buildInstructions';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import type { SyntaxFault } from '../../model/symbols';
import { nothingToJudge } from './inspection';
import { notRead, severityOf } from './wholeFiles';

/** What every machine builds, its own go build tells of; this is about the files that some builds leave out. */
export const syntaxErrorOnTarget: ModuleCheck = {
  id: 'syntax-error-on-target',
  family: 'build-tags',
  title: 'Files that only some builds take have no syntax error',
  why: 'go build on your machine does not read files of other ports or tags. The build that takes one stops at its first syntax error.',
  fix: 'Correct the line; the words are those of the Go compiler.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  // Files are read whole, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
  messages: {
    syntax: 'syntax error, {words}: go stops at this file in every build for {target}',
    'syntax-test': 'syntax error, {words}: go stops at this file in every test for {target}',
    conflict: 'a merge conflict was left in {file}: go stops there in every build for {target}',
    'conflict-test': 'a merge conflict was left in {file}: go stops there in every test for {target}',
    newer: '{file} does not parse by the rules of Go 1.{known}; go.mod says go {version}, which may know more',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const { faults, unread } = await moduleSymbols(module, facts, 'clashes');
    const goLine = await facts.get(moduleGoLine, module.dir);
    const [first] = faults;
    if (first && goLine && goLine.minor > newestKnownMinor) {
      const file = joinPath(facts.root, first.folder, first.fault.place.file);
      const args = {
        file: relativeWithin(facts.root, file) ?? file,
        known: newestKnownMinor,
        version: goLine.text,
      };
      return found([], unseen ?? { reason: say('newer', args), needs: 'readable-files' });
    }
    const passed = await facts.get(passedTags, facts.root);
    return found(
      faults.map(({ folder, fault }) => findingOf(folder, fault, passed.tags)),
      unseen ?? notRead(facts.root, unread),
    );
  },
};

function findingOf(folder: string, fault: SyntaxFault, passed: ReadonlySet<string>): FindingDraft {
  const { kind, words, isTest, witness, targets, place } = fault;
  return {
    message: say(`${kind}${isTest ? '-test' : ''}`, { words, file: place.file, target: witness }),
    severity: severityIn(fault, passed),
    location: { file: joinPath(folder, place.file), range: place.range },
    targets,
    key: kind === 'conflict' ? kind : words,
  };
}

/** By where it shows: nobody is known to build what is not on a first-class port, or needs a tag that nothing passes. */
function severityIn({ level, tags }: SyntaxFault, passed: ReadonlySet<string>): Severity {
  if (level !== 'tagged') return severityOf(level);
  return tags.every((tag) => passed.has(tag)) ? 'warning' : 'info';
}
