import { say, type Catalogue, type CheckMeta } from '../engine/index';
import { displayWidth } from '../report/displayWidth';
import type { Style } from '../report/style';
import { counted } from '../report/words';

/** `--list`: every check, grouped by family in the order of the registry. */
export function listText(checks: readonly CheckMeta[], catalogue: Catalogue, style: Style): string {
  const families = [...new Set(checks.map(({ family }) => family))];
  const idWidth = Math.max(0, ...checks.map(({ id }) => id.length));
  const words = new Map(checks.map(({ severity }) => [severity, catalogue.render(say(`report.severity.${severity}`))]));
  const wordWidth = Math.max(0, ...Array.from(words.values(), displayWidth));
  const profileWidth = Math.max(0, ...checks.map(({ profile }) => profile.length));
  const blocks = families.map((family) => {
    const members = checks.filter((check) => check.family === family);
    const lines = members.map((check) => {
      const severity = words.get(check.severity) ?? check.severity;
      const padded = style.severity(check.severity, severity) + ' '.repeat(wordWidth - displayWidth(severity));
      const { title } = catalogue.check(check);
      return `  ${check.id.padEnd(idWidth)}  ${padded}  ${style.dim(check.profile.padEnd(profileWidth))}  ${title}`;
    });
    return [style.strong(family), ...lines].join('\n');
  });
  return `${[...blocks, counted(catalogue, 'cli.list.count', checks.length)].join('\n\n')}\n`;
}

/** The same as data: one array, in the order of the registry. */
export function listJson(checks: readonly CheckMeta[], catalogue: Catalogue): string {
  const rows = checks.map((check) => ({
    check: check.id,
    family: check.family,
    severity: check.severity,
    confidence: check.confidence,
    profile: check.profile,
    since: check.since,
    ...catalogue.check(check),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
