import assert from 'node:assert/strict';
import type { CheckState, FamilyState, FindingState, OutcomeState, Status } from '../../../src/protocol/index';
import type { FolderView } from '../../../src/extension/results';
import { childNodes, rootNodes, type Node } from '../../../src/extension/tree/nodes';

const noCounts = {
  error: 0,
  warning: 0,
  failed: 0,
  unknown: 0,
  cancelled: 0,
  info: 0,
  hint: 0,
  passed: 0,
  'not-applicable': 0,
};

function finding(subject: string, fingerprint: string): FindingState {
  return {
    check: 'gosum-missing-zip-hash',
    fingerprint,
    severity: 'error',
    confidence: 'certain',
    subject,
    message: 'go.sum has no hash',
    about: [],
    related: [],
    fixes: [],
  };
}

function check(id: string, status: Status, outcomes: OutcomeState[]): CheckState {
  const findings = outcomes.reduce((sum, outcome) => sum + outcome.findings.length, 0);
  return { id, title: id, why: '', fix: '', profile: 'static', status, findings, outcomes };
}

function family(name: 'sums' | 'vendor', status: Status, checks: CheckState[]): FamilyState {
  return { family: name, title: name, status, counts: noCounts, checks };
}

function view(folder: string, families: FamilyState[]): FolderView {
  const counts = {
    error: 1,
    warning: 0,
    info: 0,
    hint: 0,
    passed: 0,
    notApplicable: 0,
    unknown: 0,
    failed: 0,
    cancelled: 0,
  };
  return {
    folder,
    name: folder,
    failure: undefined,
    result: {
      profile: 'static',
      requestedProfile: 'static',
      summary: { verdict: 'broken', ...counts, modules: 1, goFiles: 1, durationMs: 1 },
      finishedAt: 0,
      families,
      unverified: [],
      modules: ['.'],
      partial: false,
    },
  };
}

/** The tree as indented text. */
function draw(nodes: readonly Node[], filtered = false, depth = 0): string[] {
  return nodes.flatMap((node) => {
    const name =
      node.kind === 'folder'
        ? node.view.name
        : node.kind === 'family'
          ? node.family.family
          : node.kind === 'check'
            ? node.check.id
            : node.kind === 'module'
              ? node.subject
              : node.kind === 'finding'
                ? node.finding.fingerprint
                : node.kind === 'fine'
                  ? 'fine'
                  : (node.outcome.reason ?? '');
    return [`${'  '.repeat(depth)}${node.kind} ${name}`, ...draw(childNodes(node, filtered), filtered, depth + 1)];
  });
}

const findings: OutcomeState = { kind: 'findings', subjects: ['.'], findings: [finding('.', 'f1')] };
const passed: OutcomeState = { kind: 'passed', subjects: ['.'], findings: [] };

describe('rows of the tree', () => {
  it('shows the verdict, then families, checks and findings', () => {
    const families = [family('sums', 'error', [check('a', 'error', [findings]), check('b', 'passed', [passed])])];
    assert.deepEqual(draw(rootNodes([view('one', families)], false)), [
      'folder one',
      'family sums',
      '  check a',
      '    finding f1',
      '  fine fine',
      '    check b',
    ]);
  });

  it('leaves out what is fine when filtered', () => {
    const families = [
      family('sums', 'error', [check('a', 'error', [findings]), check('b', 'passed', [passed])]),
      family('vendor', 'not-applicable', [check('c', 'not-applicable', [])]),
    ];
    assert.deepEqual(draw(rootNodes([view('one', families)], true), true), [
      'folder one',
      'family sums',
      '  check a',
      '    finding f1',
    ]);
  });

  it('has no row when filtered where all is fine, but shows a run that failed or goes on', () => {
    const fine = view('one', [family('sums', 'passed', [check('b', 'passed', [passed])])]);
    assert.deepEqual(rootNodes([fine, fine], true), []);
    assert.deepEqual(draw(rootNodes([fine], false)), ['folder one', 'family sums', '  check b']);
    const others = [
      { ...fine, failure: 'the folder is gone' },
      { ...fine, result: { ...fine.result, partial: true } },
      view('two', [family('vendor', 'error', [check('a', 'error', [findings])])]),
    ];
    for (const other of others) assert.equal(rootNodes([other], true)[0]?.kind, 'folder');
    assert.equal(rootNodes([fine, ...others], true).length, 4);
  });

  it('leaves out what nobody asked for when filtered, but not what was asked for and could not be verified', () => {
    const unknown: OutcomeState = { kind: 'unknown', subjects: ['.'], findings: [], reason: 'why' };
    const above = { ...check('above', 'unknown', [unknown]), profile: 'build' as const };
    const asked = check('asked', 'unknown', [unknown]);
    const families = [family('sums', 'unknown', [above, asked]), family('vendor', 'unknown', [above])];
    assert.deepEqual(draw(rootNodes([view('one', families)], true), true), [
      'folder one',
      'family sums',
      '  check asked',
      '    reason why',
    ]);
    assert.deepEqual(rootNodes([view('one', families.slice(1))], true), []);
    assert.equal(draw(rootNodes([view('one', families)], false)).length, 9);
  });

  it('has a module level only where findings concern several modules', () => {
    const two: OutcomeState = {
      kind: 'findings',
      subjects: ['a', 'b'],
      findings: [finding('a', 'f1'), finding('b', 'f2')],
    };
    const families = [family('sums', 'error', [check('x', 'error', [two])])];
    assert.deepEqual(draw(rootNodes([view('one', families)], false)).slice(2), [
      '  check x',
      '    module a',
      '      finding f1',
      '    module b',
      '      finding f2',
    ]);
  });

  it('has a folder level only with several folders, and says why something is unknown', () => {
    const unknown: OutcomeState = { kind: 'unknown', subjects: ['.'], reason: 'not in the module cache', findings: [] };
    const families = [family('sums', 'unknown', [check('x', 'unknown', [unknown])])];
    assert.deepEqual(draw(rootNodes([view('one', families), view('two', [])], false)), [
      'folder one',
      '  family sums',
      '    check x',
      '      reason not in the module cache',
      'folder two',
    ]);
  });

  it('keeps ids unique', () => {
    const families = [family('sums', 'error', [check('a', 'error', [findings]), check('b', 'error', [findings])])];
    const all = (nodes: readonly Node[]): string[] =>
      nodes.flatMap((node) => [node.id, ...all(childNodes(node, false))]);
    const ids = all(rootNodes([view('one', families), view('two', families)], false));
    assert.equal(new Set(ids).size, ids.length);
  });
});
