import { joinPath } from '../../../base/paths';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleSymbols } from '../../facts/buildTags/moduleSymbols';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import { found, type CheckResult } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import type { SymbolClash, SymbolPlace } from '../../model/symbols';
import { exclusionFixes } from './exclusionFix';
import { nothingToJudge } from './inspection';
import { stubFixes } from './stubFix';
import { notParsed, notRead, severityOf } from './wholeFiles';

/**
 * Names that clash in some builds of a package. They take whole files, so they wait for the offline profile: the quick
 * verification of headers stays quick.
 */

const shared = {
  family: 'build-tags',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
} as const;

export const symbolRedeclaredInConfiguration: ModuleCheck = {
  ...shared,
  id: 'symbol-redeclared-in-configuration',
  title: 'No build takes two declarations of one name',
  why: 'Where the constraints of two files let both into one build, the compiler stops: "redeclared in this block". Builds for other targets do not show it.',
  fix: 'Exclude from one file what the other has: its constraint is && !(the constraint of the other).',
  messages: {
    one: '{name} is declared twice for {target}: here and in {file}',
    more: '{name} and {count} more are declared twice for {target}: here and in {file}',
    'one-everywhere': '{name} is declared twice on every first-class port: here and in {file}',
    'more-everywhere': '{name} and {count} more are declared twice on every first-class port: here and in {file}',
    first: 'the other declaration of {name}',
    exclude: 'Build {file} only where {other} is not built: {constraint}',
  },
  run: (module, facts) =>
    judge(module, facts, 'redeclared', (clash) => {
      const id = `${clash.others === 0 ? 'one' : 'more'}${clash.everywhere ? '-everywhere' : ''}`;
      return {
        message: say(id, { ...argsOf(clash), file: clash.declarations[0]?.file ?? '' }),
        severity: clash.everywhere ? 'error' : severityOf(clash.level),
        related: say('first', { name: clash.name }),
        fixes: exclusionFixes,
      };
    }),
};

export const symbolMissingInConfiguration: ModuleCheck = {
  ...shared,
  id: 'symbol-missing-in-configuration',
  title: 'Every build has the names that its files use',
  why: 'A name that only files of other builds declare is undefined in this one. go build on your own machine does not show it.',
  fix: 'Declare the name for these builds too (a file with the complementary constraint), or constrain the file that uses it.',
  messages: {
    one: '{name} is undefined for {target}, which builds this file; it is declared in {files}',
    more: '{name} and {count} more are undefined for {target}, which builds this file; {name} is declared in {files}',
    'one-nowhere': '{name} is undefined for {target}: no file of the package declares it',
    'more-nowhere': '{name} and {count} more are undefined for {target}: no file of the package declares {name}',
    declared: '{name} is declared here, for other builds',
    stub: 'Add {file} with functions that panic, for the other builds: {constraint}',
    broken: '{file} does not parse, so what its package lacks was not verified',
  },
  run: (module, facts) =>
    judge(module, facts, 'missing', (clash) => {
      const files = [...new Set(clash.declarations.map(({ file }) => file))];
      const args = {
        ...argsOf(clash),
        files: files.length > 2 ? `${files.slice(0, 2).join(', ')} ...` : files.join(', '),
      };
      return {
        message: say(`${clash.others === 0 ? 'one' : 'more'}${files.length === 0 ? '-nowhere' : ''}`, args),
        severity: clash.intended ? severityOf(clash.level) : 'info',
        related: say('declared', { name: clash.name }),
        fixes: stubFixes,
      };
    }),
};

export const stubSignatureDrift: ModuleCheck = {
  ...shared,
  id: 'stub-signature-drift',
  title: 'Every build has functions that take what they are called with',
  why: 'A function that is declared for each system anew must have the same parameters in all files. go build on your own machine compiles but one of them.',
  fix: 'Give the function in this file the parameters that it has in the others.',
  messages: {
    few: 'not enough arguments in the call of {name} for {target}: {given} of {wanted}; {file} declares it there',
    many: 'too many arguments in the call of {name} for {target}: {given}, and it takes {wanted}; {file} declares it there',
    declared: '{name} is declared here, for these builds',
    broken: '{file} does not parse, so the calls in its package were not verified',
  },
  run: (module, facts) =>
    judge(module, facts, 'miscalled', (clash) => {
      const { given, wanted } = clash.call ?? { given: 0, wanted: 0 };
      const { name, witness } = clash;
      const file = clash.declarations[0]?.file ?? '';
      return {
        message: say(given < wanted ? 'few' : 'many', { name, target: witness, given, wanted, file }),
        severity: clash.intended ? severityOf(clash.level) : 'info',
        related: say('declared', { name }),
      };
    }),
};

/** What a check says of a clash; `related` stands at the declarations. */
interface Verdict {
  readonly message: Message;
  readonly severity: Severity;
  readonly related: Message;
  readonly fixes?: (folder: string, clash: SymbolClash, facts: Facts) => Promise<readonly EditFix[]>;
}

async function judge(
  module: Module,
  facts: Facts,
  kind: SymbolClash['kind'],
  tell: (clash: SymbolClash) => Verdict,
): Promise<CheckResult> {
  const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
  if (nothing) return nothingToJudge(nothing, unseen);
  const { clashes, unread, broken } = await moduleSymbols(module, facts, 'clashes');
  const findings: FindingDraft[] = await Promise.all(
    clashes
      .filter(({ clash }) => clash.kind === kind)
      .map(async ({ folder, clash }): Promise<FindingDraft> => {
        const { message, severity, related, fixes } = tell(clash);
        const at = ({ file, range }: SymbolPlace): RelatedLocation => ({
          file: joinPath(folder, file),
          range,
          message: related,
        });
        return {
          message,
          severity,
          location: { file: joinPath(folder, clash.place.file), range: clash.place.range },
          related: clash.declarations.map(at),
          targets: clash.targets,
          key: [
            clash.name,
            clash.level,
            ...(kind === 'miscalled' ? clash.declarations.map(({ file }) => file) : []),
          ].join(' '),
          about: [clash.name],
          ...(fixes && { fixes: await fixes(folder, clash, facts) }),
        };
      }),
  );
  return found(
    findings,
    unseen ?? notRead(facts.root, unread) ?? (kind === 'redeclared' ? undefined : notParsed(facts.root, broken)),
  );
}

function argsOf({ name, others, witness }: SymbolClash): Readonly<Record<string, string | number>> {
  return { name, count: others, target: witness };
}
