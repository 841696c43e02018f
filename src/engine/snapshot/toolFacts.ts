import { isAbsolutePath, joinPath } from '../../base/paths';
import { environmentVariable } from '../facts/environment/environmentVariable';
import { gopathEntries } from '../facts/environment/goFolders';
import { nativePath, pathFromVariable } from '../facts/environment/osVariable';
import { findOnPath } from '../facts/cgo/cgoDefault';
import type { Facts } from '../facts/factStore';
import { executable } from '../facts/go/goInstallation';
import { readBuildInfos } from './readBinary';
import type { ToolFacts } from './snapshot';

/** Programs that a Go project's editor, hooks and generators start; sorted. */
export const knownTools: readonly string[] = [
  'air',
  'buf',
  'dlv',
  'gofumpt',
  'goimports',
  'golangci-lint',
  'golines',
  'gopls',
  'goreleaser',
  'gotestsum',
  'govulncheck',
  'ko',
  'mockery',
  'mockgen',
  'protoc-gen-go',
  'protoc-gen-go-grpc',
  'revive',
  'sqlc',
  'staticcheck',
  'stringer',
  'wire',
];

/** The tools that are installed, each as the shell finds it, else where `go install` puts it. */
export async function toolFacts(mayRun: boolean, facts: Facts): Promise<readonly ToolFacts[]> {
  const found: { readonly name: string; readonly path: string }[] = [];
  for (const name of knownTools) {
    const path = (await findOnPath(name, facts)) ?? (await findInstalled(name, facts));
    if (path !== undefined) found.push({ name, path });
  }
  const infos =
    mayRun && found.length > 0
      ? await readBuildInfos(
          found.map(({ path }) => path),
          facts,
        )
      : new Map<string, never>();
  return found.map(({ name, path }) => {
    const info = infos.get(path);
    return {
      name,
      path: nativePath(facts.environment, path),
      module: info?.main?.path ?? null,
      version: info?.main?.version ?? null,
      go: info?.go ?? null,
    };
  });
}

/** Below GOBIN, or the bin folders of GOPATH. */
async function findInstalled(name: string, facts: Facts): Promise<string | undefined> {
  const gobin = pathFromVariable(facts.environment, (await facts.get(environmentVariable, 'GOBIN')).value);
  const folders = gobin !== '' ? [gobin] : (await facts.get(gopathEntries)).map((entry) => `${entry}/bin`);
  for (const folder of folders.filter(isAbsolutePath)) {
    const path = await executable(joinPath(folder, name), facts.environment.executableExtensions, facts);
    if (path !== undefined) return path;
  }
  return undefined;
}
