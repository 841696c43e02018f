import { lineRange } from '../../../model/range';
import { declaration, declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { parseToml } from '../tomlTree';
import type { SourceFormat } from './sourceFormat';

/** goenv, and setup-go by `go-version-file`: the first word of the file. */
export const goVersionFile: SourceFormat = {
  kind: 'go-version',
  words: ['.go-version'],
  file: /(^|\/)\.go-version$/,
  hint: /\S/,
  read: (text) => {
    for (const [line, content] of text.split('\n').entries()) {
      const word = /^\s*([^\s#]+)/.exec(content)?.[1];
      if (word === undefined) continue;
      const column = content.indexOf(word);
      return [declaration(lineRange(line, column, column + word.length), word, 'develops')];
    }
    return [];
  },
};

/** asdf, under the name `golang`; mise takes `go` as well. Of several versions on the line the first is used. */
export const toolVersions: SourceFormat = {
  kind: 'tool-versions',
  words: ['.tool-versions'],
  file: /(^|\/)\.tool-versions$/,
  hint: /\bgo(lang)?\s/,
  read: (text) =>
    text.split('\n').flatMap((content, line): GoDeclaration[] => {
      const [, head = '', name = '', word = ''] = /^((go|golang)[ \t]+)([^\s#]+)/.exec(content) ?? [];
      if (name === '') return [];
      const range = lineRange(line, head.length, head.length + word.length);
      return [declaration(range, word, 'develops', { place: name, ...managed(word) })];
    }),
};

/** mise: `go = "1.24"`, a list of versions, or a table with `version`. */
export const mise: SourceFormat = {
  kind: 'mise',
  words: ['mise'],
  file: /(^|\/)(\.?mise|\.config\/mise|\.mise\/config|\.config\/mise\/config)\.toml$/,
  hint: /\bgo(lang)?\b/,
  read: async (text) => {
    const scalars = (await parseToml(text)) ?? [];
    return scalars.flatMap(({ path, text: word, type, range, plain }): GoDeclaration[] => {
      const [table, tool = '', ...rest] = path;
      const isGo = table === 'tools' && /^(core:)?go(lang)?$/.test(tool);
      const isVersion =
        rest.length === 0 || rest.at(-1) === 'version' || (rest.length === 1 && /^\d+$/.test(rest[0] ?? ''));
      if (!isGo || !isVersion || type !== 'string') return [];
      const oneOfMany = scalars.some((other) => other.path[1] === tool && other.path[2] === '1');
      return [declaration(range, word, 'develops', { oneOfMany, ...managed(word), ...(!plain && { edit: 'none' }) })];
    });
  },
};

/** `system`, `ref:…` and `path:…` name no release; `prefix:1.24` names its newest. */
function managed(word: string): Partial<GoDeclaration> {
  if (/^(system|ref:|path:)/.test(word)) return { version: { kind: 'unknown' }, edit: 'none' };
  const prefix = /^prefix:(.*)$/.exec(word)?.[1];
  return prefix === undefined ? {} : { version: declaredVersionOf(prefix), edit: 'none' };
}
