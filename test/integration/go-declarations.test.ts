import { deepEqual, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { compareWithGoParser, goFilesBelow } from '../support/declarationsOracle';
import { goEnv, needGo } from '../support/realGo';

describe('declarations and uses of Go files, with go/parser as judge', () => {
  it('are those of the packages of the Go distribution that name the most', async function () {
    needGo(this);
    const source = join(goEnv('GOROOT'), 'src');
    const files = ['go', 'net', 'os', 'slices', 'maps', 'sync'].flatMap((name) => goFilesBelow(join(source, name)));
    const proof = await compareWithGoParser(process.cwd(), files);
    deepEqual(proof.differences, []);
    ok(proof.declarations > 5000 && proof.uses > 50_000, JSON.stringify(proof));
  });
});
