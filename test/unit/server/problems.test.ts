import assert from 'node:assert/strict';
import { createCatalogue, lineRange, say, type Finding, type Severity } from '../../../src/engine/index';
import { toolchainLine } from '../../../src/server/anchors';
import { toDiagnostic } from '../../../src/server/convert';
import { DiagnosticsPublisher } from '../../../src/server/diagnostics';
import { problemsOf, type Placed, type Problem } from '../../../src/server/problems';
import { serverMessages } from '../../../src/server/serverMessages';

const catalogue = createCatalogue({ language: 'en', checks: [], templates: [serverMessages], translations: {} });
const texts = { catalogue, pageUri: undefined, uriOf: (path: string): string => `file://${path}` };

function placed(line: number, severity: Severity = 'warning', check = 'some-check'): Placed {
  const finding: Finding = {
    check,
    family: 'modules',
    subject: '.',
    severity,
    confidence: 'certain',
    message: say('unknown.id'),
    fingerprint: `${check} ${line}`,
    about: [],
    related: [],
    fixes: [],
  };
  return { finding, range: lineRange(line, 0, 1) };
}

describe('problemsOf', () => {
  it('keeps the worst thousand of a file, in order, and says how many more there are', () => {
    const many = Array.from({ length: 1200 }, (_, line) => placed(line, line === 1199 ? 'error' : 'hint'));
    const problems = problemsOf(many, 'file:///w', texts);
    assert.equal(problems.length, 1000);
    assert.equal(problems.at(-2)?.severity, 'error', 'the worst is never cut');
    assert.match(problems.at(-1)?.message ?? '', /^201 more problems/);
    assert.equal(toDiagnostic(problems.at(-1)!).code, undefined);
  });

  it('lists places in order, at one place the worst first', () => {
    const problems = problemsOf([placed(2), placed(1, 'hint', 'b'), placed(1, 'error', 'a')], 'file:///w', texts);
    assert.deepEqual(
      problems.map(({ range, severity }) => [range.start.line, severity]),
      [
        [1, 'error'],
        [1, 'hint'],
        [2, 'warning'],
      ],
    );
  });
});

describe('toolchainLine', () => {
  const cases: readonly (readonly [string, string, ReturnType<typeof lineRange>])[] = [
    ['the toolchain line', 'module m\n\ngo 1.26\n\ntoolchain go1.26.3\n', lineRange(4, 0, 18)],
    ['else the go line', 'module m\n\ngo 1.26 // newest\n', lineRange(2, 0, 7)],
    ['else the module line', '// comment\nmodule m\n', lineRange(1, 0, 8)],
    ['else the start', 'require (\n', lineRange(0, 0, 0)],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(toolchainLine(text), expected));
});

describe('DiagnosticsPublisher', () => {
  const problem = problemsOf([placed(1)], 'file:///w', texts);
  const set = (...paths: string[]): ReadonlyMap<string, readonly Problem[]> =>
    new Map(paths.map((path) => [path, problem]));

  it('sends what changed, and empties what dropped out', async () => {
    const sent: string[] = [];
    const publisher = new DiagnosticsPublisher((path, problems) => sent.push(`${path} ${problems.length}`));
    await publisher.set('file:///w', '/w', set('/w/a', '/w/b'));
    await publisher.set('file:///w', '/w', set('/w/b', '/w/c'));
    publisher.remove('file:///w');
    assert.deepEqual(sent, ['/w/a 1', '/w/b 1', '/w/a 0', '/w/c 1', '/w/b 0', '/w/c 0']);
  });

  it('gives a file to the innermost folder, and back when that is closed', async () => {
    const sent: string[] = [];
    const publisher = new DiagnosticsPublisher((path, problems) => sent.push(`${path} ${problems.length}`));
    await publisher.set('file:///w', '/w', set('/w/in/a'));
    await publisher.set('file:///w/in', '/w/in', new Map());
    await publisher.set('file:///w', '/w', set('/w/in/a'));
    assert.deepEqual(sent, ['/w/in/a 1', '/w/in/a 0']);
    publisher.remove('file:///w/in');
    assert.equal(sent.at(-1), '/w/in/a 1');
  });

  it('lists a file outside all folders once, whoever found it', async () => {
    const sent: string[] = [];
    const publisher = new DiagnosticsPublisher((path, problems) => sent.push(`${path} ${problems.length}`));
    await publisher.set('file:///a', '/a', set('/home/env'));
    await publisher.set('file:///b', '/b', set('/home/env'));
    publisher.remove('file:///a');
    publisher.remove('file:///b');
    assert.deepEqual(sent, ['/home/env 1', '/home/env 0']);
  });
});
