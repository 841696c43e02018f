import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { Location } from '../../model/range';
import type { GoModFile } from '../../parse/goMod';
import type { ModLine } from '../../parse/goModSyntax';
import type { ModWord } from '../../parse/goModWords';
import type { Facts } from '../../facts/factStore';
import { importFaults } from '../../facts/modules/importFaults';
import { isPathPrefix } from '../../parse/importPath';
import { effectiveBuildMode, importLocation, reachOfImport } from '../../modfile/importFindings';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { readableGoMod } from '../../modfile/readableGoMod';

export const gomodSlashslash: ModuleCheck = {
  id: 'gomod-slashslash',
  family: 'modules',
  scope: 'module',
  title: 'No path of go.mod is cut short by a comment',
  why: 'In go.mod // begins a comment wherever it stands, inside a word too: what follows is not a part of the path.',
  fix: 'Write a single slash, or put a space before the comment.',
  severity: 'info',
  worst: 'error',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    cut: '// begins a comment, so go reads {path} here and ignores {rest}',
    broken: '// begins a comment, so go calls this module {path}; then no package of it is {package}, which it imports',
    imported: '{package} is imported here',
    'fix.slash': 'Write a single slash',
    'fix.space': 'Put a space before the comment',
  },
  run: async (module, facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    const { path: file, file: goMod } = readable.goMod;
    const own = goMod.module && cutPath(goMod.module, file);
    const others = pathsOf(goMod).flatMap((line) => cutPath(line, file)?.finding ?? []);
    return found([...(own ? [await ofModule(own, module, facts)] : []), ...others]);
  },
};

interface PathOfLine {
  readonly path: ModWord;
  readonly line: ModLine;
}

/** The words that are paths and end their line, but for the module's own. */
function pathsOf({ replace, tool, ignore }: GoModFile): readonly PathOfLine[] {
  const folders = replace.flatMap(({ newPath, newVersion, line }) => (newVersion ? [] : [{ path: newPath, line }]));
  return [...folders, ...tool, ...ignore];
}

interface CutPath {
  readonly finding: FindingDraft & { readonly location: Location };
  /** the path that a single slash would give */
  readonly meant: string;
}

function cutPath({ path, line: { suffix } }: PathOfLine, file: string): CutPath | undefined {
  const end = path.range.end;
  const start = suffix?.range.start;
  const text = suffix?.text ?? '';
  if (start?.line !== end.line || start.column !== end.column || !/^\/\/[^\s/]/.test(text)) return undefined;
  const slashes = { start: end, end: { line: end.line, column: end.column + 2 } };
  const finding = {
    message: say('cut', { path: path.value, rest: text }),
    location: { file, range: suffix?.range ?? path.range },
    fixes: [
      editFix(say('gomod-slashslash.fix.slash'), false, replaceText(file, slashes, '/')),
      editFix(say('gomod-slashslash.fix.space'), false, replaceText(file, { start: end, end }, ' ')),
    ],
  };
  return { finding, meant: `${path.value}/${text.slice(2).split(/\s/, 1)[0] ?? ''}` };
}

/** The module's own path: its packages import each other by the one that was meant, and go stops there. */
async function ofModule({ finding, meant }: CutPath, module: Module, facts: Facts): Promise<FindingDraft> {
  const { faults } = await facts.get(importFaults, module.dir);
  const build = await effectiveBuildMode(module, facts);
  const broken = faults
    .filter(({ importPath, why }) => why.kind === 'local-missing' && isPathPrefix(meant, importPath))
    .map((fault) => ({ fault, reach: reachOfImport(fault, build) }))
    .toSorted((a, b) => Number(b.reach.severity === 'error') - Number(a.reach.severity === 'error'))[0];
  const site = broken?.fault.sites[0];
  if (broken === undefined || site === undefined) return finding;
  const { importPath } = broken.fault;
  const related = {
    ...(await importLocation(site, importPath, facts)),
    message: say('imported', { package: importPath }),
  };
  const path = finding.message.args?.path ?? '';
  return {
    ...finding,
    message: say('broken', { path, package: importPath }),
    severity: broken.reach.severity,
    confidence: 'certain',
    related: [related],
    about: [importPath],
  };
}
