/** The repository of a module whose path alone says which program fetches it. */
export interface StaticRepository {
  readonly program: 'git' | 'hg' | 'svn' | 'bzr' | 'fossil';
  readonly root: string;
}

/** The table `vcsPaths` of cmd/go/internal/vcs: of a path under one of these prefixes no server is asked. */
const hosts: readonly (readonly [prefix: string, root: RegExp, program: StaticRepository['program']])[] = [
  ['github.com', /^(github\.com\/[\w.-]+\/[\w.-]+)(?:\/[\w.-]+)*$/, 'git'],
  ['bitbucket.org', /^(bitbucket\.org\/[\w.-]+\/[\w.-]+)(?:\/[\w.-]+)*$/, 'git'],
  ['hub.jazz.net/git', /^(hub\.jazz\.net\/git\/[a-z0-9]+\/[\w.-]+)(?:\/[\w.-]+)*$/, 'git'],
  ['git.apache.org', /^(git\.apache\.org\/[a-z0-9_.-]+\.git)(?:\/[\w.-]+)*$/, 'git'],
  ['git.openstack.org', /^(git\.openstack\.org\/[\w.-]+\/[\w.-]+)(?:\.git)?(?:\/[\w.-]+)*$/, 'git'],
];

/** A path with the kind of its repository in it, on any other host: `corp.example/team/tool.git`. */
const general = /^([a-z0-9.-]+\.[a-z0-9.-]+(?::[0-9]+)?(?:\/~?[\w.-]+)+?)\.(bzr|fossil|git|hg|svn)(?:\/~?[\w.-]+)*$/;

/** @returns undefined where a server has to be asked, or where go refuses the path */
export function staticRepository(path: string): StaticRepository | undefined {
  for (const [prefix, pattern, program] of hosts) {
    if (path !== prefix && !path.startsWith(`${prefix}/`)) continue;
    const root = pattern.exec(path)?.[1];
    const isRefused = root !== undefined && !prefix.startsWith('git.') && /\.(?:bzr|fossil|git|hg|svn)$/.test(root);
    return root === undefined || isRefused ? undefined : { program, root };
  }
  const [, stem, kind] = general.exec(path) ?? [];
  if (stem === undefined || kind === undefined) return undefined;
  return { program: kind as StaticRepository['program'], root: `${stem}.${kind}` };
}
