import assert from 'node:assert/strict';
import {
  applyEdits,
  createCatalogue,
  lineRange,
  say,
  type Finding,
  type FileEdit,
  type Range,
} from '../../../src/engine/index';
import { buildTagsAction } from '../../../src/server/buildTagsAction';
import { fixActions, fixAllAction, type ActionContext } from '../../../src/server/codeActions';
import { toWorkspaceEdit } from '../../../src/server/convert';
import { ignoreAction } from '../../../src/server/ignoreAction';
import { serverMessages } from '../../../src/server/serverMessages';

const context: ActionContext = {
  folder: 'file:///w',
  catalogue: createCatalogue({ language: 'en', checks: [], templates: [serverMessages], translations: {} }),
  commands: true,
  executes: false,
  uriOf: (path) => `file://${path}`,
  versionOf: (path) => (path === '/w/go.mod' ? 7 : null),
};

function finding(file: string, range: Range, edits: readonly FileEdit[] = [], safe = true): Finding {
  return {
    check: 'some-check',
    family: 'modules',
    subject: '.',
    severity: 'error',
    confidence: 'certain',
    message: say('x.y'),
    fingerprint: 'f',
    location: { file, range },
    about: [],
    related: [],
    fixes: edits.length === 0 ? [] : [{ kind: 'edit', title: say('x.fix'), safe, edits }],
  };
}

const replace = (range: Range, newText: string, file = '/w/go.mod'): FileEdit => ({
  kind: 'text',
  file,
  range,
  newText,
});

describe('fixAllAction', () => {
  it('leaves out what overlaps, what is not safe and what reaches into other files', () => {
    const at = lineRange(0, 0, 0);
    const [action] = fixAllAction(
      '/w/go.mod',
      [
        finding('/w/go.mod', at, [replace(lineRange(1, 0, 4), 'one')]),
        finding('/w/go.mod', at, [replace(lineRange(1, 2, 6), 'two')]),
        finding('/w/go.mod', at, [replace(lineRange(1, 4, 6), 'three')]),
        finding('/w/go.mod', at, [replace(lineRange(3, 0, 1), 'four')], false),
        finding('/w/go.mod', at, [replace(lineRange(4, 0, 1), 'five'), replace(lineRange(0, 0, 1), 'x', '/w/go.sum')]),
        finding('/w/go.mod', at, [replace(lineRange(5, 0, 0), 'six')]),
        finding('/w/go.mod', at, [replace(lineRange(5, 0, 0), 'six again')]),
      ],
      context,
    );
    const [step] = action?.edit?.steps ?? [];
    assert.ok(step?.kind === 'text');
    assert.deepEqual(
      step.edits.map(({ newText }) => newText),
      ['one', 'three', 'six'],
    );
    assert.equal(step.version, 7);
    assert.deepEqual(fixAllAction('/w/go.mod', [], context), []);
  });
});

describe('fixActions', () => {
  it('leaves the form of a file to the command, and offers it to nobody without', () => {
    const mark = finding('/w/go.mod', lineRange(0, 0, 0), [
      { kind: 'form', file: '/w/go.mod', form: 'no-byte-order-mark' },
    ]);
    const [action] = fixActions(mark, context);
    assert.deepEqual([action?.edit, action?.command?.id], [undefined, 'goPreflight.applyFix']);
    assert.deepEqual(fixActions(mark, { ...context, commands: false }), []);
  });

  const both = finding('/w/go.mod', lineRange(0, 0, 1), [
    replace(lineRange(0, 0, 1), 'x'),
    replace(lineRange(0, 0, 1), 'y', '/w/a.go'),
    { kind: 'rename', file: '/w/b.go', to: '/w/c.go' },
  ]);

  it('asks for a look where other files change too', () => {
    const plan = fixActions(both, context)[0]?.edit;
    assert.ok(plan?.confirm !== undefined);
    const edit = toWorkspaceEdit(plan, {
      documentChanges: true,
      createAndRename: true,
      annotations: true,
      snippets: true,
    });
    assert.deepEqual(edit?.changeAnnotations, { confirm: { label: plan.confirm, needsConfirmation: true } });
    assert.deepEqual(
      edit?.documentChanges?.map((change) => ('kind' in change ? change.kind : change.textDocument.version)),
      [7, null, 'rename'],
    );
  });

  it('offers a rename only to clients that can rename', () => {
    const plan = fixActions(both, context)[0]!.edit!;
    const abilities = { documentChanges: true, createAndRename: false, annotations: false, snippets: true };
    assert.equal(toWorkspaceEdit(plan, abilities), undefined);
  });

  it('speaks the old form of edits to old clients', () => {
    const plan = fixActions(finding('/w/go.mod', lineRange(0, 0, 1), [replace(lineRange(0, 0, 1), 'x')]), context)[0]!
      .edit!;
    const edit = toWorkspaceEdit(plan, {
      documentChanges: false,
      createAndRename: false,
      annotations: false,
      snippets: true,
    });
    assert.deepEqual(Object.keys(edit?.changes ?? {}), ['file:///w/go.mod']);
  });

  it('offers no command that the client does not have', () => {
    const withCommand: Finding = {
      ...finding('/w/go.mod', lineRange(0, 0, 1)),
      fixes: [{ kind: 'setting', target: 'go-env', key: 'GOFLAGS', value: undefined, safe: false, title: say('x.y') }],
    };
    assert.equal(fixActions(withCommand, context).length, 1);
    assert.deepEqual(fixActions(withCommand, { ...context, commands: false }), []);
  });
});

describe('buildTagsAction', () => {
  const waiting: Finding = {
    ...finding('/w/a.go', lineRange(0, 11, 14)),
    check: 'tag-never-enabled',
    message: say('tag-never-enabled.one', { tag: 'e2e' }),
  };

  it('lets the editor pass the tag that a file waits for', () => {
    assert.deepEqual(buildTagsAction(waiting, context), [
      {
        title: 'Set go.buildTags for this workspace: e2e',
        kind: 'fix',
        preferred: false,
        command: { id: 'goPreflight.setBuildTags', args: [{ folder: 'file:///w', tag: 'e2e' }] },
      },
    ]);
  });

  it('is for findings about tags alone, and for clients with the command', () => {
    assert.deepEqual(buildTagsAction({ ...waiting, check: 'tag-misspelt' }, context), []);
    assert.deepEqual(buildTagsAction({ ...waiting, message: say('x.y') }, context), []);
    assert.deepEqual(buildTagsAction(waiting, { ...context, commands: false }), []);
  });
});

describe('ignoreAction', () => {
  const apply = (file: string, text: string, line: number): string | undefined => {
    const [action] = ignoreAction(finding(file, lineRange(line, 1, 2)), text, context);
    const [step] = action?.edit?.steps ?? [];
    return step?.kind === 'text' ? applyEdits(text, step.edits) : undefined;
  };
  const comment = 'go-preflight:ignore some-check accepted: (say why)';

  it('goes above the line, as far in as the line', () => {
    assert.equal(apply('/w/go.mod', 'require (\n\ta v1\n)\n', 1), `require (\n\t// ${comment}\n\ta v1\n)\n`);
    assert.equal(apply('/w/.github/workflows/ci.yml', 'on:\n  go: 1\n', 1), `on:\n  # ${comment}\n  go: 1\n`);
    assert.equal(apply('/w/Dockerfile', 'FROM golang\n', 0), `# ${comment}\nFROM golang\n`);
  });

  it('keeps the line ends of the file', () => {
    assert.equal(apply('/w/go.mod', 'module m\r\ngo 1.2\r\n', 1), `module m\r\n// ${comment}\r\ngo 1.2\r\n`);
  });

  it('goes to the end of a line of Go, where it becomes no doc comment and no C code', () => {
    assert.equal(apply('/w/a.go', '#include\nimport "C"\n', 1), `#include\nimport "C" // ${comment}\n`);
    assert.equal(apply('/w/a.go', 'package a\r\n', 0), `package a // ${comment}\r\n`);
  });

  it('goes above a constraint, which cannot have a comment behind it', () => {
    assert.equal(apply('/w/a.go', '//go:build x\n\npackage a\n', 0), `// ${comment}\n//go:build x\n\npackage a\n`);
  });

  it('is a comment of C in the C code of import "C", where another would be code, or a flag', () => {
    const lines = '// #cgo a b LDFLAGS: -lm\nimport "C"\n';
    assert.equal(apply('/w/a.go', lines, 0), `// // ${comment}\n${lines}`);
    assert.equal(apply('/w/a.go', '/*\n#cgo a b CFLAGS: -g\n*/\n', 1), `/*\n// ${comment}\n#cgo a b CFLAGS: -g\n*/\n`);
  });

  it('knows how a makefile has its comments', () => {
    assert.equal(apply('/w/Makefile', 'a:\n\tgo test\n', 1), `a:\n\t# ${comment}\n\tgo test\n`);
  });

  it('knows programs whose JSON has comments, and others by their names', () => {
    assert.equal(apply('/w/.vscode/settings.json', '{\n  "a": 1\n}\n', 1), `{\n  // ${comment}\n  "a": 1\n}\n`);
    assert.equal(apply('/w/devbox.json', '{\n  "a": 1\n}\n', 1), undefined);
    for (const name of ['mise.toml', '.tool-versions', 'WORKSPACE', '.dockerignore', 'flake.nix'])
      assert.equal(apply(`/w/${name}`, 'x\n', 0), `# ${comment}\nx\n`, name);
    assert.equal(apply('/home/u/.config/go/env', 'GO111MODULE=off\n', 0), `# ${comment}\nGO111MODULE=off\n`);
  });

  const edited = (text: string, snippets: boolean, documentChanges = true): unknown => {
    const [action] = ignoreAction(finding('/w/go.mod', lineRange(1, 1, 2)), text, context);
    assert.ok(action?.edit);
    const edit = toWorkspaceEdit(action.edit, { documentChanges, createAndRename: true, annotations: true, snippets });
    const [change] = edit?.documentChanges ?? [];
    return change && 'edits' in change ? change.edits : edit?.changes?.['file:///w/go.mod'];
  };
  const top = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };

  it('has the reason selected where the editor can do that', () => {
    assert.deepEqual(edited('module m\n\ta v1\n', true), [
      {
        range: top,
        snippet: { kind: 'snippet', value: '\t// go-preflight:ignore some-check ${0:accepted: (say why)}\n' },
      },
    ]);
  });

  it('is plain text where the editor knows no snippets, or the old form of edits alone', () => {
    const plain = [{ range: top, newText: `\t// ${comment}\n` }];
    assert.deepEqual(edited('module m\n\ta v1\n', false), plain);
    assert.deepEqual(edited('module m\n\ta v1\n', true, false), plain);
  });

  it('is not offered where a file has no comments', () => {
    assert.equal(apply('/w/go.sum', 'a v1 h1:x\n', 0), undefined);
    assert.equal(apply('/w/vendor/modules.txt', '# a v1\n', 0), undefined);
  });
});
