import assert from 'node:assert/strict';
import { failingWithBothCgo, hasCgoRow, withBothCgo } from '../../../../src/engine/constraints/cgoPartners';
import { listRows, noRows, printRow, rowsOfPorts, type RowSet } from '../../../../src/engine/constraints/rows';
import { declaredLevel } from '../../../../src/engine/constraints/targetLevels';

function rowsOf(...targets: readonly string[]): RowSet {
  return targets.reduce((rows, target) => rows | (declaredLevel(target)?.rows ?? noRows), noRows);
}

function names(rows: RowSet): string {
  return listRows(rows).map(printRow).join(' ');
}

describe('rows of one port with cgo off and on', () => {
  it('are made complete, but for ports that have no cgo', () => {
    assert.equal(names(withBothCgo(rowsOf('linux/amd64,nocgo'))), 'linux/amd64 linux/amd64,cgo');
    assert.equal(names(withBothCgo(rowsOf('linux/amd64,cgo'))), 'linux/amd64 linux/amd64,cgo');
    assert.equal(names(withBothCgo(rowsOf('plan9/amd64,nocgo', 'js/wasm'))), 'js/wasm plan9/amd64');
  });

  it('fail whatever cgo is where both do, or where there is but one', () => {
    assert.equal(
      names(failingWithBothCgo(rowsOf('linux/amd64', 'darwin/arm64,nocgo', 'windows/386,cgo'))),
      'linux/amd64 linux/amd64,cgo',
    );
    assert.equal(names(failingWithBothCgo(rowsOf('plan9/amd64'))), 'plan9/amd64');
  });

  it('tell whether one has it on', () => {
    assert.equal(hasCgoRow(rowsOf('linux/amd64')), true);
    assert.equal(hasCgoRow(rowsOfPorts([])), false);
    assert.equal(hasCgoRow(rowsOf('linux/amd64,nocgo')), false);
  });
});
