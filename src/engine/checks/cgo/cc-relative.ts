import { isAbsolutePath } from '../../../base/paths';
import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { splitQuoted } from '../../parse/goFlags';

export const ccRelative: MachineCheck = {
  id: 'cc-relative',
  family: 'cgo',
  scope: 'machine',
  title: 'CC and CXX name a program that go can start from any folder',
  why: 'go reads both before every build, with or without C code, and stops at what it cannot read.',
  fix: 'Write the name of a program on PATH, or its absolute path, with quotes around what has spaces.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    relative: '{name}={value} is a relative path: go build stops with "{name} environment variable is relative"',
    unparsable: '{name} opens a {quote} that nothing closes: go build stops with "could not be parsed"',
  },
  run: async (_, facts) => {
    const user = await facts.get(userEnvFile);
    const drafts: FindingDraft[] = [];
    for (const name of ['CC', 'CXX']) {
      const variable = await facts.get(environmentVariable, name);
      const message = problem(variable, pathFromVariable(facts.environment, variable.value));
      if (message) drafts.push({ message, ...placeOf(variable), fixes: unsetFix(variable, user), key: name });
    }
    return found(drafts);
  },
};

function problem({ name, value }: GoVariable, withSlashes: string): FindingDraft['message'] | undefined {
  const { words, unterminated } = splitQuoted(withSlashes);
  if (unterminated) return say('unparsable', { name, quote: unterminated.quote });
  return isRelativeProgram(words[0]?.text ?? '') ? say('relative', { name, value }) : undefined;
}

/** @param program with `/` */
export function isRelativeProgram(program: string): boolean {
  return program.includes('/') && !isAbsolutePath(program);
}
