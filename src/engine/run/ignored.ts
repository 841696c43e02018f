import { relativeWithin } from '../../base/paths';
import type { Config, Ignore } from '../config/config';
import type { Facts } from '../facts/factStore';
import type { Finding } from '../model/finding';
import { GlobSource } from '../parse/globSource';
import { ignoresInPlace, isIgnoredInPlace } from './ignores';

/** Whether the configuration or a comment in place accepts this finding. */
export async function isIgnored(finding: Finding, root: string, config: Config, facts: Facts): Promise<boolean> {
  const file = finding.location?.file;
  const path = file === undefined ? undefined : (relativeWithin(root, file) ?? file);
  const today = facts.clock.today();
  if (config.ignores.some((ignore) => matches(ignore, finding.check, path, today))) return true;
  if (file === undefined) return false;
  return isIgnoredInPlace(finding, await facts.get(ignoresInPlace, file));
}

function matches(ignore: Ignore, check: string, path: string | undefined, today: string): boolean {
  if (ignore.check !== check) return false;
  if (ignore.until !== undefined && ignore.until < today) return false;
  if (ignore.file === undefined) return true;
  return path !== undefined && globToRegExp(ignore.file).test(path);
}

/** `**` any depth, `*` within a path element, everything else literal. */
function globToRegExp(glob: string): RegExp {
  const source = new GlobSource();
  for (const part of glob.split(/(\*\*\/?|\*)/)) {
    if (part === '**/') source.folders();
    else if (part === '**') source.anything();
    else if (part === '*') source.star();
    else for (const character of part) source.literal(character);
  }
  return source.regExp();
}
