import assert from 'node:assert/strict';
import { say, type Finding } from '../../../src/engine/index';
import { formatMarkdown } from '../../../src/report/markdown';
import { SeededRandom } from '../../support/seededRandom';
import { outcome, sampleContext, sampleResult, storyboardFinding } from '../../support/sampleResult';

const identity = { homeDir: '/home/u', userName: 'u' };

describe('Markdown report', () => {
  it('holds verdict, go, counts by family, findings, and what was not verified', () => {
    const reason = say('shared.goNotFound');
    const result = sampleResult({
      findings: [storyboardFinding],
      outcomes: [
        outcome('gosum-missing-zip-hash', { family: 'sums', kind: 'findings', findings: [storyboardFinding] }),
        outcome('a', { family: 'modules' }),
        outcome('b', { family: 'modules', kind: 'not-applicable', reason }),
        outcome('c', { family: 'modules', subject: 'api', kind: 'unknown', reason, unknown: { reason, needs: 'go' } }),
      ],
    });
    const text = formatMarkdown(
      { ...result, summary: { ...result.summary, verdict: 'broken', error: 1 } },
      sampleContext(),
      identity,
    );
    assert.equal(
      text,
      `# Go environment: Broken

- Go Preflight 0.1.0
- Go 1.26.8 (linux/amd64), GOROOT \`/usr/local/go\`, from PATH
- Folder: \`~/src/shop\`
- Checked: 3 modules, 2,113 Go files, static and offline checks
- Took: 0.29 s

| Family | Errors | Warnings | Infos | Hints | Passed | Not applicable | Not verified |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| sums | 1 | 0 | 0 | 0 | 0 | 0 | 0 |
| modules | 0 | 0 | 0 | 0 | 1 | 1 | 1 |

## Findings

- **error** \`gosum-missing-zip-hash\` \`go.mod:7:2\`: go.sum has no hash of rsc.io/quote v1.5.2, which package shop/cart imports; go build stops here
  - Fix: Run go mod download rsc.io/quote@v1.5.2 (needs the network)

## What was not verified

- no go command was found: c in api
`,
    );
  });

  it('says that nothing was found', () => {
    assert.match(formatMarkdown(sampleResult(), sampleContext(), identity), /\n\nNothing was found\.\n$/);
  });

  it('keeps foreign text from becoming markup', () => {
    const finding: Finding = {
      ...storyboardFinding,
      message: say('gosum-missing-zip-hash.missing', {
        module: '<img src=x> [a](b) `c` *d* _e_ f_g |\n# h',
        importer: 'x',
      }),
      location: { ...storyboardFinding.location!, file: '/home/u/src/shop/a``b`|\n/go.mod' },
    };
    const text = formatMarkdown(sampleResult({ findings: [finding] }), sampleContext(), identity);
    assert.match(text, /``` a``b`\| \/go\.mod:7:2 ```: /);
    assert.ok(text.includes('\\<img src=x\\> \\[a\\](b) \\`c\\` \\*d\\* \\_e\\_ f_g | # h, which'), text);
  });

  it('holds no secret, no user name and no home folder, wherever they stand (property)', () => {
    const random = new SeededRandom(5);
    for (let round = 0; round < 200; round++) {
      const user = `j${random.pick(['oe', '_doe', '.roe', '*poe', '-moe'])}${random.below(1000)}x`;
      const home = random.pick([`/home/${user}`, `/Users/${user}`, `/data/people/${user}`]);
      const secret = `S${random.below(1e9)}_*x${random.below(1e9)}`;
      const spots = [`${home}/go`, `by ${user}.`, `https://${user}:${secret}@proxy.example`, `TOKEN=${secret}`, secret];
      const spot = (): string => random.pick(spots);
      const reason = say('shared.goFailed', { command: spot(), detail: spot() });
      const finding: Finding = {
        ...storyboardFinding,
        message: say('gosum-missing-zip-hash.missing', { module: spot(), importer: spot() }),
        location: { ...storyboardFinding.location!, file: `${home}/x/${user}/go.mod` },
        fixes: storyboardFinding.fixes.map((fix) => ({
          ...fix,
          title: say('shared.fix.download', { module: spot() }),
        })),
      };
      const result = sampleResult({
        root: `${home}/shop`,
        go: { version: '1.26.8', goroot: `${home}/sdk`, path: `${home}/sdk/bin/go`, source: `${home}/sdk` },
        findings: [finding],
        outcomes: [outcome('c', { subject: `x/${user}`, kind: 'unknown', reason, unknown: { reason, needs: 'go' } })],
      });
      const context = sampleContext({ homeDir: home, secrets: [secret] });
      const text = formatMarkdown(result, context, { homeDir: home, userName: user });
      const bare = text.replaceAll('\\', '');
      for (const hidden of [secret, user, home]) assert.ok(!bare.includes(hidden), `${hidden}\n${text}`);
    }
  });
});
