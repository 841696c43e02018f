import { joinPath } from '../../../base/paths';
import type { Fact } from '../factStore';
import { treeOfBinary } from './goTree';
import { selectedToolchain } from './selectedToolchain';

/** GOROOT of the toolchain that go selects in a folder; undefined where it is not on this machine. Key: the folder. */
export const selectedGoroot: Fact<string | undefined> = {
  name: 'selectedGoroot',
  compute: async (dir, facts) => {
    const selected = await facts.get(selectedToolchain, dir);
    if (selected.kind === 'local') return selected.local.goroot;
    return selected.kind === 'switch' ? (await treeOfBinary(selected.path, facts))?.goroot : undefined;
  },
};

/** Folder of a package of the standard library below a GOROOT. */
export function standardFolder(goroot: string, importPath: string): string {
  return joinPath(goroot, 'src', importPath);
}
