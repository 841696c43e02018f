import assert from 'node:assert/strict';
import { answerPage, type AnswerParams } from '../../../src/protocol/index';
import type { ProcessResult } from '../../../src/engine/index';
import { wordCheck } from '../../support/sampleChecks';
import { startMemoryServer } from '../../support/memoryServer';

const files = { '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n', '/work/a/go.mod': 'module a\n\ngo 1.99\n' };

async function pageOf(params: AnswerParams, untrusted = false): Promise<string> {
  const options = untrusted ? { options: { session: { trusted: false, consent: [] } } } : {};
  const { client, calls } = await startMemoryServer(files, options);
  const { markdown } = await client.connection.sendRequest<{ markdown: string }>(answerPage.method, params);
  assert.deepEqual(calls, []);
  return markdown;
}

describe('pages that answer', () => {
  const folder = 'file:///work';

  it('say which go runs in a module, without running it, trusted or not', async () => {
    for (const untrusted of [false, true])
      assert.match(
        await pageOf({ kind: 'why-go', folder, module: 'a' }, untrusted),
        /^# Why this Go\n\nIn `\/work\/a`\n/,
      );
  });

  it('ask a shell only where that is wanted, and never in a workspace that is not trusted', async () => {
    const marker = '__go_preflight_path__';
    const stdout = [marker, 'PATH=/nowhere', marker, '', marker].join('\n');
    const asked = async (kind: AnswerParams['kind'], trusted: boolean): Promise<[string | undefined, number]> => {
      const { client, calls } = await startMemoryServer(files, {
        options: { session: { trusted, consent: [] } },
        variables: { SHELL: '/bin/zsh' },
        answer: () => ({ kind: 'exited', code: 0, stdout, stderr: '', durationMs: 1 }),
      });
      const params = { kind, folder, module: '.' };
      const { markdown } = await client.connection.sendRequest<{ markdown: string }>(answerPage.method, params);
      return [/A login shell: ([a-z ]+)/.exec(markdown)?.[1], calls.length];
    };
    assert.deepEqual(await asked('why-go', true), ['not asked', 0]);
    assert.deepEqual(await asked('why-go-shell', false), ['not asked', 0]);
    assert.deepEqual(await asked('why-go-shell', true), ['no go at all', 2]);
  });

  it('wait for a shell that does not answer, and no run waits for them', async () => {
    let release: (result: ProcessResult) => void = () => undefined;
    const hanging = new Promise<ProcessResult>((resolve) => (release = resolve));
    const { client, calls } = await startMemoryServer(files, {
      checks: [wordCheck('no-bad', 'BAD', 'good')],
      options: { session: { trusted: true, consent: [] } },
      variables: { SHELL: '/bin/zsh' },
      answer: () => hanging,
    });
    const params = { kind: 'why-go-shell', folder, module: '.' };
    const answered = client.connection.sendRequest<{ markdown: string }>(answerPage.method, params);
    await client.waitFor('the shells to be asked', () => calls.length === 2);
    const uri = 'file:///work/go.mod';
    await client.open(uri, 'module BAD\n');
    await client.waitFor('the edit to be judged meanwhile', () => client.diagnosticsOf(uri).length > 0);
    release({ kind: 'timed-out', stdout: '', stderr: '', timeoutMs: 10_000 });
    assert.match((await answered).markdown, /did not answer within 10 s/);
  });

  it('say where the variables come from', async () => {
    assert.match(
      await pageOf({ kind: 'env', folder, module: '.' }),
      /\| `GOMOD=\/work\/go\.mod` \| worked out by go \|/,
    );
  });

  it('say which Go the repository names, of whatever module, with links to the places', async () => {
    const markdown = await pageOf({ kind: 'versions', folder, module: 'a' });
    assert.match(markdown, /\| \[`go\.mod:3:4`\]\(<\/go\.mod#L3,4>\) \| go \| `1\.24` \| needed \|/);
    assert.match(markdown, /`a\/go\.mod:3:4`/);
  });

  it('are refused outside the workspace folders', async () => {
    await assert.rejects(pageOf({ kind: 'env', folder, module: '../etc' }), /no module/);
    await assert.rejects(pageOf({ kind: 'env', folder: 'file:///etc', module: '.' }), /no module/);
  });
});
