import type { AST } from 'toml-eslint-parser';
import { LineIndex } from '../../../base/lineIndex';
import type { Range } from '../../model/range';

/** A scalar of a TOML document, under the names that lead to it: `tools.go`, `tools.go.0` for an item of a list. */
export interface TomlScalar {
  readonly path: readonly string[];
  readonly text: string;
  readonly type: 'string' | 'other';
  /** without quotes */
  readonly range: Range;
  /** the range is the text as it is written */
  readonly plain: boolean;
}

/** Every scalar of a document; undefined where the text is no TOML. */
export async function parseToml(text: string): Promise<readonly TomlScalar[] | undefined> {
  const { parseTOML } = await import('toml-eslint-parser');
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text);
  } catch {
    return undefined;
  }
  const index = new LineIndex(text);
  const scalars: TomlScalar[] = [];
  const add = (path: readonly string[], node: AST.TOMLContentNode): void => {
    if (node.type === 'TOMLArray') for (const [at, item] of node.elements.entries()) add([...path, String(at)], item);
    else if (node.type === 'TOMLInlineTable')
      for (const { key, value } of node.body) add([...path, ...namesOf(key)], value);
    else {
      const isString = node.kind === 'string';
      const quotes = !isString ? 0 : node.multiline ? 3 : 1;
      const [start, end] = [node.range[0] + quotes, node.range[1] - quotes];
      const value = String(node.value);
      scalars.push({
        path,
        text: value,
        type: isString ? 'string' : 'other',
        range: { start: index.positionAt(start), end: index.positionAt(end) },
        plain: text.slice(start, end) === value,
      });
    }
  };
  const [top] = program.body;
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') add(namesOf(node.key), node.value);
    else {
      const table = node.resolvedKey.map(String);
      for (const { key, value } of node.body) add([...table, ...namesOf(key)], value);
    }
  }
  return scalars;
}

function namesOf({ keys }: AST.TOMLKey): string[] {
  return keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
}
