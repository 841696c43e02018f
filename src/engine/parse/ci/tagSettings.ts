import { flagsLinkPrograms } from './goLinking';
import { LineIndex } from '../../../base/lineIndex';
import type { Range } from '../../model/range';
import { parseJsonc, type JsonMember, type JsonNode } from '../jsonc';
import { entryOf, parseYaml, type YamlNode, type YamlScalar } from './yamlTree';

/** Build tags in the settings of a tool: the Go extension and gopls, golangci-lint, GoReleaser. */
export interface TagSetting {
  /** `go.buildTags`, `gopls build.buildFlags`, `run.build-tags` ... */
  readonly key: string;
  /** what a tool hands to -tags */
  readonly value: string;
  /** of the value without its quotes, where it is written in one piece */
  readonly range: Range;
  /** `joined`: written as `-tags=value`; `element`: one of a list of tags that the tool joins */
  readonly form: 'value' | 'joined' | 'element';
}

/** The configurations that a release is built for, as GoReleaser multiplies them. */
export interface ReleaseTargets {
  readonly goos: readonly string[];
  readonly goarch: readonly string[];
  readonly tags: readonly string[];
  /** the folder in which go runs, and the package there, as they are written */
  readonly dir: string;
  readonly main: string;
  /** it is linked as a program */
  readonly linked: boolean;
  readonly range: Range;
}

/** `.vscode/settings.json` and `launch.json`. */
export async function editorTagSettings(text: string): Promise<readonly TagSetting[]> {
  const { root } = await parseJsonc(text);
  if (root?.kind !== 'object') return [];
  const index = new LineIndex(text);
  const read = (key: string, node: JsonNode, value: string): TagSetting => {
    const written = text.slice(node.start, node.end);
    const at = node.start + Math.max(written.lastIndexOf(value), 0);
    const whole = written.includes(value) ? [at, at + value.length] : [node.start, node.end];
    const [start, end] = whole.map((offset) => index.positionAt(offset ?? 0));
    return { key, value, range: { start: start ?? origin, end: end ?? origin }, form: 'value' };
  };
  const settings: TagSetting[] = [];
  for (const { key, value } of root.members) {
    if (value.kind === 'string' && /^go\.(build|test)Tags$/.test(key)) settings.push(read(key, value, value.value));
    if (/^go\.(build|test|vet)Flags$/.test(key)) settings.push(...flagsIn(key, value, read));
    if (/^(gopls\.)?build\.buildFlags$/.test(key)) settings.push(...flagsIn(key, value, read));
    if (key === 'gopls') {
      const flags = members(value).find((member) => /^(build\.)?buildFlags$/.test(member.key));
      if (flags) settings.push(...flagsIn(`gopls ${flags.key}`, flags.value, read));
    }
    if (key === 'configurations' && value.kind === 'array')
      for (const item of value.items) {
        const flags = members(item).find((member) => member.key === 'buildFlags');
        if (flags) settings.push(...flagsIn('launch.json buildFlags', flags.value, read));
      }
  }
  return settings.filter(({ value }) => value !== '');
}

const origin = { line: 0, column: 0 };

function members(node: JsonNode): readonly JsonMember[] {
  return node.kind === 'object' ? node.members : [];
}

/** `["-tags=a"]`, `["-tags", "a"]`, `"-tags=a"`. */
function flagsIn(
  key: string,
  node: JsonNode,
  read: (key: string, node: JsonNode, value: string) => TagSetting,
): TagSetting[] {
  const items = node.kind === 'array' ? node.items : [node];
  return items.flatMap((item, at) => {
    if (item.kind !== 'string') return [];
    const joined = /^--?tags=['"]?([^'"]*)['"]?$/.exec(item.value)?.[1];
    if (joined !== undefined) return [{ ...read(key, item, joined), form: 'joined' }];
    const next = items[at + 1];
    return /^--?tags$/.test(item.value) && next?.kind === 'string' ? [read(key, next, next.value)] : [];
  });
}

/** `.golangci.yml`: `run.build-tags`. */
export async function linterTagSettings(text: string): Promise<readonly TagSetting[]> {
  const list = entryOf(entryOf(await parseYaml(text), 'run'), 'build-tags');
  return elements(list).map((scalar) => elementSetting('run.build-tags', scalar));
}

/** `.goreleaser.yml`: `builds[].tags`, and -tags among `builds[].flags`. */
export async function releaseTagSettings(text: string): Promise<readonly TagSetting[]> {
  return builds(await parseYaml(text)).flatMap((build) => [
    ...elements(entryOf(build, 'tags')).map((scalar) => elementSetting('builds.tags', scalar)),
    ...elements(entryOf(build, 'flags')).flatMap((scalar) => {
      const value = /^--?tags=(.*)$/.exec(scalar.text)?.[1];
      return value === undefined
        ? []
        : [{ key: 'builds.flags', value, range: unquoted(scalar), form: 'joined' as const }];
    }),
  ]);
}

/** What GoReleaser builds where the file says it in so many words. */
export async function releaseTargets(text: string): Promise<readonly ReleaseTargets[]> {
  return builds(await parseYaml(text)).flatMap((build) => {
    const goos = elements(entryOf(build, 'goos'));
    const [first] = goos;
    if (first === undefined || entryOf(build, 'targets') || entryOf(build, 'ignore')) return [];
    const goarch = elements(entryOf(build, 'goarch')).map((scalar) => scalar.text);
    const tags = elements(entryOf(build, 'tags')).map((scalar) => scalar.text);
    // Another build than what is written here, or none.
    const isOpen =
      tags.some((tag) => !/^[\w.]+$/.test(tag)) ||
      elements(entryOf(build, 'flags')).some(({ text: flag }) => /tags|\{\{/.test(flag));
    if (
      isOpen ||
      (entryOf(build, 'builder') && textOf(build, 'builder', '') !== 'go') ||
      textOf(build, 'skip', 'false') !== 'false'
    )
      return [];
    return [
      {
        goos: goos.map((scalar) => scalar.text),
        // Its default: amd64, arm64 and 386, the last not everywhere.
        goarch: goarch.length > 0 ? goarch : ['amd64', 'arm64'],
        tags,
        dir: textOf(build, 'dir', '.'),
        main: textOf(build, 'main', '.'),
        linked: isLinked(build),
        range: first.range,
      },
    ];
  });
}

/** `command: test` links tests, and a plugin needs no function main. */
function isLinked(build: YamlNode): boolean {
  const flags = elements(entryOf(build, 'flags')).map(({ text }) => text);
  const mode = textOf(build, 'buildmode', 'exe');
  return textOf(build, 'command', 'build') === 'build' && flagsLinkPrograms([...flags, `-buildmode=${mode}`]);
}

function textOf(build: YamlNode, key: string, otherwise: string): string {
  const node = entryOf(build, key);
  return node?.kind === 'scalar' && node.text !== '' ? node.text : otherwise;
}

function builds(root: YamlNode | undefined): readonly YamlNode[] {
  const list = entryOf(root, 'builds');
  return list?.kind === 'list' ? list.items : [];
}

function elements(node: YamlNode | undefined): readonly YamlScalar[] {
  const items = node?.kind === 'list' ? node.items : node ? [node] : [];
  return items.filter((item) => item.kind === 'scalar').filter(({ text }) => text !== '');
}

function elementSetting(key: string, scalar: YamlScalar): TagSetting {
  return { key, value: scalar.text, range: unquoted(scalar), form: 'element' };
}

function unquoted({ range, quoted }: YamlScalar): Range {
  if (!quoted || range.start.line !== range.end.line) return range;
  const { start, end } = range;
  return { start: { ...start, column: start.column + 1 }, end: { ...end, column: end.column - 1 } };
}
