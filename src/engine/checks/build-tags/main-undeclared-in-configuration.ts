import { joinPath } from '../../../base/paths';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleSymbols } from '../../facts/buildTags/moduleSymbols';
import type { Facts } from '../../facts/factStore';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { SymbolClash } from '../../model/symbols';
import { nothingToJudge } from './inspection';
import { mainStubFixes } from './mainStubFix';
import { notParsed, notRead, severityOf } from './wholeFiles';

/** The linker alone says it: the compiler, `go vet` and `go test` do not ask for main. */
export const mainUndeclaredInConfiguration: ModuleCheck = {
  id: 'main-undeclared-in-configuration',
  family: 'build-tags',
  title: 'Every program has a func main on the targets that it is built for',
  why: 'go build ./... links each program of which it takes a file. Where the file with main is left out, the linker stops; go vet and go test do not show it.',
  fix: 'Declare main for these builds too, or leave all files of the program out of them by the same constraint.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  // Files are read whole, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
  messages: {
    undeclared:
      'this program has no func main for {target}, which builds this file: go build stops in the linker; main is declared in {files}',
    declared: 'main is declared here, for other builds',
    stub: 'Add {file} with a main that panics, for the other builds: {constraint}',
    broken: '{file} does not parse, so whether its program has a main was not verified',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const { clashes, unread, broken } = await moduleSymbols(module, facts, 'clashes');
    const mainless = clashes.filter(({ clash }) => clash.kind === 'mainless');
    return found(
      await Promise.all(mainless.map(({ folder, clash }) => findingOf(folder, clash, facts))),
      unseen ?? notRead(facts.root, unread) ?? notParsed(facts.root, broken),
    );
  },
};

async function findingOf(folder: string, clash: SymbolClash, facts: Facts): Promise<FindingDraft> {
  const { declarations, level, place, targets, witness } = clash;
  const names = declarations.map(({ file }) => file);
  const files = names.length > 2 ? `${names.slice(0, 2).join(', ')} ...` : names.join(', ');
  return {
    message: say('undeclared', { target: witness, files }),
    severity: severityOf(level),
    location: { file: joinPath(folder, place.file), range: place.range },
    related: declarations.map(({ file, range }) => ({ file: joinPath(folder, file), range, message: say('declared') })),
    targets,
    key: level,
    about: ['main'],
    fixes: await mainStubFixes(folder, clash, facts),
  };
}
