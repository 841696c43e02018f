import { WatchKind, type FileSystemWatcher } from 'vscode-languageserver/node';
import { basename } from '../base/paths';

/** What go builds from, beside Go files. */
const sources = 'go,s,S,sx,c,cc,cpp,cxx,m,h,hh,hpp,hxx,f,F,for,f90,swig,swigcxx,syso';

/** Files that a check depends on. */
const patterns = [
  '**/go.{mod,sum,work}',
  '**/go.work.sum',
  '**/vendor/modules.txt',
  `**/*.{${sources}}`,
  '**/.github/workflows/*.{yml,yaml}',
  '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile}',
  '**/{.go-version,.tool-versions,mise.toml,.mise.toml,.gitlab-ci.yml}',
  '**/go-preflight.jsonc',
  // What names a Go, or tells git and Docker what to leave out; go mod vendor writes files of any kind.
  '**/*.{yml,yaml,toml,json,jsonc,nix,mk,bazel,code-workspace}',
  '**/{Makefile,makefile,GNUmakefile,Jenkinsfile,WORKSPACE}',
  '**/.{gitignore,gitmodules,dockerignore}',
  '**/.git/index',
  '**/vendor/**',
];

/**
 * A folder that goes away is told as one event, not as one for each file in it. And go:embed takes files of any name, which a
 * generator makes.
 */
export const watchers: readonly FileSystemWatcher[] = [
  ...patterns.map((globPattern) => ({ globPattern })),
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];

/** Whether a deleted path may have been a folder: we cannot look any more. */
export function mayHaveBeenFolder(path: string): boolean {
  return !basename(path).slice(1).includes('.');
}

/** Whether a path is one of the files that checks depend on wherever it lies. Of others the engine knows whether something rests on them. */
export function isWatched(path: string): boolean {
  const name = basename(path);
  if (/^go\.(mod|sum|work|work\.sum)$|^go-preflight\.jsonc$/.test(name)) return true;
  if (/^(\.go-version|\.tool-versions|\.?mise\.toml|\.gitlab-ci\.yml)$/.test(name)) return true;
  if (/^(Dockerfile|Containerfile)|\.dockerfile$/i.test(name)) return true;
  if (path.endsWith('/vendor/modules.txt') || /\/\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return true;
  return sources.split(',').includes(name.slice(name.lastIndexOf('.') + 1));
}
