import { say } from '../model/message';
import { goLanguageVersion } from '../parse/goVersion';
import type { Comparison, Difference } from './difference';
import { goOf, type GoOfSide, type Side, type SideName } from './side';

/** The Go that builds: its release line decides the language and the defaults, its patch what is fixed. */
export function compareGo(a: Side, b: Side): Comparison {
  const module = mainPath(a) ?? mainPath(b);
  const [first, second] = [goOf(a, module), goOf(b, module)];
  const missing = [first === undefined ? 'A' : undefined, second === undefined ? 'B' : undefined];
  const notCompared = missing
    .filter((side): side is SideName => side !== undefined)
    .map((side) => ({ topic: 'go' as const, message: say('diff.unknown.go', { side }), couldBeError: true }));
  if (first === undefined || second === undefined) return { differences: [], notCompared };
  const difference = goDifference(first, second);
  return { differences: difference ? [difference] : [], notCompared };
}

function mainPath(side: Side): string | undefined {
  return side.kind === 'binary' ? side.info.main?.path : undefined;
}

/** @param within the module in which these run, where it is not the whole folder */
export function goDifference(a: GoOfSide, b: GoOfSide, within?: string): Difference | undefined {
  if (a.toolchain === b.toolchain) return undefined;
  const minor = [a, b].map(({ version }) => goLanguageVersion(version));
  // What names no release may be anything.
  const isOtherLine = minor[0] !== minor[1] || minor[0] === '';
  const id = isOtherLine ? 'diff.goMinor' : a.version === b.version ? 'diff.goName' : 'diff.goPatch';
  return {
    severity: isOtherLine ? 'error' : 'warning',
    topic: 'go',
    subject: 'Go',
    ...(within !== undefined && { within }),
    a: a.toolchain,
    b: b.toolchain,
    message: say(id),
  };
}
