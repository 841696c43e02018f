import { dirname, joinPath } from '../../../base/paths';
import type { Range } from '../../model/range';
import type { Dockerfile, DockerImage, DockerStage, DockerStep, DockerVariable } from './dockerfile';
import { placeInValue, substitute } from './dockerVariables';
import { parseImageReference, type ImageReference } from './imageReference';
import { goCommandsIn } from './shellCommands';

/** An image of Go that a stage begins with, or takes its Go from. */
export interface StageImage {
  readonly reference: ImageReference;
  /** with the variables replaced; as it is written where one of them has no value */
  readonly image: string;
  /** every variable has a value; of others only the one who builds knows it */
  readonly known: boolean;
  readonly place: Range;
  readonly isDefault: boolean;
  readonly pinned: boolean;
}

/** The Go of a stage, and where its version is written. */
export interface StageGo {
  readonly version: string;
  readonly image: string;
  readonly place: Range;
  /** official images set GOTOOLCHAIN=local; of other images nobody knows; a copied Go comes without that variable */
  readonly origin: 'official' | 'other' | 'copied';
  /** the version is a default, of an ARG or in place, which a build may override */
  readonly isDefault: boolean;
  /** what stands behind the version in the tag, and a digest: they limit what the version can be changed to */
  readonly pinned: boolean;
}

/** A stage with what its bases did before it. */
export interface BuildStage {
  readonly stage: DockerStage;
  readonly steps: readonly DockerStep[];
  readonly go: StageGo | undefined;
  /** the image of Go that it, or the stage it builds on, begins with */
  readonly image: StageImage | undefined;
}

/** The stages of a Dockerfile, each with the Go that it ends up with. An image with an unknown variable has none. */
export function buildStages({ args, stages }: Dockerfile): readonly BuildStage[] {
  const built: BuildStage[] = [];
  for (const stage of stages) {
    const image = { text: stage.image, range: stage.imageRange };
    const name = substitute(stage.image, args)?.text.toLowerCase();
    const base = built.findLast((candidate) => candidate.stage.name !== undefined && candidate.stage.name === name);
    const copied = stage.steps.flatMap((step) => goCopiedBy(step, [...args, ...ownArgs(stage)]));
    const begun = base ? base.image : stageImage(image, args);
    const go = copied.at(-1) ?? (base ? base.go : goOfImage(image, args));
    built.push({ stage, steps: [...(base?.steps ?? []), ...stage.steps], go, image: begun });
  }
  return built;
}

export function ownArgs(stage: DockerStage): DockerVariable[] {
  return stage.steps.flatMap((step) =>
    step.kind === 'arg' && step.variable.value !== undefined ? [step.variable] : [],
  );
}

/** `COPY --from=golang:1.22 /usr/local/go /usr/local/go` */
function goCopiedBy(step: DockerStep, args: readonly DockerVariable[]): StageGo[] {
  if (step.kind !== 'copy' || !step.from || !step.sources.some((source) => /^\/usr\/local\/go\/?$/.test(source)))
    return [];
  const go = goOfImage(step.from, args);
  return go ? [{ ...go, origin: 'copied' }] : [];
}

function goOfImage(image: DockerImage, args: readonly DockerVariable[]): StageGo | undefined {
  const found = stageImage(image, args);
  const version = found?.reference.goVersion;
  if (!found?.known || version === undefined) return undefined;
  const { place, isDefault, pinned } = found;
  const origin = found.reference.officialGo ? 'official' : 'other';
  return { version, image: found.image, place, origin, isDefault, pinned };
}

/** undefined for an image that is not one of Go */
export function stageImage(image: DockerImage, args: readonly DockerVariable[]): StageImage | undefined {
  const substituted = substitute(image.text, args);
  const reference = parseImageReference(substituted?.text ?? image.text);
  if (!reference.isGo) return undefined;
  const version = reference.goVersion ?? '';
  const at = reference.goVersionStart;
  return {
    reference,
    image: reference.tag === '' ? reference.name : `${reference.name}:${reference.tag}`,
    known: substituted !== undefined,
    place: version === '' ? image.range : placeOfVersion(image, version, at, substituted?.variables ?? []),
    isDefault: substituted !== undefined && substituted.text !== image.text,
    pinned: reference.digest !== '' || /\d/.test(reference.tag.slice(reference.tag.indexOf(version) + version.length)),
  };
}

/** In the FROM itself, else in the default of the variable that brings it. */
function placeOfVersion(image: DockerImage, version: string, at: number, variables: readonly DockerVariable[]): Range {
  const { start } = image.range;
  if (image.text.slice(at, at + version.length) === version) {
    const column = start.column + at;
    return { start: { line: start.line, column }, end: { line: start.line, column: column + version.length } };
  }
  const places = variables.map((variable) => placeInValue(variable, version));
  return places.find((place) => place !== undefined) ?? image.range;
}

/** A part of the build context inside the image. */
interface Mapping {
  /** relative to the context */
  readonly source: string;
  /** absolute folder in the image */
  readonly target: string;
}

/** A `go` command of a stage that reads a go.mod. */
export interface StageCommand {
  /** folder of the build context that it runs in */
  readonly source: string;
  /** where that lies in the image */
  readonly folder: string;
  readonly verb: string;
  /** `-race` is given */
  readonly race: boolean;
  /** CGO_ENABLED as the command itself, or its script before, sets it */
  readonly cgo: string | undefined;
}

/** The `go` commands that a stage certainly runs on a part of the build context. */
export function commandsOnContext({ steps, go, image }: BuildStage): readonly StageCommand[] {
  const found: StageCommand[] = [];
  const mappings: Mapping[] = [];
  let workdir: string | undefined = go?.origin === 'copied' || !image ? '/' : '/go';
  for (const step of steps) {
    if (step.kind === 'workdir') workdir = resolveIn(workdir, step.path);
    if (step.kind === 'copy' && !step.from)
      mappings.push(...copied(step.sources, resolveIn(workdir, step.target), step.target));
    if (step.kind !== 'run') continue;
    const all = [...mappings, ...step.mounts.flatMap((mount) => mounted(mount, workdir))];
    for (const { folder: moved, choosesToolchain, verb, race, cgo } of goCommandsIn(step.script)) {
      const folder = moved === undefined ? undefined : resolveIn(workdir, moved);
      const source = folder === undefined || choosesToolchain ? undefined : sourceOf(folder, all);
      if (folder !== undefined && source !== undefined) found.push({ source, folder, verb, race, cgo });
    }
  }
  return found;
}

/** The folders of the build context in which a stage runs `go` commands that read a go.mod; each once, in order. */
export function contextFoldersOf(stage: BuildStage): readonly string[] {
  return [...new Set(commandsOnContext(stage).map(({ source }) => source))];
}

/** Whether something in the stage chooses a toolchain itself, so that the one of the image does not decide. */
export function choosesToolchain({ steps }: BuildStage): boolean {
  return steps.some((step) => {
    if (step.kind === 'run') return step.script.includes('GOTOOLCHAIN');
    return (step.kind === 'env' || step.kind === 'arg') && step.variable.name === 'GOTOOLCHAIN';
  });
}

function resolveIn(workdir: string | undefined, path: string): string | undefined {
  if (path.includes('$') || (workdir === undefined && !path.startsWith('/'))) return undefined;
  return path === '' ? workdir : joinPath(workdir ?? '/', path);
}

function copied(sources: readonly string[], target: string | undefined, written: string): Mapping[] {
  if (target === undefined) return [];
  return sources.flatMap((source): Mapping[] => {
    const path = contextPath(source);
    if (path === undefined) return [];
    // Of a file its folder matters; of a folder the content is copied.
    if (!/(^|\/)go\.(mod|work)$/.test(path)) return [{ source: path, target }];
    const isFile = /go\.(mod|work)$/.test(written);
    return [{ source: folderOf(path), target: isFile ? dirname(target) : target }];
  });
}

/** `type=bind,target=.` shows the whole context for one RUN. */
function mounted(mount: string, workdir: string | undefined): Mapping[] {
  const options = new Map(mount.split(',').map((option) => [option.split('=')[0] ?? '', option.split('=')[1] ?? '']));
  const type = options.get('type') ?? 'bind';
  const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
  if (type !== 'bind' || options.has('from') || target === undefined) return [];
  const resolved = resolveIn(workdir, target);
  return copied([options.get('source') ?? options.get('src') ?? '.'], resolved, target);
}

/** A source of COPY relative to the context; undefined for patterns, variables and addresses. */
function contextPath(source: string): string | undefined {
  if (/[$?[\]]|:\/\//.test(source)) return undefined;
  const path = joinPath('/', source.replace(/(^|\/)\*$/, '$1').replace(/^go\.\*$/, 'go.mod')).slice(1);
  return path.includes('*') ? undefined : path;
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}

/** The context folder that lies at a folder of the image: the last one copied there wins. */
function sourceOf(folder: string, mappings: readonly Mapping[]): string | undefined {
  const mapping = mappings.findLast(
    ({ target }) => folder === target || folder.startsWith(target === '/' ? '/' : `${target}/`),
  );
  if (!mapping) return undefined;
  return joinPath('/', mapping.source, folder.slice(mapping.target.length).replace(/^\//, '')).slice(1);
}
