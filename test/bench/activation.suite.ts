import { writeFileSync } from 'node:fs';
import { emptyTally } from '../../scripts/tests/tally.mjs';
import { ourExtension, until } from '../host/support/inside/window';

/** What VS Code marks for itself in the extension host: `Developer: Show Running Extensions` adds these up. */
interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

/** Runs in the extension host: waits until VS Code has woken the extension, and writes down how long that took. */
export async function run(): Promise<void> {
  await until('the extension is active', () => ourExtension().isActive);
  const { MonacoPerformanceMarks: marks } = globalThis as { MonacoPerformanceMarks?: Marks };
  const at = (event: string): number => {
    const name = `code/extHost/${event}/${ourExtension().id}`;
    const mark = marks?.getMarks().find((each) => each.name === name);
    if (mark === undefined) throw new Error(`VS Code has no mark ${name}`);
    return mark.startTime;
  };
  const loadMs = at('didLoadExtensionCode') - at('willLoadExtensionCode');
  const activateMs = at('didActivateExtension') - at('willActivateExtension');
  write('GO_PREFLIGHT_BENCH_ACTIVATION', { loadMs, activateMs });
  write('GO_PREFLIGHT_TEST_TALLY', { ...emptyTally(), passed: 1 });
}

function write(variable: string, content: unknown): void {
  const file = process.env[variable];
  if (!file) throw new Error(`${variable} is not set: start this through npm run bench`);
  writeFileSync(file, JSON.stringify(content));
}
