import { LineIndex } from '../../../base/lineIndex';
import { basename, joinPath } from '../../../base/paths';
import type { Location } from '../../model/range';
import { goInvocationsIn, type GoInvocation } from '../../parse/ci/goInvocations';
import type { Piece } from '../../parse/ci/shellWords';
import {
  editorTagSettings,
  linterTagSettings,
  releaseTagSettings,
  releaseTargets,
  type ReleaseTargets,
  type TagSetting,
} from '../../parse/ci/tagSettings';
import { targetVariablesIn, type TargetVariables } from '../../parse/ci/targetVariables';
import type { Fact } from '../factStore';
import { treeLists } from '../treeLists';

/** What a file of the repository says about the builds of go: commands with their tags and targets, settings of tools. */
export interface BuildInstructions {
  /** absolute */
  readonly file: string;
  readonly kind: 'commands' | 'editor' | 'linter' | 'release';
  readonly invocations: readonly GoInvocation[];
  readonly settings: readonly TagSetting[];
  readonly releases: readonly ReleaseTargets[];
  readonly variables: TargetVariables;
  /** it speaks of GOFLAGS, which go adds to what stands in a command: perhaps tags, perhaps another kind of program */
  readonly namesFlags: boolean;
  /** it has sources that are not of this repository, and its commands may build those */
  readonly buildsOthers: boolean;
  /** it sets GOFLAGS with tags in it, or with what only a run knows: its commands may build with these */
  readonly setsTags: boolean;
  readonly locate: (piece: Pick<Piece, 'start' | 'end'>) => Location;
}

/** By absolute path; undefined where the file says nothing of the kind. */
const buildInstructionsIn: Fact<BuildInstructions | undefined> = {
  name: 'buildInstructionsIn',
  compute: async (file, facts) => {
    const text = (await facts.readText(file)) ?? '';
    // To parse YAML costs milliseconds a file, and most files say nothing.
    if (!/-tags|GOOS|GOARCH|goos:|(build|test)(-t|T)ags|buildFlags|\btags:/.test(text)) return undefined;
    const kind = kindOf(file);
    const index = new LineIndex(text);
    return {
      file,
      kind,
      invocations: kind === 'commands' ? goInvocationsIn(text) : [],
      settings: await settingsIn(kind, text),
      releases: kind === 'release' ? await releaseTargets(text) : [],
      variables: targetVariablesIn(text),
      namesFlags: /\bGOFLAGS\b/.test(text),
      buildsOthers: kind === 'commands' && others.test(text),
      setsTags: flagsWithTags.test(text),
      locate: ({ start, end }) => ({
        file,
        range: { start: index.positionAt(start), end: index.positionAt(end) },
      }),
    };
  },
};

/** What brings in sources, makes them, or goes where the scan does not look. */
const others =
  /\bgit (clone|submodule|fetch)\b|\bgo mod init\b|\b(curl|wget)\b|^ADD +https?:|\brepository:|\bsubmodules:|-modfile\b|\btestdata\b|\bGO111MODULE=(off|auto)\b/m;

const flagsWithTags = /\bGOFLAGS\b["']?[ \t]{0,9}[?:+]{0,2}[=:][^\n]{0,200}?(?:-tags|\$)/;

function kindOf(file: string): BuildInstructions['kind'] {
  const name = basename(file);
  if (/\/\.vscode\/(settings|launch)\.json$/.test(file)) return 'editor';
  if (/^\.golangci\.ya?ml$/.test(name)) return 'linter';
  return /^\.goreleaser\.ya?ml$/.test(name) ? 'release' : 'commands';
}

async function settingsIn(kind: BuildInstructions['kind'], text: string): Promise<readonly TagSetting[]> {
  switch (kind) {
    case 'editor':
      return editorTagSettings(text);
    case 'linter':
      return linterTagSettings(text);
    case 'release':
      return releaseTagSettings(text);
    case 'commands':
      return [];
  }
}

const mayHoldCommands =
  /(^|\/)([Mm]akefile|GNUmakefile|Taskfile\.ya?ml|Jenkinsfile|Dockerfile[^/]*|Containerfile[^/]*|[^/]*\.([Dd]ockerfile|ya?ml)|(settings|launch|tasks)\.json|devbox\.json|\.envrc|flake\.nix|shell\.nix|default\.nix)$/;

/** All of the repository, in the order of their paths. Key: the verified folder. */
export const buildInstructions: Fact<readonly BuildInstructions[]> = {
  name: 'buildInstructions',
  compute: async (root, facts) => {
    const { otherFiles } = await facts.get(treeLists, root);
    const files: BuildInstructions[] = [];
    for (const path of otherFiles.filter((other) => mayHoldCommands.test(other))) {
      const said = await facts.get(buildInstructionsIn, joinPath(root, path));
      if (said) files.push(said);
    }
    return files;
  },
};

/** The tags that some command or setting of the repository passes in so many words. */
export interface PassedTags {
  readonly tags: ReadonlySet<string>;
  /** some -tags has a value that only its run knows */
  readonly unresolved: boolean;
}

/** Key: the verified folder. */
export const passedTags: Fact<PassedTags> = {
  name: 'passedTags',
  compute: async (root, facts) => {
    const tags = new Set<string>();
    let unresolved = false;
    for (const { invocations, settings } of await facts.get(buildInstructions, root)) {
      for (const { tags: values } of invocations)
        for (const value of values) {
          if (value === undefined) unresolved = true;
          else for (const tag of splitTags(value.text)) tags.add(tag);
        }
      for (const { value } of settings) {
        if (!isWrittenOut(value)) unresolved = true;
        else for (const tag of splitTags(value)) tags.add(tag);
      }
    }
    return { tags, unresolved };
  },
  equals: (a, b) => a.unresolved === b.unresolved && [...a.tags].join() === [...b.tags].join(),
};

/** Whether a setting says what it means: no `${input:tags}` of an editor, no `{{ .Env.TAGS }}` of GoReleaser. */
export function isWrittenOut(value: string): boolean {
  return !/\{\{|\$/.test(value);
}

/** As go splits the value of -tags: at commas, or at spaces where there is one. */
export function splitTags(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter((tag) => tag !== '');
}
