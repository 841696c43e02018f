import { isAbsolutePath, joinPath } from '../../../base/paths';
import { nearestWord } from '../../../base/nearest';
import { findOnPath } from '../../facts/cgo/cgoDefault';
import { fetchRoutes } from '../../facts/environment/directFetch';
import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { Facts } from '../../facts/factStore';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { parseGoAuth, type AuthCommand } from '../../parse/goAuth';
import { splitQuoted } from '../../parse/goFlags';
import { compareGoVersions } from '../../parse/goVersion';

export const goauthInvalid: MachineCheck = {
  id: 'goauth-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'GOAUTH names ways to credentials that go can take',
  why: 'go reads it before its first request over https: at a mistake it stops, and a command that cannot be run it passes over without a word.',
  fix: 'Write off, or netrc, git with an absolute folder, and commands, separated by semicolons: go help goauth.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    empty: 'GOAUTH has an empty command beside a semicolon: go stops at its first request over https',
    'off-combined': 'GOAUTH combines off with other commands: go stops at its first request over https',
    'git-words': 'GOAUTH wants one absolute folder behind git: go stops at its first request over https',
    gitRelative: 'GOAUTH has git {folder}, which is not absolute: go stops at its first request over https',
    gitMissing: 'GOAUTH has git {folder}, a folder that does not exist: go stops at its first request over https',
    program: 'GOAUTH starts {program}, which is not there: go says nothing and asks without its credentials',
    programNear:
      'GOAUTH starts {program}, which is not there; {near} may be meant. go says nothing and asks without credentials',
    quote: 'GOAUTH has a command with a {quote} that nothing closes: go says nothing and asks without its credentials',
    notUsed: 'Go {version} does not read GOAUTH',
    noHttps: 'go fetches nothing over https here',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOAUTH');
    if (variable.source === 'default') return passed;
    const { found: go } = await facts.get(goInstallation);
    if (go === undefined) return unknown(say('shared.goNotFound'), 'go');
    if (compareGoVersions(go.version, '1.24') < 0) return notApplicable(say('notUsed', { version: go.version }));
    const { overHttps, around } = await facts.get(fetchRoutes);
    if (!overHttps && around === '') return notApplicable(say('noHttps'));
    const drafts = await judge(variable, facts);
    const fixes = drafts.length > 0 ? unsetFix(variable, await facts.get(userEnvFile)) : [];
    return found(drafts.map((draft) => ({ ...draft, fixes })));
  },
};

async function judge(variable: GoVariable, facts: Facts): Promise<readonly FindingDraft[]> {
  const { commands, fault } = parseGoAuth(variable.value);
  const draft = (message: Message, command: AuthCommand, severity: 'error' | 'warning'): FindingDraft => ({
    message,
    severity,
    ...placeOf(variable, command),
    key: `${message.id} ${commands.indexOf(command)}`,
  });
  if (fault) return [draft(say(fault.kind), fault.command, 'error')];
  const drafts: FindingDraft[] = [];
  for (const command of commands) {
    const [word = '', folder = ''] = command.words;
    if (word === 'off' || word === 'netrc') continue;
    const problem = word === 'git' ? await folderProblem(folder, facts) : undefined;
    // go meets its commands from the last to the first, but at any of these it stops.
    if (problem) return [draft(problem, command, 'error')];
    const silent = await programProblem(word === 'git' ? 'git' : command.text, facts);
    if (silent) drafts.push(draft(silent, command, 'warning'));
  }
  return drafts;
}

async function folderProblem(folder: string, facts: Facts): Promise<Message | undefined> {
  const path = pathFromVariable(facts.environment, folder);
  if (!isAbsolutePath(path)) return say('gitRelative', { folder });
  return (await facts.stat(joinPath(path)))?.kind === 'directory' ? undefined : say('gitMissing', { folder });
}

/** What stands behind the program may be a secret: it is never shown. */
async function programProblem(command: string, facts: Facts): Promise<Message | undefined> {
  const { words, unterminated } = splitQuoted(command);
  if (unterminated) return say('quote', { quote: unterminated.quote });
  const program = words[0]?.text ?? '';
  if ((await findOnPath(program, facts)) !== undefined) return undefined;
  const near = nearestWord(program, ['netrc', 'off', 'git']);
  return near === undefined ? say('program', { program }) : say('programNear', { program, near });
}
