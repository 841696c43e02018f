import { azure } from './azure';
import { buildpack } from './buildpack';
import { circleci } from './circleci';
import { compose } from './compose';
import { devcontainer } from './devcontainer';
import { docker } from './docker';
import { github, githubAction } from './github';
import { gitlab } from './gitlab';
import { golangci } from './golangci';
import { goreleaser } from './goreleaser';
import { codebuild, pipeline } from './pipeline';
import { bazel, devbox, jenkins, make, nix } from './programs';
import { fits, type SourceFormat } from './sourceFormat';
import { travis } from './travis';
import { goVersionFile, mise, toolVersions } from './versionFiles';

/** Every format but Go's own. The first that a path fits reads the file. */
export const sourceFormats: readonly SourceFormat[] = [
  goVersionFile,
  toolVersions,
  mise,
  docker,
  compose,
  devcontainer,
  github,
  githubAction,
  gitlab,
  circleci,
  azure,
  jenkins,
  travis,
  pipeline,
  codebuild,
  buildpack,
  bazel,
  nix,
  devbox,
  goreleaser,
  golangci,
  make,
];

/** @param path relative to the verified folder */
export function formatOf(path: string): SourceFormat | undefined {
  return sourceFormats.find((format) => fits(format, path));
}
