import { selectedToolchain, versionThatRuns } from '../../facts/go/selectedToolchain';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { Range } from '../../model/range';
import type { GoModFile } from '../../parse/goMod';
import { compareGoVersions, parseGoVersion } from '../../parse/goVersion';
import { goModCheck } from '../../modfile/goModCheck';
import { editFix, replaceText } from '../../modfile/goModFixes';

export const gomodDirectiveTooNew: ModuleCheck = {
  id: 'gomod-directive-too-new',
  family: 'modules',
  scope: 'module',
  title: 'Every directive of go.mod is known to the Go that the go line names',
  why: 'The go line promises that this release is enough. It does not know the directive, so every command of it stops at go.mod; nothing tells it to switch to a newer one.',
  fix: 'Raise the go line to the release that brought the directive, or do without it.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    directive: 'go.mod says go {go}, and that release stops at "{verb}", which Go {needed} brought',
    stops:
      'Go {running}, which runs here, does not know "{verb}", which Go {needed} brought; every go command stops here',
    patch: 'go.mod says go {go}; releases before 1.21 know only the form {short} and stop here',
    'fix.raise': 'Raise the go line to {needed}',
    'fix.shorten': 'Write go {short}',
  },
  run: goModCheck(async ({ path: file, file: goMod }, module, facts) => {
    const { go } = goMod;
    // Without a go line the fault is another one: gomod-go-missing.
    if (go === undefined) return [];
    const line = go.version;
    const late = firstLines(goMod).filter(({ needed }) => compareGoVersions(line.value, needed) < 0);
    const running = late.length === 0 ? undefined : versionThatRuns(await facts.get(selectedToolchain, module.dir));
    const findings = late.map(({ verb, needed, range }): FindingDraft => {
      const title = say('gomod-directive-too-new.fix.raise', { needed });
      const stops = running !== undefined && compareGoVersions(running, needed) < 0;
      return {
        message: stops ? say('stops', { running, verb, needed }) : say('directive', { go: line.value, verb, needed }),
        ...(stops && { severity: 'error' }),
        location: { file, range },
        fixes: [editFix(title, false, replaceText(file, line.range, needed))],
        key: verb,
      };
    });
    const version = parseGoVersion(line.value);
    if (version === undefined || compareGoVersions(line.value, '1.21') >= 0 || !/^1\.\d+\.\d+$/.test(line.value))
      return findings;
    const short = `1.${version.minor}`;
    const fix = editFix(
      say('gomod-directive-too-new.fix.shorten', { short }),
      true,
      replaceText(file, line.range, short),
    );
    return [
      { message: say('patch', { go: line.value, short }), location: { file, range: line.range }, fixes: [fix] },
      ...findings,
    ];
  }),
};

/** The first line of each directive that came after go.mod itself, with the release that brought it. */
function firstLines(
  file: GoModFile,
): readonly { readonly verb: string; readonly needed: string; readonly range: Range }[] {
  const lines = [
    { verb: 'toolchain', needed: '1.21', range: file.toolchain?.line.range },
    { verb: 'godebug', needed: '1.23', range: file.godebug[0]?.line.range },
    { verb: 'tool', needed: '1.24', range: file.tool[0]?.line.range },
    { verb: 'ignore', needed: '1.25', range: file.ignore[0]?.line.range },
  ];
  return lines.flatMap(({ range, ...rest }) => (range === undefined ? [] : [{ ...rest, range }]));
}
