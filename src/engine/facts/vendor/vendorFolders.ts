import { dirname, joinPath } from '../../../base/paths';
import type { ModulesTxt } from '../../parse/modulesTxt';
import type { Fact, Facts } from '../factStore';
import { goModOf, type GoModRead } from '../modules/goModOf';
import { goWorkOf, workspaceOf, workspaceUsing, type GoWorkRead } from '../modules/workspaceOf';
import { moduleBuildMode, workspaceBuildMode } from './buildMode';
import { treeLists } from '../treeLists';

/** A vendor folder that go builds from, with what it must agree with. */
export interface VendorFolder {
  /** absolute */
  readonly path: string;
  /** folder of the go.mod or go.work beside it */
  readonly owner: string;
  readonly kind: 'module' | 'workspace';
  /** every go.mod whose requirements count */
  readonly goMods: readonly (GoModRead & { readonly dir: string })[];
  readonly goWork: GoWorkRead | undefined;
  /** of go.mod or go.work; '' where GOFLAGS alone turns vendoring on */
  readonly goVersion: string;
  readonly modulesTxtPath: string;
  readonly modulesTxt: ModulesTxt | undefined;
  /** a workspace is in effect that does not build from it: only with GOWORK=off go does */
  readonly hidden: boolean;
}

/** What facts about a vendor folder are asked with: beside a go.mod and a go.work that do without each other one may be two. */
export function vendorFolderKey({ kind, path }: VendorFolder): string {
  return `${kind}:${path}`;
}

/** What `vendorFolderKey` stands for. */
export async function vendorFolderOf(key: string, facts: Facts): Promise<VendorFolder | undefined> {
  return (await facts.get(vendorFolders)).find((folder) => vendorFolderKey(folder) === key);
}

/** The vendor folders of the root that go builds from, where it can read the go.mod files that belong to them. */
export const vendorFolders: Fact<readonly VendorFolder[]> = {
  name: 'vendorFolders',
  compute: async (_, facts) => {
    const tree = await facts.get(treeLists, facts.root);
    const owners = tree.vendors.map((path) => dirname(joinPath(tree.root, path)));
    const folders = await Promise.all(owners.flatMap((owner) => [ofModule(owner, facts), ofWorkspace(owner, facts)]));
    return folders.filter((folder) => folder !== undefined);
  },
};

async function ofModule(owner: string, facts: Facts): Promise<VendorFolder | undefined> {
  const goMod = await facts.get(goModOf, owner);
  if (goMod.kind !== 'file' || goMod.state !== 'sound') return undefined;
  const { mode, folder, modulesTxt } = await facts.get(moduleBuildMode, owner);
  if (mode !== 'vendor' || folder === undefined) return undefined;
  return {
    path: folder,
    owner,
    kind: 'module',
    goMods: [{ ...goMod, dir: owner }],
    goWork: undefined,
    goVersion: goMod.file.go?.version.value ?? '',
    modulesTxtPath: `${folder}/modules.txt`,
    modulesTxt,
    hidden: (await facts.get(workspaceUsing, owner)) !== undefined,
  };
}

async function ofWorkspace(owner: string, facts: Facts): Promise<VendorFolder | undefined> {
  const path = `${owner}/go.work`;
  const effective = await facts.get(workspaceOf, owner);
  const goWork = await facts.get(goWorkOf, path);
  if (goWork.kind !== 'file' || !goWork.sound || effective.kind !== 'file' || effective.path !== path) return undefined;
  const { mode, folder, modulesTxt } = await facts.get(workspaceBuildMode, path);
  if (mode !== 'vendor' || folder === undefined) return undefined;
  const goMods = goWork.modules.flatMap(({ dir, goMod }) =>
    goMod.kind === 'file' && goMod.state === 'sound' ? [{ ...goMod, dir }] : [],
  );
  if (goMods.length < goWork.modules.length) return undefined;
  return {
    path: folder,
    owner,
    kind: 'workspace',
    goMods,
    goWork,
    goVersion: goWork.file.go?.version.value ?? '',
    modulesTxtPath: `${folder}/modules.txt`,
    modulesTxt,
    hidden: false,
  };
}
