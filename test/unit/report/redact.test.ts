import assert from 'node:assert/strict';
import {
  blankSecrets,
  findSecrets,
  maskIdentity,
  maskSecrets,
  secretValues,
  writeHomeAsTilde,
} from '../../../src/report/redact';
import { SeededRandom } from '../../support/seededRandom';

const plainAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function word(random: SeededRandom, length: number, alphabet = plainAlphabet): string {
  return Array.from({ length }, () => random.pick(Array.from(alphabet))).join('');
}

/** Where people leave credentials. SECRET stands for one of letters and digits. */
const leaks: readonly string[] = [
  'GOPROXY=https://joe:SECRET@proxy.example/go,direct',
  'GOPROXY="https://SECRET@proxy.example|off"',
  'https://joe:SECRET@[::1]:8080/x',
  'https://joe:a/2SECRET@proxy.example/',
  'https://joe:p#SECRET@proxy.example',
  'https://joe:a@SECRET@proxy.example',
  'replace x => ssh://git:SECRET@git.example/x',
  'http://proxy.example/mod?access_token=SECRET&x=1',
  'http://proxy.example/mod?X-Amz-Signature=SECRET',
  'Authorization: Bearer SECRET',
  'authorization: token SECRET',
  'Private-Token: SECRET',
  'curl -H "Authorization: Basic SECRET="',
  'GITHUB_TOKEN=SECRET',
  'export NPM_TOKEN="SECRET with blanks SECRET"',
  "MY_API_KEY: 'SECRET'",
  'DB_PASSWORD: SECRET',
  '{"client_secret": "SECRET"}',
  '-X main.apiKey=SECRET',
  '-ldflags=-X=main.secretToken=SECRET',
  'machine git.example login SECRET password SECRET',
  'machine git.example\n  login joe\n  password SECRET\n',
  'GOAUTH=/usr/bin/helper --pass SECRET',
  'aws AKIASECRETSECRET',
  'ghp_SECRETSECRETSECRET',
  'github_pat_SECRETSECRETSECRETSECRET',
  'glpat-SECRETSECRETSECRET',
  'xoxb-SECRETSECRET-SECRET',
  'npm_SECRETSECRETSECRET',
  'hf_SECRETSECRETSECRET',
  'ASIASECRETSECRETSECRET',
  'AIzaSECRETSECRETSECRETSECRET',
  'ya29.SECRETSECRETSECRET',
  'sk-SECRETSECRETSECRET',
  'dop_v1_SECRETSECRETSECRET',
  'ATATTSECRETSECRETSECRET',
  'eyJSECRET.SECRETSECRET.SECRET',
  'sent with bearer SECRETSECRET',
  'sent with Basic SECRETSECRET',
  '-----BEGIN RSA PRIVATE KEY-----\nSECRET\nSECRET\n-----END RSA PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\nSECRET',
];

const harmless: readonly string[] = [
  '',
  'GOPROXY=https://proxy.example,direct',
  'https://proxy.example:8080/rsc.io/quote/@v/list',
  'https://proxy.example/a:b/@v/v1.0.0.info',
  'ssh://git@git.example/x/y.git',
  'git@git.example:x/y.git',
  'rsc.io/quote@v1.5.2',
  'rsc.io/quote v1.5.2 h1:w5fcysjrx7yqtD/aO+QwRjYZOKnaM9Uh2b40tElTs3Y=',
  'rsc.io/quote v1.5.2/go.mod h1:LzX7hefJvL54yjefDEDHNONDjII0t9xZLPXsUe+TKr0=',
  'go: errors parsing go.mod: unexpected token: x',
  'go.mod:3: unknown directive: token',
  'GOFLAGS=-mod=mod -tags=a,b',
  'GOAUTH=netrc',
  'GOAUTH=off',
  'GITHUB_TOKEN=$TOKEN',
  'password: ${{ secrets.PASSWORD }}',
  'password=${PASSWORD}',
  'package monkey = "x"',
  'key: value',
  'GOSUMDB=off GONOSUMDB=*.corp.example GOPRIVATE=git.example/team',
  'basic auth is not used',
  'the tokens of a line',
];

describe('secrets', () => {
  it('do not survive, wherever they stand (property)', () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 40; round++) {
      for (const leak of leaks) {
        const secret = word(random, 8 + random.below(24)).toUpperCase();
        const line = leak.replaceAll('SECRET', secret);
        const text = `${random.pick(['', 'go: ', 'error at "', '\n'])}${line}${random.pick(['', '\n', ' more', '"'])}`;
        assert.ok(!maskSecrets(text).includes(secret), `${text}\n-> ${maskSecrets(text)}`);
      }
    }
  });

  it('of the environment do not survive in any text or encoding (property)', () => {
    const random = new SeededRandom(11);
    const alphabet = `${plainAlphabet}-._~!$&'()*+,;=:@/?#[]% "\\`;
    for (let round = 0; round < 500; round++) {
      const secret = word(random, 6 + random.below(30), alphabet);
      const name = random.pick(['GITHUB_TOKEN', 'X_PASSWORD', 'CI_SECRET_1', 'API_KEY', 'SSH_PAT', 'npm_config__auth']);
      const known = secretValues({ [name]: secret, PATH: '/usr/bin', HOME: '/home/u' });
      const noise = (): string => word(random, random.below(12), `${plainAlphabet} /:"\n`);
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        const masked = maskSecrets(noise() + form + noise(), known);
        assert.ok(!masked.includes(form), JSON.stringify({ secret, form, masked }));
      }
    }
  });

  it('are found in values of variables too: the password in a proxy address', () => {
    const known = secretValues({ GOPROXY: 'https://joe:hunter%2Ftwo@proxy.example,https://TOKEN123@other.example' });
    for (const text of ['hunter%2Ftwo', 'hunter/two', 'TOKEN123']) {
      assert.equal(maskSecrets(`status 401: ${text} was refused`, known), 'status 401: *** was refused');
    }
  });

  it('are not taken for everything that is short, or where a secret is kept', () => {
    assert.deepEqual(
      secretValues({ X_TOKEN: 'abc', SSH_AUTH_SOCK: '/tmp/agent', API_TOKEN_FILE: '/run/token', PATH: '/usr/bin' }),
      [],
    );
  });

  it('leave harmless text as it is', () => {
    for (const text of harmless) assert.equal(maskSecrets(text), text);
  });

  it('keep what is around them, and their place', () => {
    assert.equal(
      maskSecrets('GOPROXY=https://joe:pw@proxy.example/go,direct'),
      'GOPROXY=https://***@proxy.example/go,direct',
    );
    assert.equal(
      blankSecrets('GOPROXY=https://joe:pw@proxy.example/go,direct'),
      'GOPROXY=https://******@proxy.example/go,direct',
    );
  });

  it('are masked once for all, keeping length and lines where asked (property)', () => {
    for (const leak of leaks) {
      const text = leak.replaceAll('SECRET', 'Abcd1234');
      const once = maskSecrets(text);
      assert.equal(maskSecrets(once), once, text);
      const blank = blankSecrets(text);
      assert.equal(blank.length, text.length);
      assert.deepEqual(lineLengths(blank), lineLengths(text));
      for (const { start, end } of findSecrets(text)) assert.ok(start < end && end <= text.length);
    }
  });

  it('are found in linear time', () => {
    const started = process.hrtime.bigint();
    for (const text of [
      'https://'.repeat(50_000),
      `x=${'a:'.repeat(200_000)}`,
      'token'.repeat(80_000),
      '-----BEGIN PRIVATE KEY-----'.repeat(10_000),
      `a${'.a'.repeat(100_000)}`,
    ])
      maskSecrets(text);
    assert.ok(Number(process.hrtime.bigint() - started) / 1e6 < 2000);
  });
});

describe('identity', () => {
  const joe = { homeDir: '/home/joe.doe', userName: 'joe.doe' };

  it('home becomes ~ at the borders of a path only', () => {
    const cases: [string, string][] = [
      ['/home/joe.doe/go/pkg/mod', '~/go/pkg/mod'],
      ['"/home/joe.doe"', '"~"'],
      ['GOPATH=/home/joe.doe:/x', 'GOPATH=~:/x'],
      ['in /home/joe.doe.', 'in ~.'],
      ['file:///home/joe.doe/x', 'file://~/x'],
      ['/home/joe.doe2/x', '/home/joe.doe2/x'],
      ['/srv/home/joe.doe/x', '/srv/home/joe.doe/x'],
      ['/home/joe.doe.bak', '/home/joe.doe.bak'],
    ];
    for (const [text, expected] of cases) assert.equal(writeHomeAsTilde(text, joe.homeDir), expected);
  });

  it('home becomes ~ on Windows in either slashes, escaped too, whatever the case', () => {
    for (const text of ['C:\\Users\\Joe\\go', 'c:/users/joe/go', 'C:\\\\Users\\\\Joe\\\\go'])
      assert.match(writeHomeAsTilde(text, 'C:/Users/Joe'), /^~[\\/]+go$/);
  });

  it('no home, or one that is the whole disk, changes nothing', () => {
    for (const home of [undefined, '', '/', 'C:/']) assert.equal(writeHomeAsTilde('/a/b C:/x', home), '/a/b C:/x');
  });

  it('the user name is hidden as a word, and other people in their home folders', () => {
    const text = 'joe.doe owns /Users/anna/src, /home/bob and C:\\Users\\eve\\go; joe.doer does not';
    assert.equal(
      maskIdentity(text, joe),
      '<user> owns /Users/<user>/src, /home/<user> and C:\\Users\\<user>\\go; joe.doer does not',
    );
  });

  it('accounts that are nobody stay', () => {
    const text = 'runner in /home/runner/work, /Users/Shared/x, go as root';
    for (const userName of ['runner', 'root', 'go', 'a', '', undefined])
      assert.equal(maskIdentity(text, { homeDir: undefined, userName }), text);
  });

  it('does not survive, wherever it stands (property)', () => {
    const random = new SeededRandom(3);
    for (let round = 0; round < 500; round++) {
      const userName = `${word(random, 1).toLowerCase()}${word(random, 4 + random.below(8))}${random.pick(['', '.x', '-y', '+z', '(1)'])}`;
      const home = random.pick([
        `/home/${userName}`,
        `/Users/${userName}`,
        `C:/Users/${userName}`,
        `/data/${userName}`,
      ]);
      const text = random.pick([
        `${home}/go`,
        `"${home}"`,
        `${home.replaceAll('/', '\\')}\\go`,
        `by ${userName}: x`,
        `git.example/${userName}/shop`,
        `user=${userName}`,
      ]);
      const masked = maskIdentity(text, { homeDir: home, userName });
      assert.ok(!masked.includes(userName), `${text} -> ${masked}`);
    }
  });
});

function lineLengths(text: string): number[] {
  return text.split('\n').map((line) => line.length);
}
