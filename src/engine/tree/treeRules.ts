/** Which folders and files of a tree matter, by their names (`knowledge/build-tags.md` 1.1, `modules.md` 5.1, DESIGN.md). */

/** Folders that Go's `./...` does not enter, and node_modules, whose Go files are never the user's. */
export function isSkippedFolder(name: string): boolean {
  const first = name.charCodeAt(0);
  return first === 0x2e || first === 0x5f || name === 'testdata' || name === 'vendor' || name === 'node_modules';
}

/**
 * Whether a folder with these entries is a Go distribution or a module cache: other people's code, even inside the root.
 * @param path relative to the root
 */
export function isForeignFolder(path: string, entries: readonly { readonly name: string }[]): boolean {
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  if (has('go.env') && has('VERSION') && has('src') && has('pkg')) return true;
  return /(^|\/)pkg\/mod$/.test(path) && has('cache') && !has('go.mod');
}

/** `build`: other files of a package; `module`: go.mod and go.work; `other`: see `otherNames` */
export type FileKind = 'go' | 'build' | 'module' | 'other' | 'none';

/** Extensions other than `.go` that go/build looks at: C family, assembly, SWIG, objects. */
const buildExtensions = new Set(
  '.c .cc .cpp .cxx .m .h .hh .hpp .hxx .f .F .for .f90 .s .S .sx .swig .swigcxx .syso'.split(' '),
);

const longestExtension = '.swigcxx'.length;

/** Names of files that say which Go, or with which settings, a repository is built. */
const otherNames = new Set([
  '.go-version',
  '.tool-versions',
  'mise.toml',
  '.mise.toml',
  'go-preflight.jsonc',
  '.gitlab-ci.yml',
  '.travis.yml',
  '.drone.yml',
  '.woodpecker.yml',
  '.cirrus.yml',
  '.gitpod.yml',
  '.golangci.yml',
  '.golangci.yaml',
  '.golangci.toml',
  '.golangci.json',
  '.goreleaser.yml',
  '.goreleaser.yaml',
  '.goreleaser.yaml.tmpl',
  '.readthedocs.yaml',
  '.dockerignore',
  '.gitmodules',
  '.gitattributes',
  '.env',
  '.envrc',
  '.devcontainer.json',
  'azure-pipelines.yml',
  'azure-pipelines.yaml',
  'bitbucket-pipelines.yml',
  'buildspec.yml',
  'buildspec.yaml',
  'cloudbuild.yml',
  'cloudbuild.yaml',
  'appveyor.yml',
  'Jenkinsfile',
  'netlify.toml',
  'project.toml',
  'devbox.json',
  'flake.nix',
  'flake.lock',
  'shell.nix',
  'default.nix',
  'MODULE.bazel',
  'WORKSPACE',
  'WORKSPACE.bazel',
  'Makefile',
  'makefile',
  'GNUmakefile',
  'Taskfile.yml',
  'Taskfile.yaml',
  'compose.yml',
  'compose.yaml',
  'docker-compose.yml',
  'docker-compose.yaml',
]);

/** Folders whose names begin with a dot and that hold such files, and which. A `*` at the end stands for every folder there. */
const otherFolders: Readonly<Record<string, readonly { readonly folder: string; readonly names: RegExp }[]>> = {
  '.github': [
    { folder: 'workflows', names: /\.ya?ml$/ },
    { folder: 'actions/*', names: /^action\.ya?ml$/ },
    { folder: '', names: /^dependabot\.ya?ml$/ },
  ],
  '.gitea': [{ folder: 'workflows', names: /\.ya?ml$/ }],
  '.forgejo': [{ folder: 'workflows', names: /\.ya?ml$/ }],
  '.circleci': [{ folder: '', names: /^config\.ya?ml$/ }],
  '.buildkite': [{ folder: '', names: /\.ya?ml$/ }],
  '.woodpecker': [{ folder: '', names: /\.ya?ml$/ }],
  '.config': [
    { folder: '', names: /^mise\.toml$/ },
    { folder: 'mise', names: /^config\.toml$/ },
  ],
  '.mise': [{ folder: '', names: /^config\.toml$/ }],
  '.gitlab': [
    { folder: '', names: /\.ya?ml$/ },
    { folder: 'ci', names: /\.ya?ml$/ },
  ],
  '.azure-pipelines': [{ folder: '', names: /\.ya?ml$/ }],
  '.devcontainer': [
    { folder: '', names: /^(devcontainer\.json|Dockerfile.*|.*\.Dockerfile)$/ },
    { folder: '*', names: /^(devcontainer\.json|Dockerfile.*|.*\.Dockerfile)$/ },
  ],
  '.vscode': [{ folder: '', names: /^(settings|tasks|launch)\.json$/ }],
};

/** Where in a dot folder to look for files of interest; undefined for folders without any. */
export function interestIn(
  dotFolder: string,
): readonly { readonly folder: string; readonly names: RegExp }[] | undefined {
  return Object.hasOwn(otherFolders, dotFolder) ? otherFolders[dotFolder] : undefined;
}

/** Files of that kind whose names vary. */
const otherPattern = new RegExp(
  [
    '^(Dockerfile|Containerfile|Jenkinsfile)([._-].*)?$',
    '\\.([dD]ockerfile|[cC]ontainerfile|[jJ]enkinsfile|mk)$',
    '^(\\.gitlab-ci|\\.?azure-pipelines|\\.?goreleaser|compose|docker-compose|buildspec)[._-].*\\.ya?ml$',
    '^(goreleaser|\\.travis|\\.drone|\\.woodpecker|\\.cirrus|bitbucket-pipelines)\\.ya?ml$',
    '^(devenv\\.nix|WORKSPACE\\.bzlmod)$',
  ].join('|'),
);

/** Whether the tree has something to say of a file, by its path alone. */
export function isOfInterest(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return fileKind(name) !== 'none' || parts.some((part) => interestIn(part)?.some(({ names }) => names.test(name)));
}

/** What a file is to us. Names beginning with `_` or `.` are never part of a package. */
export function fileKind(name: string): FileKind {
  const first = name.charCodeAt(0);
  if (first !== 0x2e && first !== 0x5f) {
    if (name.endsWith('.go')) return 'go';
    const dot = name.lastIndexOf('.');
    if (dot >= 0 && name.length - dot <= longestExtension && buildExtensions.has(name.slice(dot))) return 'build';
    if (name === 'go.mod' || name === 'go.work') return 'module';
  }
  return otherNames.has(name) || otherPattern.test(name) ? 'other' : 'none';
}
