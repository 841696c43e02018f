import {
  found,
  passed,
  say,
  unknown,
  type FindingDraft,
  type ModuleCheck,
  type CheckResult,
  type Unknown,
} from '../../src/engine/index';

/** A check for tests of the runner and the faces: it says what it is told to say. */
export function sampleCheck(
  id: string,
  run: ModuleCheck['run'] | CheckResult,
  meta: Partial<Omit<ModuleCheck, 'id' | 'run' | 'scope'>> = {},
): ModuleCheck {
  return {
    id,
    family: 'modules',
    title: `Title of ${id}`,
    why: `Why of ${id}`,
    fix: `Fix of ${id}`,
    severity: 'error',
    confidence: 'certain',
    profile: 'static',
    messages: { bad: '{what} is bad', edit: 'Make {what} good', missing: 'missing {what}' },
    since: '0.1.0',
    scope: 'module',
    run: typeof run === 'function' ? run : () => run,
    ...meta,
  };
}

/** Finds each occurrence of a word in the module's go.mod; the fix replaces it. */
export function wordCheck(
  id: string,
  word: string,
  better: string,
  meta: Parameters<typeof sampleCheck>[2] = {},
): ModuleCheck {
  return sampleCheck(
    id,
    async (module, facts) => {
      const file = `${module.dir}/go.mod`;
      const text = (await facts.readText(file)) ?? '';
      const drafts = text.split('\n').flatMap((line, at): FindingDraft[] => {
        const column = line.indexOf(word);
        if (column < 0) return [];
        const range = { start: { line: at, column }, end: { line: at, column: column + word.length } };
        const message = say('bad', { what: word });
        const fix = {
          kind: 'edit' as const,
          safe: true,
          title: say('edit', { what: word }),
          edits: [{ kind: 'text' as const, file, range, newText: better }],
        };
        return [{ message, location: { file, range }, fixes: [fix], key: `${word} ${at}` }];
      });
      return found(drafts);
    },
    meta,
  );
}

export const passingCheck = (id: string): ModuleCheck => sampleCheck(id, passed);

export function unknownCheck(id: string, needs: Unknown['needs'], missing: readonly string[] = []): ModuleCheck {
  return sampleCheck(id, unknown(say('missing', { what: missing.join(', ') || needs }), needs, missing));
}
