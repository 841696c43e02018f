import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import type { Facts } from '../../facts/factStore';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { checkModulePath } from '../../parse/modulePath';
import { goModCheck } from '../../modfile/goModCheck';
import { editFix, replaceText } from '../../modfile/goModFixes';

export const gomodGoPatchLevel: ModuleCheck = {
  id: 'gomod-go-patch-level',
  family: 'modules',
  scope: 'module',
  title: 'The go line of a library asks for no patch release',
  why: 'Whoever requires the module needs at least that patch release, though the language is the same in all of them. go mod init writes the release that happens to be installed.',
  fix: 'Write the first release of the line, unless the module needs a repair that came with the patch.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    patch:
      'go {go} forces everybody who requires this module up to that patch release; go {first} says what the code needs',
    'fix.write': 'Write go {first}',
  },
  run: goModCheck(async ({ path: file, file: goMod }, module, facts) => {
    const { go } = goMod;
    const match = /^(1\.\d+)\.[1-9]\d*$/.exec(go?.version.value ?? '');
    if (go === undefined || match === null || checkModulePath(goMod.module?.path.value ?? '') !== undefined) return [];
    if (!(await isLibrary(module.dir, facts))) return [];
    const first = `${match[1] ?? ''}.0`;
    const { value, range } = go.version;
    const title = say('gomod-go-patch-level.fix.write', { first });
    return [
      {
        message: say('patch', { go: value, first }),
        location: { file, range },
        fixes: [editFix(title, false, replaceText(file, range, first))],
      },
    ];
  }),
};

/** Has a package that others can import. */
async function isLibrary(dir: string, facts: Facts): Promise<boolean> {
  const folders = await facts.get(directoriesOfModule, dir);
  return folders.some(
    ({ path, goFiles }) =>
      !`/${path}/`.includes('/internal/') &&
      goFiles.some(
        ({ name, packageName }) => !name.endsWith('_test.go') && packageName !== 'main' && packageName !== '',
      ),
  );
}
