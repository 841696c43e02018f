import type { ParseError } from 'jsonc-parser';

/** JSON with comments and trailing commas as a tree with positions. Never throws; what can be read is read. */

export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
);

export interface JsonMember {
  readonly key: string;
  /** UTF-16 offsets of the key, with its quotes */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

/** What is wrong with the text, by what would be right. */
export type JsonProblemKind = 'value' | 'name' | 'colon' | 'comma' | 'close' | 'end' | 'token' | 'depth';

export interface JsonProblem {
  readonly kind: JsonProblemKind;
  readonly start: number;
  readonly end: number;
}

export interface JsonDocument {
  /** undefined where there is no value at all */
  readonly root: JsonNode | undefined;
  readonly problems: readonly JsonProblem[];
}

/** The parser recurses; no configuration that a person wrote is nested deeper. */
const deepest = 200;

export async function parseJsonc(text: string): Promise<JsonDocument> {
  const tooDeep = deeperThan(text, deepest);
  if (tooDeep !== undefined)
    return { root: undefined, problems: [{ kind: 'depth', start: tooDeep, end: tooDeep + 1 }] };
  const { parseTree, printParseErrorCode } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  return {
    root: tree && nodeOf(tree, text.length),
    problems: errors.map(({ error, offset, length }) => ({
      kind: kindOf(printParseErrorCode(error)),
      ...within(offset, length, text.length),
    })),
  };
}

/** A value that was read elsewhere, as a tree whose positions mean nothing. */
export function jsonNodeOf(value: unknown): JsonNode {
  const at = { start: 0, end: 0 };
  if (typeof value === 'string') return { ...at, kind: 'string', value };
  if (typeof value === 'number') return { ...at, kind: 'number', value };
  if (typeof value === 'boolean') return { ...at, kind: 'boolean', value };
  if (Array.isArray(value)) return { ...at, kind: 'array', items: value.map(jsonNodeOf) };
  if (typeof value !== 'object' || value === null) return { ...at, kind: 'null' };
  const members = Object.entries(value).map(([key, member]) => ({
    key,
    keyStart: 0,
    keyEnd: 0,
    value: jsonNodeOf(member),
  }));
  return { ...at, kind: 'object', members };
}

interface ParserNode {
  readonly type: string;
  readonly value?: unknown;
  readonly offset: number;
  readonly length: number;
  readonly children?: readonly ParserNode[];
}

/** A token that is not closed is counted to beyond the end. */
function within(offset: number, length: number, limit: number): { start: number; end: number } {
  return { start: Math.min(offset, limit), end: Math.min(offset + length, limit) };
}

function nodeOf(node: ParserNode, limit: number): JsonNode {
  const at = within(node.offset, node.length, limit);
  const children = node.children ?? [];
  if (node.type === 'array') return { ...at, kind: 'array', items: children.map((child) => nodeOf(child, limit)) };
  if (node.type === 'object')
    return { ...at, kind: 'object', members: children.flatMap((child) => memberOf(child, limit)) };
  if (typeof node.value === 'string') return { ...at, kind: 'string', value: node.value };
  if (typeof node.value === 'number') return { ...at, kind: 'number', value: node.value };
  if (typeof node.value === 'boolean') return { ...at, kind: 'boolean', value: node.value };
  return { ...at, kind: 'null' };
}

/** A property without a value is a syntax problem already; there is nothing to read from it. */
function memberOf({ children = [] }: ParserNode, limit: number): JsonMember[] {
  const [key, value] = children;
  if (key === undefined || value === undefined) return [];
  return [
    { key: String(key.value), keyStart: key.offset, keyEnd: key.offset + key.length, value: nodeOf(value, limit) },
  ];
}

function kindOf(code: string): JsonProblemKind {
  switch (code) {
    case 'ValueExpected':
      return 'value';
    case 'PropertyNameExpected':
      return 'name';
    case 'ColonExpected':
      return 'colon';
    case 'CommaExpected':
      return 'comma';
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
    case 'UnexpectedEndOfComment':
    case 'UnexpectedEndOfString':
      return 'close';
    case 'EndOfFileExpected':
      return 'end';
    default:
      return 'token';
  }
}

/** The offset of the first bracket that is nested too deep, strings and comments aside. */
function deeperThan(text: string, limit: number): number | undefined {
  let depth = 0;
  for (const token of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[[\]{}]/g)) {
    const [found] = token;
    if (found === '[' || found === '{') depth++;
    else if (found === ']' || found === '}') depth--;
    if (depth > limit) return token.index;
  }
  return undefined;
}
