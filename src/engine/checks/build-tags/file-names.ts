import type { TaggedFile } from '../../constraints/constraintTable';
import { nameTagsOf } from '../../constraints/fileName';
import type { NameFault } from '../../constraints/fileNameFaults';
import { isKnownOs } from '../../constraints/knownNames';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import { say, type Message } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { inspect } from './inspection';
import { renameFixes } from './renameFix';

/** File names that are constraints without being meant so, or are meant as constraints and are none. */

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

const renameTitle = 'Rename to {name}';

export const fileNameTagOrder: ModuleCheck = {
  ...shared,
  id: 'file-name-tag-order',
  title: 'Suffixes of file names stand in the order that go reads',
  why: 'go reads _GOOS_GOARCH, one of each in this order. Of x_amd64_windows.go it reads windows alone.',
  fix: 'Write the system before the architecture, or state the whole condition in a //go:build line.',
  messages: {
    order: 'go reads {counts} alone in the name {file}: {lost} before it decides nothing',
    rename: renameTitle,
  },
  run: (module, facts) =>
    run(module, facts, 'order', (fault, { file }) => {
      const start = nameTagsOf(file.name)?.start ?? 0;
      const before = file.name.slice(0, start - fault.lost.length - 1);
      const after = file.name.slice(start + fault.counts.length);
      const isPair = isKnownOs(fault.counts) && !isKnownOs(fault.lost);
      return {
        message: say('order', { file: file.name, counts: fault.counts, lost: fault.lost }),
        names: isPair ? [`${before}${fault.counts}_${fault.lost}${after}`] : [],
      };
    }),
};

export const fileNameNotAConstraint: ModuleCheck = {
  ...shared,
  id: 'file-name-not-a-constraint',
  title: 'Suffixes that look like a system are ones to go',
  why: 'go knows the names of GOOS and GOARCH, in lower case and before the first dot; unix is a tag but no suffix.',
  fix: 'Add a //go:build line, or rename the file.',
  severity: 'info',
  confidence: 'likely',
  messages: {
    suffix: '{file} is built for every target: _{suffix} is no suffix to go, unlike that of {sibling}',
    dot: '{file} is built for every target: go reads a name up to its first dot, which _{suffix} follows',
  },
  run: (module, facts) =>
    inspectNames(module, facts, ['no-constraint', 'behind-dot'], (fault, { file }) => {
      if (fault.kind === 'no-constraint')
        return { message: say('suffix', { file: file.name, suffix: fault.suffix, sibling: fault.sibling }), names: [] };
      if (fault.kind !== 'behind-dot') return undefined;
      return { message: say('dot', { file: file.name, suffix: fault.suffix }), names: [] };
    }),
};

export const testSuffixOrder: ModuleCheck = {
  ...shared,
  id: 'test-suffix-order',
  title: 'Names of test files end in _test.go',
  why: 'A file x_test_linux.go is part of the package, not of its tests: the tests in it never run, and the program carries them along.',
  fix: 'Rename the file to x_linux_test.go.',
  messages: {
    order: '{file} is no test file, since _test is not at the end: the tests in it never run',
    rename: renameTitle,
  },
  run: (module, facts) =>
    run(module, facts, 'test-order', (_, { file }) => ({
      message: say('order', { file: file.name }),
      names: [file.name.replace(/_test((?:_[a-z0-9]+)+)\.go$/, '$1_test.go')],
    })),
};

export const fileNameAccidentalConstraint: ModuleCheck = {
  ...shared,
  id: 'file-name-accidental-constraint',
  title: 'No file is lost to a suffix that go reads as a system',
  why: 'go reads names that were, or may become, ports: hurd, nacl, zos, ppc, riscv, s390, sparc. Such a file is never built.',
  fix: 'Rename the file so that the word is not its last.',
  confidence: 'likely',
  messages: { lost: 'no Go builds {file}: its name makes it a file for {tag}, which is no port', rename: renameTitle },
  run: (module, facts) =>
    run(module, facts, 'dead-port', (fault, { file }) => {
      const tags = nameTagsOf(file.name);
      if (tags === undefined) return undefined;
      const joined = file.name.slice(0, tags.start - 1) + file.name.slice(tags.start);
      return { message: say('lost', { file: file.name, tag: fault.tag }), names: [joined] };
    }),
};

interface Judgement {
  readonly message: Message;
  /** better names, best first */
  readonly names: readonly string[];
}

function run<K extends NameFault['kind']>(
  module: Module,
  facts: Facts,
  kind: K,
  judge: (fault: Extract<NameFault, { kind: K }>, file: TaggedFile) => Judgement | undefined,
): Promise<CheckResult> {
  return inspectNames(module, facts, [kind], (fault, file) => (isOfKind(fault, kind) ? judge(fault, file) : undefined));
}

function isOfKind<K extends NameFault['kind']>(fault: NameFault, kind: K): fault is Extract<NameFault, { kind: K }> {
  return fault.kind === kind;
}

function inspectNames(
  module: Module,
  facts: Facts,
  kinds: readonly NameFault['kind'][],
  judge: (fault: NameFault, file: TaggedFile) => Judgement | undefined,
): Promise<CheckResult> {
  return inspect(
    module,
    facts,
    'faulty',
    (faulty) =>
      faulty.filter(
        ({ nameFaults, contradiction }) =>
          contradiction === 'none' && nameFaults.some(({ kind }) => kinds.includes(kind)),
      ),
    ({ tagged, path, header }) =>
      tagged.nameFaults.flatMap((fault) => {
        const judgement = kinds.includes(fault.kind) ? judge(fault, tagged) : undefined;
        if (judgement === undefined) return [];
        const range = header.packageClause?.clauseRange ?? startOfFile;
        const fixes = renameFixes(path, tagged, judgement.names);
        return [{ message: judgement.message, location: { file: path, range }, fixes, key: tagged.file.name }];
      }),
  );
}
