import type { GoVariable } from '../../facts/environment/environmentVariable';
import type { UserEnvFile } from '../../facts/environment/userEnvFile';
import type { Fix } from '../../model/fix';
import { joinQuoted, parseGoFlags, type GoFlag } from '../../parse/goFlags';
import { setFix, unsetFix } from '../../facts/environment/variablePlace';

/** Takes words out of the stored GOFLAGS: unset where nothing is left, else written anew. None for an exported GOFLAGS. */
export function dropFlagFix(
  variable: GoVariable,
  isDropped: (flag: GoFlag) => boolean,
  user: UserEnvFile,
): readonly Fix[] {
  const unset = unsetFix(variable, user);
  const { flags, unterminated } = parseGoFlags(variable.value);
  const kept = flags.filter((flag) => !isDropped(flag)).map((flag) => flag.text);
  const value = joinQuoted(kept);
  if (unset.length === 0 || unterminated || kept.length === 0 || value === undefined) return unset;
  return setFix(variable, value, user);
}
