import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { sumTokens } from '../../../src/engine/index';
import { settled } from '../support/inside/preflight';
import { loadGrammar } from '../support/inside/textmate';
import { eventually, fileUri, ourExtension, show, until } from '../support/inside/window';

const hash = 'T+2dAsCk6mCe2DYfWXdUxIKWoWiJnRlXWdVFZ2ZOGtc=';

function grammarOf(language: string): Promise<(lines: string) => readonly string[]> {
  const { contributes } = ourExtension().packageJSON as {
    contributes: { grammars: { language: string; scopeName: string; path: string }[] };
  };
  const found = contributes.grammars.find((grammar) => grammar.language === language);
  assert.ok(found, language);
  return loadGrammar(path.join(ourExtension().extensionPath, found.path), found.scopeName);
}

describe('the grammar of go.work.sum', () => {
  const kinds: Readonly<Record<string, string>> = {
    path: 'entity.name.namespace.module',
    version: 'constant.numeric.version',
    goMod: 'keyword.other.go-mod',
    algorithm: 'storage.type.algorithm',
    hash: 'string.unquoted.hash',
    ignored: 'comment.line.ignored',
    fault: 'invalid.illegal',
  };

  it('says of every line what the semantic tokens of go.sum say', async () => {
    const tokens = await grammarOf('go-preflight.go-work-sum');
    const lines = [
      `rsc.io/quote v1.5.2 h1:${hash}`,
      `rsc.io/quote v2.0.0+incompatible/go.mod h1:${hash}`,
      `github.com/!a/b v0.0.0-20200101000000-abcdefabcdef/go.mod h1:${hash}`,
      `  rsc.io/quote  v1.5.2\th1:${hash}`,
      'rsc.io/quote v1.5.2 h1:short',
      `rsc.io/quote v1.5.2 h2:${hash}`,
      'rsc.io/quote v1.5.2/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=',
      'rsc.io/quote v1.5.2',
      `a v1 h1:${hash} more`,
      '<<<<<<< HEAD',
      '=======',
      '>>>>>>> theirs',
      '||||||| base',
      '',
      '   ',
    ];
    for (const line of lines) {
      const wanted = sumTokens(line).map(
        ({ column, length, kind }) => [kinds[kind], line.slice(column, column + length)] as const,
      );
      const found = tokens(line);
      assert.equal(found.length, wanted.length, `${line}: ${found.join(' | ')}`);
      for (const [at, [scope, text]] of wanted.entries()) {
        assert.ok(found[at]?.startsWith(scope ?? '?'), `${line}: ${found[at]}, not ${scope}`);
        assert.ok(found[at]?.endsWith(`:${text}`), `${line}: ${found[at]}, not ${text}`);
      }
    }
  });

  it('belongs to the file', async () => {
    assert.equal((await show('go.work.sum')).document.languageId, 'go-preflight.go-work-sum');
  });
});

describe('the grammar of vendor/modules.txt', () => {
  it('knows modules, replacements, annotations and packages', async () => {
    const tokens = await grammarOf('go-preflight.modules-txt');
    const module = 'entity.name.namespace.module';
    const version = 'constant.numeric.version';
    const sign = 'punctuation.definition.module';
    const note = 'punctuation.definition.annotation';
    const word = 'keyword.other.annotation';
    assert.deepEqual(tokens('## workspace'), [`${note}:##`, `${word}:workspace`]);
    assert.deepEqual(tokens('# rsc.io/quote v1.5.2'), [`${sign}:#`, `${module}:rsc.io/quote`, `${version}:v1.5.2`]);
    assert.deepEqual(tokens('# a.b/c v1.0.0 => ../c'), [
      `${sign}:#`,
      `${module}:a.b/c`,
      `${version}:v1.0.0`,
      'keyword.operator.replace:=>',
      `${module}:../c`,
    ]);
    assert.deepEqual(tokens('# a.b/c => d.e/f v1.2.0'), [
      `${sign}:#`,
      `${module}:a.b/c`,
      'keyword.operator.replace:=>',
      `${module}:d.e/f`,
      `${version}:v1.2.0`,
    ]);
    assert.deepEqual(tokens('## explicit; go 1.20'), [
      `${note}:##`,
      `${word}:explicit`,
      `${word}:go`,
      `${version}:1.20`,
    ]);
    assert.deepEqual(tokens('## go 1.20'), [`${note}:##`, `${word}:go`, `${version}:1.20`]);
    assert.deepEqual(tokens('rsc.io/quote/v3'), ['string.unquoted.package:rsc.io/quote/v3']);
    assert.deepEqual(tokens(''), []);
  });

  it('belongs to the file', async () => {
    assert.equal((await show('vendor/modules.txt')).document.languageId, 'go-preflight.modules-txt');
  });
});

describe('go.sum, go.mod and vendor/modules.txt in the editor', () => {
  before(() => settled());

  it('go.sum has colours by semantic tokens, with our word for faults', async () => {
    const { document } = await show('go.sum');
    await eventually(async () => {
      const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        document.uri,
      );
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      const types = Array.from(
        { length: tokens.data.length / 5 },
        (_, at) => legend.tokenTypes[tokens.data[at * 5 + 3] ?? -1],
      );
      assert.deepEqual(types, ['namespace', 'number', 'type', 'string', 'goSumFault']);
    });
  });

  it('links lead to folders and lines', async () => {
    for (const file of ['go.mod', 'vendor/modules.txt']) {
      await show(file);
      await eventually(async () => {
        const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
          'vscode.executeLinkProvider',
          fileUri(file),
        );
        const targets = links.map(({ target }) => `${path.basename(target?.path ?? '')}#${target?.fragment ?? ''}`);
        assert.deepEqual(targets, ['go.mod#'], file);
      });
    }
  });

  it('a hover says what is known, and its commands are ours alone', async () => {
    const { document } = await show('go.mod');
    await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(0, 10),
      );
      const texts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
      const own = texts.find(({ value }) => value.includes('Modules: 0'));
      assert.ok(own, texts.map(({ value }) => value).join('\n'));
      assert.deepEqual(own.isTrusted, {
        enabledCommands: ['goPreflight.showModuleGraph', 'goPreflight.showBuildMatrix'],
      });
    });
  });

  it('the module graph opens for a go.mod, without a question', async () => {
    const api = await settled();
    await vscode.commands.executeCommand('goPreflight.showModuleGraph', fileUri('a/go.mod'));
    await until('the graph', () => api.shown.graphs.some(({ own }) => own === 'example.com/a'));
  });
});
