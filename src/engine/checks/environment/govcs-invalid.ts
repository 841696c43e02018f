import { fetchRoutes } from '../../facts/environment/directFetch';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { parseGoVcs } from '../../parse/goVcs';

export const govcsInvalid: MachineCheck = {
  id: 'govcs-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'GOVCS is a list that go can read',
  why: 'go reads it when it fetches a module with git or another program for the first time, and stops there at any mistake in it.',
  fix: 'Write rules such as private:all, separated by commas: go help vcs.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    'empty-entry': 'GOVCS has an empty entry: go fetches no module with git or another program',
    'no-colon': 'GOVCS has {item} without a colon: go fetches no module with git or another program',
    'empty-pattern': 'GOVCS has {item} without a pattern: go fetches no module with git or another program',
    'empty-list': 'GOVCS has {item}, which allows nothing and does not say off: go fetches no module with git',
    relative: 'GOVCS has {item}, a relative path: go fetches no module with git or another program',
    unreachable: 'GOVCS has {item} behind a rule for the same pattern: go fetches no module with git',
    'empty-name': 'GOVCS has {item} with an empty name between its bars: go fetches no module with git',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOVCS');
    const { problem } = parseGoVcs(variable.value);
    if (problem === undefined) return passed;
    const { kind, item } = problem;
    const { allDirect } = await facts.get(fetchRoutes);
    // Behind a proxy that has all modules nobody ever meets it.
    const severity = allDirect ? 'error' : 'warning';
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say(kind, { item }), severity, ...placeOf(variable, problem), fixes, key: kind }]);
  },
};
