import { messageClasses } from './messageClasses';
import type { JudgedCall } from './scriptJudge';
import type { ScriptsProof } from './scripts';

/** the least share of failing states, those apart that only the network decides, that must be found */
const wantedRecall = 0.95;

/** Prints the counts of the script corpus. @returns how often it does not hold */
export function printScripts({ ends, calls }: ScriptsProof): number {
  printEnds(ends);
  const succeeded = calls.filter((call) => call.succeeded);
  const failed = calls.filter((call) => !call.succeeded);
  const count = (of: readonly JudgedCall[], key: 'falseAlarms' | 'confirmed' | 'drift'): number =>
    of.reduce((sum, call) => sum + call[key].length, 0);
  const touched = calls.filter(({ untouched }) => !untouched);
  console.log(
    `${calls.length} states judged, ${touched.length} changed by looking; ${succeeded.length} calls succeeded: ` +
      `${count(calls, 'falseAlarms')} false alarms, ${count(calls, 'confirmed')} errors that another default go command confirms, ` +
      `${count(calls, 'drift')} drift findings after tidy or vendor`,
  );
  for (const call of calls) {
    for (const line of call.falseAlarms) console.log(`  FALSE ALARM ${placeOf(call)}: ${line}`);
    for (const line of call.drift) console.log(`  DRIFT ${placeOf(call)}: ${line}`);
  }
  for (const call of touched) console.log(`  CHANGED ${placeOf(call)}`);
  const { found, all } = printRecall(failed);
  const share = all === 0 ? 1 : found / all;
  console.log(`recall without what only the network decides: ${found} of ${all}, ${(100 * share).toFixed(1)} %`);
  return count(calls, 'falseAlarms') + count(calls, 'drift') + touched.length + (share < wantedRecall ? 1 : 0);
}

function printEnds(ends: ScriptsProof['ends']): void {
  const reasons = new Map<string, number>();
  for (const end of ends) if (end.kind === 'skipped') reasons.set(end.reason, (reasons.get(end.reason) ?? 0) + 1);
  const unlike = ends.filter((end) => end.kind === 'unlike');
  console.log(
    `${ends.length} scripts of cmd/go: ${ends.filter(({ kind }) => kind === 'ended').length} replayed to their end, ` +
      `${unlike.length} until they expect what this replay does not give, ${ends.length - unlike.length - ends.filter(({ kind }) => kind === 'ended').length} not replayed ` +
      `(${Array.from(reasons, ([reason, times]) => `${reason} ${times}`).join(', ')})`,
  );
  for (const { script, line, reason } of unlike) console.log(`  left ${script}:${line} ${reason.slice(0, 160)}`);
}

function printRecall(failed: readonly JudgedCall[]): { readonly found: number; readonly all: number } {
  const about = failed.filter(({ failure }) => failure !== undefined);
  console.log(
    `${failed.length} calls failed, ${failed.length - about.length} of them by their own arguments or for what is not about modules`,
  );
  let found = 0;
  let all = 0;
  for (const { name } of messageClasses) {
    const own = about.filter(({ failure }) => failure?.name === name);
    if (own.length === 0) continue;
    const of = (recall: JudgedCall['recall']): number => own.filter((call) => call.recall === recall).length;
    const network = own.filter(({ failure }) => failure?.network === true).length;
    console.log(
      `  ${name}: ${own.length} states of ${new Set(own.map(({ script }) => script)).size} scripts, ` +
        `${of('found')} found, ${of('unknown')} unknown, ${of('missed')} missed; only the network decides ${network}`,
    );
    found += of('found');
    all += own.length - network;
    for (const call of own.filter(({ recall }) => recall !== 'found')) {
      const why = call.failure?.network === true ? `${call.recall ?? ''}, network` : call.recall;
      console.log(`    ${why ?? ''} ${placeOf(call)}: ${call.failure?.message.replaceAll('\n', ' / ') ?? ''}`);
      for (const line of call.said.slice(0, 4)) console.log(`      we said ${line}`);
    }
  }
  return { found, all };
}

function placeOf({ script, line, command }: JudgedCall): string {
  return `${script}:${line} (go ${command})`;
}
