import assert from 'node:assert/strict';
import { judge, vetTargetOf } from '../../../../src/engine/ask/vetFinding';
import { lineRange, say, type Finding } from '../../../../src/engine/index';

const finding: Finding = {
  check: 'symbol-missing-in-configuration',
  family: 'build-tags',
  subject: '.',
  severity: 'warning',
  confidence: 'certain',
  message: say('x.y'),
  fingerprint: 'f',
  location: { file: '/w/disk/use.go', range: lineRange(4, 2, 6) },
  about: ['Free'],
  related: [{ file: '/w/disk/free_linux.go', range: lineRange(2, 5, 9), message: say('x.z') }],
  fixes: [],
};
const target = { name: 'windows/amd64', goos: 'windows', goarch: 'amd64', cgo: false, tags: [] };

function said(stderr: string): readonly [string, unknown] {
  const verdict = judge({ kind: 'said-no', code: 1, stdout: '', stderr }, finding, target);
  return [verdict.kind, verdict.said.args['detail']];
}

describe('go vet about a finding', () => {
  it('tries the first target without cgo', () => {
    assert.equal(vetTargetOf({ targets: ['linux/arm,cgo', 'linux/arm'] })?.name, 'linux/arm');
    assert.deepEqual(vetTargetOf({ targets: ['darwin/arm64,cgo,tags=a+b'] }), {
      name: 'darwin/arm64,cgo,tags=a+b',
      goos: 'darwin',
      goarch: 'arm64',
      cgo: true,
      tags: ['a', 'b'],
    });
    assert.equal(vetTargetOf({}), undefined);
    assert.equal(vetTargetOf({ targets: ['nonsense'] }), undefined);
  });

  it('confirms it where the compiler stops at one of its places', () => {
    assert.deepEqual(said('# example.com/disk\nvet: ./use.go:5:3: undefined: Free\n'), [
      'confirmed',
      'undefined: Free',
    ]);
    assert.deepEqual(said('# example.com/disk\n./free_linux.go:3:6: Free redeclared\n'), [
      'confirmed',
      'Free redeclared',
    ]);
    assert.equal(said('vet: C:\\w\\disk\\use.go:5:3: undefined: Free\n')[0], 'confirmed');
  });

  it('does not take another place for it', () => {
    assert.deepEqual(said('# example.com/disk\n./reuse.go:5:3: undefined: x\n'), ['undecided', 'undefined: x']);
    assert.equal(said('vet: ./use.go:50:3: undefined: x\n')[0], 'undecided');
  });

  it('refutes it where the package compiles, and says so where go could not be asked', () => {
    assert.equal(judge({ kind: 'ok', stdout: '', stderr: '' }, finding, target).kind, 'refuted');
    assert.equal(judge({ kind: 'no-go' }, finding, target).kind, 'undecided');
    assert.equal(judge({ kind: 'timed-out', seconds: 300 }, finding, target).said.id, 'ask.vet.timedOut');
  });
});
