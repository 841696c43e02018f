import assert from 'node:assert/strict';
import { layered } from '../../../../src/engine/config/layers';
import { readConfigText } from '../../../../src/engine/config/loadConfig';
import { defaultConfig, loadConfig } from '../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';
import { passingCheck } from '../../../support/sampleChecks';

const context = {
  families: new Map([
    ['gosum-missing', 'sums'],
    ['gosum-malformed', 'sums'],
    ['require-unused', 'modules'],
  ]),
  today: '2026-11-21',
};

/** The marked texts with the message and the replacement of each problem. */
async function problems(text: string): Promise<string[]> {
  const read = await readConfigText(text, context);
  return read.problems.map(({ start, end, message, replacement }) =>
    [text.slice(start, end), message.id, ...(replacement === undefined ? [] : [replacement])].join(' | '),
  );
}

async function layer(text: string): Promise<unknown> {
  return (await readConfigText(text, context)).layer;
}

describe('go-preflight.jsonc', () => {
  it('says what it says, with comments and trailing commas', async () => {
    const text = `{
      // accepted by the team
      "$schema": "x",
      "profile": "static",
      "checks": { "sums": "off", "require-unused": "hint", },
      "targets": ["linux/amd64", "windows/arm64,nocgo,tags=a+b.c"],
      "tags": ["integration", "größe"],
      "ignores": [{ "check": "gosum-missing", "file": "tools/**", "reason": "because", "until": "2026-11-21" }],
    }`;
    assert.deepEqual(await problems(text), []);
    assert.deepEqual(await layer(text), {
      profile: 'static',
      checks: { sums: 'off', 'require-unused': 'hint' },
      targets: ['linux/amd64', 'windows/arm64,nocgo,tags=a+b.c'],
      tags: ['integration', 'größe'],
      ignores: [{ check: 'gosum-missing', file: 'tools/**', reason: 'because', until: '2026-11-21' }],
    });
  });

  it('may be empty', async () => {
    for (const text of ['', ' \n', '{}', '// nothing\n{}']) assert.deepEqual(await problems(text), [], text);
  });

  const wrong: [string, string[]][] = [
    ['{ "profil": "static" }', ['"profil" | unknownKeyNearest | "profile"']],
    ['{ "frobnicate": 1 }', ['"frobnicate" | unknownKey']],
    ['{ "background.enabled": true }', ['"background.enabled" | editorOnly']],
    ['{ "go.path": "/evil/go" }', ['"go.path" | editorOnly']],
    ['{ "profile": "ofline" }', ['"ofline" | unknownWordNearest | "offline"']],
    ['{ "profile": "everything" }', ['"everything" | unknownWord']],
    ['{ "profile": 3 }', ['3 | expectsText']],
    ['{ "checks": ["off"] }', ['["off"] | expectsObject']],
    ['{ "checks": { "sum": "off" } }', ['"sum" | unknownCheckNearest | "sums"']],
    ['{ "checks": { "whatever-this-is": "off" } }', ['"whatever-this-is" | unknownCheck']],
    ['{ "checks": { "sums": "of" } }', ['"of" | unknownWordNearest | "off"']],
    ['{ "checks": { "sums": false } }', ['false | expectsText']],
    ['{ "checks": { "toString": "off" } }', ['"toString" | unknownCheck']],
    ['{ "__proto__": {} }', ['"__proto__" | unknownKey']],
    ['{ "targets": "linux/amd64" }', ['"linux/amd64" | expectsList']],
    ['{ "targets": ["linux"] }', ['"linux" | targetsMalformed']],
    ['{ "tags": ["a b", 1] }', ['"a b" | tagsMalformed', '1 | expectsText']],
    ['{ "ignores": {} }', ['{} | expectsList']],
    ['{ "ignores": ["gosum-missing"] }', ['"gosum-missing" | expectsObject']],
    ['{ "ignores": [{ "reason": "x" }] }', ['{ "reason": "x" } | ignoreWithoutCheck']],
    [
      '{ "ignores": [{ "check": "gosum-mising", "reason": "x" }] }',
      ['"gosum-mising" | unknownIgnoreNearest | "gosum-missing"'],
    ],
    ['{ "ignores": [{ "check": "sums", "reason": "x" }] }', ['"sums" | unknownIgnore']],
    [
      '{ "ignores": [{ "check": "gosum-missing", "reason": " " }] }',
      ['{ "check": "gosum-missing", "reason": " " } | ignoreWithoutReason'],
    ],
    [
      '{ "ignores": [{ "check": "gosum-missing", "reason": "x", "until": "2026-11-20" }] }',
      ['"2026-11-20" | untilPast'],
    ],
    [
      '{ "ignores": [{ "check": "gosum-missing", "reason": "x", "until": "2026-02-30" }] }',
      ['"2026-02-30" | untilMalformed'],
    ],
    [
      '{ "ignores": [{ "check": "gosum-missing", "reason": "x", "unti": "2027-01-01" }] }',
      ['"unti" | unknownKeyNearest | "until"'],
    ],
    ['{ "profile": "static", "profile": "offline" }', ['"profile" | duplicateKey']],
    ['[]', ['[] | notAnObject']],
    ['"x"', ['"x" | notAnObject']],
    ['{ "tags": [', [' | syntax-close']],
    ['{ "tags" ["a"] }', ['[ | syntax-colon']],
    ['{ "tags": [] "checks": {} }', ['"checks" | syntax-comma']],
    ['{} {}', ['{ | syntax-end']],
    ['{ tags: [] }', ['tags | syntax-token']],
  ];
  for (const [text, expected] of wrong)
    it(`is told what is wrong in ${text}`, async () => {
      const [first] = await problems(text);
      assert.equal(first, expected[0]);
      if (!expected[0]?.includes('syntax')) assert.deepEqual(await problems(text), expected);
    });

  it('keeps what is right beside what is wrong', async () => {
    assert.deepEqual(
      await layer('{ "profile": "x", "tags": ["a", 1, "b c", "d"], "checks": { "x": "off", "sums": "info" } }'),
      {
        tags: ['a', 'd'],
        checks: { sums: 'info' },
      },
    );
    assert.deepEqual(await layer('{ "tags": ["a"], "checks": { "sums": "off"'), {
      tags: ['a'],
      checks: { sums: 'off' },
    });
  });

  it('is not read at all where it is nested beyond reason', async () => {
    const deep = `{ "tags": ${'['.repeat(100_000)}`;
    const read = await readConfigText(deep, context);
    assert.deepEqual(
      read.problems.map(({ message }) => message.id),
      ['syntax-depth'],
    );
    assert.deepEqual(await problems(`{ "tags": ["${'['.repeat(500)}"] }`), [`"${'['.repeat(500)}" | tagsMalformed`]);
  });

  it('never throws, whatever the bytes', async () => {
    const alphabet = ['{', '}', '[', ']', ':', ',', '"', '\\', '/', '*', 'a', '1', '-', 'checks', '\n', '\u0000', 'é'];
    let seed = 1;
    for (let n = 0; n < 2000; n++) {
      let text = '';
      for (let length = n % 40; length > 0; length--) {
        seed = (seed * 48271) % 2147483647;
        text += alphabet[seed % alphabet.length] ?? '';
      }
      for (const { start, end } of (await readConfigText(text, context)).problems)
        assert.ok(start >= 0 && end >= start && end <= text.length, JSON.stringify(text));
    }
  });
});

describe('layers of configuration', () => {
  it('lie over the defaults, the last on top; lists are replaced, exceptions added up', () => {
    const one = { check: 'gosum-missing', reason: 'one' };
    const two = { check: 'gosum-missing', reason: 'two' };
    const config = layered(
      [
        { profile: 'static', tags: ['a'], targets: ['linux/amd64'], ignores: [one] },
        { tags: ['b'], ignores: [two] },
        { profile: 'offline' },
      ],
      context.families,
    );
    assert.deepEqual(config, {
      ...defaultConfig,
      profile: 'offline',
      knownTags: ['b'],
      targets: ['linux/amd64'],
      ignores: [one, two],
    });
  });

  it('let a stronger word about a family silence weaker ones about its checks, not the other way round', () => {
    const weaker = { checks: { 'gosum-missing': 'error', 'require-unused': 'info' } } as const;
    assert.deepEqual(layered([weaker, { checks: { sums: 'off' } }], context.families).checks, {
      'require-unused': 'info',
      sums: 'off',
    });
    assert.deepEqual(layered([{ checks: { sums: 'off' } }, weaker], context.families).checks, {
      sums: 'off',
      'gosum-missing': 'error',
      'require-unused': 'info',
    });
  });

  it('come from the file, the settings and the flags', async () => {
    const files = new MemoryFiles({
      '/work/go-preflight.jsonc': '{ "profile": "static", "tags": ["file"], "targets": ["linux/amd64"] }',
    });
    const request = {
      file: '/work/go-preflight.jsonc',
      // As an editor tells them: defaults too, and the sections of its own.
      settings: {
        profile: 'offline',
        tags: ['setting'],
        targets: [],
        ignores: [],
        checks: { good: 'hint', nonsense: 'off' },
        go: { path: '/x' },
        background: { enabled: true },
      },
    };
    const { config, settingProblems } = await loadConfig(request, memoryPorts({ files }), [passingCheck('good')]);
    assert.deepEqual(config, {
      profile: 'static',
      checks: { good: 'hint' },
      targets: ['linux/amd64'],
      knownTags: ['setting'],
      ignores: [],
      file: '/work/go-preflight.jsonc',
    });
    assert.deepEqual(
      settingProblems.map(({ message }) => message.id),
      ['unknownCheck'],
    );
    const flags = { profile: 'offline' as const };
    const flagged = await loadConfig({ ...request, flags }, memoryPorts({ files }), [passingCheck('good')]);
    assert.equal(flagged.config.profile, 'offline');
  });

  it('are the defaults where there is nothing', async () => {
    const { config } = await loadConfig({ file: '/work/go-preflight.jsonc' }, memoryPorts({}), []);
    assert.deepEqual(config, { ...defaultConfig, file: '/work/go-preflight.jsonc' });
  });
});
