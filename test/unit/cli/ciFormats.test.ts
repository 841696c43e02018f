import assert from 'node:assert/strict';
import { say } from '../../../src/engine/index';
import { stepSummary } from '../../../src/cli/ciReport';
import { MemoryFiles } from '../../support/memoryPorts';
import { runCli, type CliSetup } from '../../support/memoryCli';
import { sampleCheck, wordCheck } from '../../support/sampleChecks';

const formats = ['sarif', 'github', 'gitlab', 'junit'];
const all = [...formats, 'prometheus'];
const files = (): MemoryFiles =>
  new MemoryFiles({ '/work/api/go.mod': 'module BAD\n', '/work/go.mod': 'module BAD\n' });
const setup = (more: CliSetup = {}): CliSetup => ({
  checks: [wordCheck('no-bad', 'BAD', 'good')],
  files: files(),
  ...more,
});

describe('formats for CI', () => {
  it('end with the exit codes of every format', async () => {
    for (const format of all) {
      assert.equal((await runCli(['--format', format], setup())).code, 1, format);
      assert.equal((await runCli(['--format', format, '--fail-on', 'never'], setup())).code, 0, format);
    }
  });

  it('name files from the checkout of the service, else from the working directory', async () => {
    const path = async (folder: string, variables: Readonly<Record<string, string>>): Promise<string | undefined> => {
      const { stdout } = await runCli([folder, '--format', 'github'], setup({ variables }));
      return /file=([^,]*),/.exec(stdout)?.[1];
    };
    assert.equal(await path('api', {}), 'api/go.mod');
    assert.equal(await path('api', { GITHUB_WORKSPACE: '/work/api' }), 'go.mod');
    assert.equal(await path('api', { CI_PROJECT_DIR: '/' }), 'work/api/go.mod');
    assert.equal(await path('api', { GITHUB_WORKSPACE: '/elsewhere' }), 'api/go.mod');
    assert.equal(await path('.', { GITHUB_WORKSPACE: '' }), 'go.mod');
  });

  it('github adds the whole report to what the summary of the step holds', async () => {
    const given = files();
    given.write('/run/summary', 'before\n');
    const variables = { GITHUB_STEP_SUMMARY: '/run/summary' };
    await runCli(['--format', 'github'], setup({ files: given, variables }));
    const content = await given.readFile('/run/summary');
    const text = content.kind === 'file' ? new TextDecoder().decode(content.bytes) : '';
    assert.match(text, /^before\n# Go environment: Broken\n[^]*`no-bad`/);
    await runCli(['--format', 'sarif'], setup({ files: given, variables }));
    const after = await given.readFile('/run/summary');
    assert.deepEqual(after, content);
  });

  it('github says that the summary cannot be written, and reports all the same', async () => {
    const given = files();
    given.unreadable.add('/run/summary');
    const { code, stdout, stderr } = await runCli(
      ['--format', 'github'],
      setup({ files: given, variables: { GITHUB_STEP_SUMMARY: '/run/summary' } }),
    );
    assert.equal(code, 1);
    assert.match(stdout, /^::error file=go\.mod/);
    assert.match(
      stderr,
      /\/run\/summary, the summary of this step \(GITHUB_STEP_SUMMARY\), cannot be written: permission denied/,
    );
  });

  it('a summary is cut at a line where GitHub would refuse it', () => {
    const line = `${'é'.repeat(1000)}\n`;
    const cut = stepSummary(line.repeat(1000));
    assert.equal(cut, line.repeat(Math.floor((1024 * 1024) / Buffer.byteLength(line))));
    assert.equal(stepSummary('a\nb'), 'a\nb');
  });

  it('hold no secret and no home folder', async () => {
    const secret = 'S3cretValue-0815';
    const finding = {
      message: say('bad', { what: `https://joe:${secret}@proxy.example and ${secret} in /home/u/x` }),
      location: { file: '/home/u/x/env', range: { start: { line: 0, column: 0 }, end: { line: 0, column: 1 } } },
    };
    const checks = [
      sampleCheck('leaky', { kind: 'findings', findings: [finding] }, { messages: { bad: 'no {what}' } }),
    ];
    for (const format of [...formats, 'json', 'markdown', 'human']) {
      const { stdout } = await runCli(['--format', format], setup({ checks, variables: { API_TOKEN: secret } }));
      assert.ok(stdout.includes('no https'), format);
      assert.ok(!stdout.includes(secret) && !stdout.includes('/home/u'), `${format}\n${stdout}`);
    }
  });

  it('are no answers to questions', async () => {
    for (const argv of [['env'], ['versions'], ['--list'], ['why', 'go']]) {
      const { code, stderr } = await runCli([...argv, '--format', 'junit'], setup());
      assert.equal(code, 2, argv.join(' '));
      assert.match(stderr, /--format junit holds findings only; this answers in one of human, json, markdown/);
    }
  });

  it('speak Chinese', async () => {
    const { stdout } = await runCli(['--format', 'github', '--lang', 'zh-cn'], {
      ...setup(),
      resources: { 'messages.zh-cn.json': JSON.stringify({ 'ci.fix': '修复：{fix}' }) },
    });
    assert.match(stdout, /%0A修复：/);
  });
});
