import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** The little of vscode-textmate and vscode-oniguruma that we use. */
interface Textmate {
  readonly INITIAL: unknown;
  readonly parseRawGrammar: (text: string, file: string) => unknown;
  readonly Registry: new (options: { onigLib: Promise<unknown>; loadGrammar: (scope: string) => Promise<unknown> }) => {
    loadGrammar(scope: string): Promise<Grammar | null>;
  };
}

interface Grammar {
  tokenizeLine(
    line: string,
    state: unknown,
  ): {
    readonly tokens: readonly {
      readonly startIndex: number;
      readonly endIndex: number;
      readonly scopes: readonly string[];
    }[];
    readonly ruleStack: unknown;
  };
}

interface Oniguruma {
  loadWASM(data: ArrayBufferLike): Promise<void>;
  createOnigScanner(sources: string[]): unknown;
  createOnigString(text: string): unknown;
}

/** A grammar of ours in the very engine that this VS Code colours with. */
export async function loadGrammar(file: string, scope: string): Promise<(lines: string) => readonly string[]> {
  const modules = await modulesOfVscode();
  const load = createRequire(path.join(modules, 'index.js'));
  const oniguruma = load('vscode-oniguruma') as Oniguruma;
  const textmate = load('vscode-textmate') as Textmate;
  const wasm = await readFile(path.join(modules, 'vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const text = await readFile(file, 'utf8');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(text, file)),
  });
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`no grammar ${scope}`);
  return (lines) => lines.split('\n').flatMap((line) => tokensOf(grammar, line, textmate.INITIAL));
}

/** `scope:text` of each token with a scope beside the grammar's own; no rule of ours goes over a line. */
function tokensOf(grammar: Grammar, line: string, initial: unknown): readonly string[] {
  return grammar.tokenizeLine(line, initial).tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const [, own] = scopes;
    return own === undefined ? [] : [`${own.replace('.go-preflight', '')}:${line.slice(startIndex, endIndex)}`];
  });
}

/** A folder in the server build, an archive in the desktop's. */
async function modulesOfVscode(): Promise<string> {
  const found = ['node_modules', 'node_modules.asar'].map((name) => path.join(vscode.env.appRoot, name));
  for (const folder of found) {
    const isThere = await readFile(path.join(folder, 'vscode-textmate/package.json')).catch(() => undefined);
    if (isThere) return folder;
  }
  throw new Error(`VS Code has no vscode-textmate in ${found.join(' or ')}`);
}
