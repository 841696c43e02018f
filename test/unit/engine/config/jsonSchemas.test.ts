import assert from 'node:assert/strict';
import Ajv, { type ValidateFunction } from 'ajv';
import {
  configurationBlock,
  fileSchema,
  manifestTexts,
  restrictedSettings,
} from '../../../../src/engine/config/jsonSchemas';
import { readConfigText } from '../../../../src/engine/config/loadConfig';
import { settingDeclarations } from '../../../../src/engine/config/schema';
import { passingCheck } from '../../../support/sampleChecks';

const checks = [passingCheck('good'), { ...passingCheck('fine'), family: 'sums' as const }];

interface Block {
  readonly properties: Readonly<Record<string, Record<string, unknown>>>;
}

function validator(): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true });
  for (const keyword of ['enumDescriptions', 'allowComments', 'allowTrailingCommas']) ajv.addKeyword(keyword);
  return ajv.compile(fileSchema(checks) as object);
}

describe('schema of go-preflight.jsonc', () => {
  const validate = validator();
  const context = {
    families: new Map([
      ['good', 'modules'],
      ['fine', 'sums'],
    ]),
    today: '2026-11-21',
  };
  const values: unknown[] = [
    {},
    { $schema: 'x' },
    { profile: 'static' },
    { profile: 'none' },
    { profile: 1 },
    { checks: { good: 'off', sums: 'hint' } },
    { checks: { good: 'of' } },
    { checks: { bad: 'off' } },
    { checks: [] },
    { targets: ['linux/amd64', 'js/wasm,nocgo'] },
    { targets: ['linux'] },
    { targets: 'linux/amd64' },
    { tags: ['a', 'b.c'] },
    { tags: ['a b'] },
    { ignores: [{ check: 'good', reason: 'x' }] },
    { ignores: [{ check: 'good', reason: 'x', file: '**/go.mod', until: '2027-01-31' }] },
    { ignores: [{ check: 'good' }] },
    { ignores: [{ check: 'good', reason: ' ' }] },
    { ignores: [{ check: 'sums', reason: 'x' }] },
    { ignores: [{ check: 'good', reason: 'x', until: '2027-13-01' }] },
    { 'background.enabled': true },
    { nonsense: 1 },
    [],
  ];
  for (const value of values)
    it(`and the parser agree on ${JSON.stringify(value)}`, async () => {
      const { problems } = await readConfigText(JSON.stringify(value), context);
      assert.equal(validate(value), problems.length === 0, JSON.stringify({ schema: validate.errors, problems }));
    });
});

describe("the manifest's configuration", () => {
  const block = configurationBlock(checks) as unknown as Block;

  it('has every setting with scope, default and text', () => {
    assert.deepEqual(
      Object.keys(block.properties),
      settingDeclarations.map(({ key }) => `goPreflight.${key}`),
    );
    for (const [key, schema] of Object.entries(block.properties))
      for (const field of ['type', 'default', 'scope', 'markdownDescription', 'order'])
        assert.notEqual(schema[field], undefined, `${key}: ${field}`);
  });

  it('has defaults that its own schemas accept', () => {
    for (const [key, { markdownDescription, markdownEnumDescriptions, scope, order, ...schema }] of Object.entries(
      block.properties,
    )) {
      assert.ok(new Ajv({ strict: false }).compile(schema)(schema['default']), key);
      assert.ok(markdownDescription !== '' && scope !== '' && order !== undefined);
      if (Array.isArray(schema['enum']))
        assert.equal((markdownEnumDescriptions as unknown[]).length, schema['enum'].length, key);
    }
  });

  it('refers only to texts that exist, and leaves none unused', () => {
    const used = [...new Set(Array.from(JSON.stringify(block).matchAll(/%([^%]+)%/g), ([, id]) => id))].toSorted();
    assert.deepEqual(used, Object.keys(manifestTexts({})).toSorted());
  });

  it('takes the path of go from nobody but the user, and no consent from a workspace', () => {
    assert.deepEqual([...restrictedSettings()].toSorted(), ['goPreflight.go.path', 'goPreflight.profile']);
    assert.equal(block.properties['goPreflight.go.path']?.['scope'], 'machine-overridable');
  });
});
