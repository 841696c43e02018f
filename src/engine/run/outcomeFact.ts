import { relativeWithin } from '../../base/paths';
import { samePlainData } from '../../base/samePlainData';
import { Cancelled, type Fact, type Facts } from '../facts/factStore';
import type { Check, Root } from '../model/check';
import type { CheckResult } from '../model/outcome';
import { ignoresInPlace } from './ignores';
import type { TimedResult } from './timedResult';

export function outcomeFactName(check: string): string {
  return `outcome:${check}`;
}

/** The fact behind the outcome of a check. Its key is the absolute folder of a module, or '' for the machine and the root. */
export function outcomeFact(check: Check, root: Root): Fact<TimedResult> {
  return {
    name: outcomeFactName(check.id),
    compute: async (key, facts): Promise<TimedResult> => {
      const started = facts.clock.now();
      const took = (): number => Math.round((facts.clock.now() - started) * 1000);
      try {
        const result = await runOne(check, root, key, facts);
        await restOnIgnores(result, facts);
        return { durationUs: took(), result };
      } catch (error) {
        if (error instanceof Cancelled || facts.signal.aborted) throw new Cancelled();
        return { durationUs: took(), error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      }
    },
    equals: sameResult,
  };
}

/** How long it took is no news. */
function sameResult(a: TimedResult, b: TimedResult): boolean {
  if ('error' in a || 'error' in b) return 'error' in a && 'error' in b && a.error === b.error;
  return samePlainData(a.result, b.result);
}

/** Whether a comment accepts a finding depends on its file: then the outcome does, even where the check did not read it. */
async function restOnIgnores(result: CheckResult, facts: Facts): Promise<void> {
  if (result.kind !== 'findings') return;
  const files = new Set(result.findings.flatMap(({ location }) => location?.file ?? []));
  for (const file of files) await facts.get(ignoresInPlace, file);
}

function runOne(check: Check, root: Root, key: string, facts: Facts): Promise<CheckResult> | CheckResult {
  if (check.scope !== 'module') return check.run(root, facts);
  return check.run({ root, dir: key, path: relativeWithin(root.dir, key) ?? key }, facts);
}
