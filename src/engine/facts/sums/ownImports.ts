import { relativeWithin } from '../../../base/paths';
import { directoriesOfModule } from '../buildTags/moduleTags';
import type { Fact } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { defaultBuild, useOfFile } from '../packages/defaultBuild';
import type { RootImport } from './moduleUse';

/** The packages of a module and what its files import: where a walk through other modules begins. Key: its folder. */
export const ownImports: Fact<readonly RootImport[]> = {
  name: 'ownImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return [];
    const own = goMod.file.module?.path.value ?? '';
    const path = relativeWithin(facts.root, dir) ?? '';
    const targets = await facts.get(defaultBuild);
    const imports: RootImport[] = [];
    for (const folder of await facts.get(directoriesOfModule, dir)) {
      const below = relativeWithin(path, folder.path) ?? folder.path;
      const importer = [own, path === '' ? folder.path : below].filter((part) => part !== '').join('/');
      for (const goFile of folder.goFiles) {
        const use = useOfFile(goFile, targets);
        if (use === 'never') continue;
        imports.push({ importPath: importer, importer, use });
        for (const importPath of goFile.imports) imports.push({ importPath, importer, use });
      }
    }
    for (const tool of goMod.file.tool) imports.push({ importPath: tool.path.value, importer: own, use: 'tool' });
    return imports;
  },
};
