import { goInstallation } from '../../facts/go/goInstallation';
import { goVersionAnswer, unanswered } from '../../facts/go/runGo';
import { nativePath } from '../../facts/environment/osVariable';
import type { MachineCheck } from '../../model/check';
import { say, type Message } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

/** Ends of a process that another try would not change; a machine out of memory or of processes says nothing of go. */
const lasting =
  /killed by SIG(?:SEGV|ILL|BUS|ABRT|SYS)|permission denied|no such file|exec format|ENOEXEC|printed more/i;

/** How Go's own runtime ends a program that cannot go on. */
const crashLine = /^(?:panic: |fatal error: |SIG[A-Z]+: ).*$/m;

export const goDoesNotRun: MachineCheck = {
  id: 'go-does-not-run',
  family: 'toolchain',
  scope: 'machine',
  title: 'The go command runs and says which version it is',
  why: 'A go of another machine, half copied or damaged, looks installed; every command ends at once or prints nonsense.',
  fix: 'Install Go again, for the system and processor of this machine.',
  severity: 'error',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    didNotStart: '{path} cannot be run ({reason}): every go command ends like this',
    crashes: '{path} crashes at go version ({detail}): no command of it can be relied on',
    garbage: '{path} runs, but go version prints no version: {shown}',
    silent: '{path} runs, but go version prints nothing',
    hangs:
      '{path} version did not answer within {seconds} s; run it in a terminal: a wrapper or a slow disk may keep it waiting',
  },
  run: async (_, facts) => {
    const { found: go } = await facts.get(goInstallation);
    // That no go was found is the finding of another check.
    if (!go) return notApplicable(say('shared.goNotFound'));
    const path = nativePath(facts.environment, go.path);
    const answer = await facts.get(goVersionAnswer, go.goroot);
    if (answer.kind === 'could-not-run' && lasting.test(answer.reason))
      return fault(say('didNotStart', { path, reason: answer.reason }));
    if (answer.kind === 'said-no') {
      const crash = crashLine.exec(answer.stderr)?.[0];
      if (crash !== undefined) return fault(say('crashes', { path, detail: shown(crash) }));
      // It may refuse for a reason that another check knows, such as a variable.
      const detail = answer.stderr.trim().split('\n')[0] ?? '';
      return unknown(say('shared.goFailed', { command: 'go version', detail: shown(detail) }), 'go');
    }
    if (answer.kind === 'timed-out') return unknown(say('hangs', { path, seconds: answer.seconds }), 'time');
    if (answer.kind !== 'ok') return unanswered(answer, 'go version') ?? passed;
    if (/^go version \S/.test(answer.stdout)) return passed;
    const text = shown(answer.stdout);
    return fault(text === '' ? say('silent', { path }) : say('garbage', { path, shown: text }));
  },
};

function fault(message: Message): ReturnType<typeof found> {
  return found([{ message, anchor: 'toolchain', key: message.id }]);
}

/** The beginning of an output, short enough for a sentence; what is not text shows as such. */
function shown(output: string): string {
  const text = output
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .trim();
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
