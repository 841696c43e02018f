import assert from 'node:assert/strict';
import Ajv from 'ajv';
import snapshotSchema from '../../../../schemas/snapshot.schema.json';
import { readSnapshot, textOfFile } from '../../../../src/engine/snapshot/readSnapshot';
import { sampleModule, sampleSnapshot } from '../../../support/sampleSnapshot';

const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(snapshotSchema);

async function said(text: string): Promise<string> {
  const read = await readSnapshot(text, 'a.json');
  return 'id' in read ? `${read.id} ${JSON.stringify(read.args)}` : 'read';
}

/** One that has every part. */
const whole = sampleSnapshot(
  { GOFLAGS: '-v' },
  {
    variables: [
      {
        name: 'GOFLAGS',
        value: '-v',
        source: 'environment',
        hides: [{ source: 'user-file', value: '-x' }],
        elsewhere: [{ setting: 'go.toolsEnvVars', value: '-n' }],
      },
    ],
    workspace: {
      file: '<folder>/go.work',
      go: '1.25',
      toolchain: null,
      uses: ['.'],
      replaces: [{ path: 'a', version: null, by: 'b', byVersion: 'v1.0.0' }],
    },
    modules: [sampleModule({ replaces: [{ path: 'a', version: 'v1.0.0', by: './a', byVersion: null }] })],
  },
);

/** Every place in a value, with the value that has something else there. */
function* spoiled(value: unknown): Generator<readonly [path: string, spoiled: unknown]> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const [path, other] of spoiled(item)) yield [`[${at}]${path}`, value.toSpliced(at, 1, other)];
    yield ['', { list: value }];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, own] of Object.entries(value)) {
      yield [`.${key}`, Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))];
      for (const [path, other] of spoiled(own)) yield [`.${key}${path}`, { ...value, [key]: other }];
    }
    yield ['', [value]];
  } else yield ['', { was: value }];
}

describe('a snapshot that is read', () => {
  it('is what was written', async () => {
    assert.deepEqual(await readSnapshot(JSON.stringify(whole), 'a.json'), whole);
    assert.ok(validate(whole), JSON.stringify(validate.errors));
  });

  it('may hold more than this version knows', async () => {
    assert.equal(await said(JSON.stringify({ ...whole, more: [1] })), 'read');
  });

  it('with any part missing or of another kind is refused, as its schema refuses it', async () => {
    let count = 0;
    for (const [path, value] of spoiled(whole)) {
      count++;
      assert.match(await said(JSON.stringify(value)), /^diff\.(malformed|notSnapshot) /, path);
      assert.equal(validate(value), false, path);
    }
    assert.ok(count > 150, String(count));
  });

  it('names the place that is wrong', async () => {
    const [module] = whole.modules;
    const modules = [module, { ...module, requires: [{ path: 'a', version: 1, indirect: true }] }];
    assert.equal(
      await said(JSON.stringify({ ...whole, modules })),
      'diff.malformed {"file":"a.json","path":"modules[1].requires[0].version","wanted":"string or null"}',
    );
  });

  it('cut off anywhere is said to be, with the line', async () => {
    const text = JSON.stringify(whole, null, 2);
    for (let length = 1; length < text.length; length += 97)
      assert.match(await said(text.slice(0, length)), /^diff\.truncated /, String(length));
    assert.equal(await said('{\n  "a": 1,\n  oops\n}'), 'diff.truncated {"file":"a.json","line":3}');
  });

  it('is told from a report, from other JSON, and from what a later version wrote', async () => {
    assert.match(await said('{"schemaVersion":1,"findings":[],"outcomes":[]}'), /^diff\.notSnapshotReport /);
    for (const text of ['[]', '{}', '{"kind":"x"}', '["go-preflight-snapshot"]', 'null'])
      assert.match(await said(text), /^diff\.notSnapshot /, text);
    const newer = { schemaVersion: 2, kind: 'go-preflight-snapshot', all: 'different' };
    assert.equal(await said(JSON.stringify(newer)), 'diff.newer {"file":"a.json","version":2,"known":1}');
    assert.match(await said(JSON.stringify({ ...newer, schemaVersion: '1' })), /^diff\.malformed /);
  });

  it('may be UTF-8 with a mark, or UTF-16 as PowerShell redirects', () => {
    const text = '{"a":"ü"}';
    assert.equal(textOfFile(Buffer.from(`\ufeff${text}`)), text);
    assert.equal(textOfFile(Buffer.from(`\ufeff${text}`, 'utf16le')), text);
  });
});
