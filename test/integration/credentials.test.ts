import assert from 'node:assert/strict';
import { environmentChecks } from '../../src/engine/checks/environment/index';
import { verifyOnDisk } from '../support/diskEngine';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** What stands between go and a private module, judged by the real go. Nothing listens on that port: no network is needed. */
interface Case {
  readonly variables: Readonly<Record<string, string>>;
  /** what go says where it stops because of the setting; undefined: it goes on, and fails at the server or the module */
  readonly stops: RegExp | undefined;
}

const nobody = 'https://127.0.0.1:9/';
const goAuth = (value: string, stops?: RegExp): Case => ({ variables: { GOPROXY: nobody, GOAUTH: value }, stops });
const goVcs = (value: string, stops?: RegExp): Case => ({ variables: { GOPROXY: 'direct', GOVCS: value }, stops });

const settings: readonly Case[] = [
  goAuth('netrc;', /GOAUTH encountered an empty command/),
  goAuth(' ', /GOAUTH encountered an empty command/),
  goAuth('off;netrc', /GOAUTH=off cannot be combined/),
  goAuth('netrc; off', /GOAUTH=off cannot be combined/),
  goAuth('git', /requires an absolute path/),
  goAuth('netrc; git /tmp /etc', /requires an absolute path/),
  goAuth('git src', /not absolute/),
  goAuth('git /nonexistent', /cannot stat/),
  goAuth('git /etc/passwd', /not a directory/),
  goAuth('off'),
  goAuth('netrc'),
  goAuth('netrc more words'),
  goAuth('nosuchauth --token x; netrc'),
  goAuth('/bin/true; netrc'),
  goAuth('git /tmp'),
  goVcs('github.com', /malformed entry in GOVCS/),
  goVcs('github.com:git,', /empty entry in GOVCS/),
  goVcs(':git', /empty pattern in GOVCS/),
  goVcs('github.com:', /empty VCS list in GOVCS/),
  goVcs('./x:git', /relative pattern not allowed/),
  goVcs('x:git,x:hg', /unreachable pattern in GOVCS/),
  goVcs('x:git|', /empty VCS name in GOVCS/),
  goVcs('x:git, y : hg | git ,*:all'),
];

/** A module that needs one which was never downloaded. */
const wanting = {
  'm/go.mod': 'module example.com/m\n\ngo 1.22\n\nrequire github.com/corp/tool v1.0.0\n',
  'm/go.sum':
    'github.com/corp/tool v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ngithub.com/corp/tool v1.0.0/go.mod h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
  'm/m.go': 'package main\n\nimport _ "github.com/corp/tool"\n\nfunc main() {}\n',
};

describe('credentials and the programs that fetch, judged by the real go', () => {
  const goroot = realGoroot() ?? '';
  let folder: TemporaryFolder;

  before(function () {
    if (goroot === '') skip(this, 'needs go');
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ ...wanting, 'home/.config/go/env': '', 'bin/empty': '' });
  });
  afterEach(() => folder.remove());

  const variablesOf = (own: Readonly<Record<string, string>>): Record<string, string> => ({
    PATH: `${goroot}/bin:/usr/bin:/bin`,
    HOME: folder.at('home'),
    GOTOOLCHAIN: 'local',
    GOSUMDB: 'off',
    ...own,
  });
  const errorsOf = async (variables: Record<string, string>): Promise<string[]> => {
    const { findings } = await verifyOnDisk(folder.at('m'), environmentChecks, variables);
    return findings.filter(({ severity }) => severity === 'error').map(({ check }) => check);
  };

  for (const { variables: own, stops } of settings) {
    const [name = ''] = Object.keys(own).filter((key) => key !== 'GOPROXY');
    it(`${name}=${own[name] ?? ''}: ${stops ? 'go stops' : 'go goes on'}`, async () => {
      // A PATH without git: go does not get further than to the program, whatever the network.
      const variables = { ...variablesOf(own), PATH: folder.at('bin') };
      const args = ['mod', 'download', 'github.com/corp/tool@v1.0.0'];
      const { code, output } = await askGo(args, { goroot, cwd: folder.at('m'), variables });
      assert.notEqual(code, 0);
      assert.match(output, stops ?? /connection refused|"git": executable file not found/);
      const errors = await errorsOf({ ...variables, PATH: `${goroot}/bin:${folder.at('bin')}` });
      assert.equal(
        errors.includes(name === 'GOAUTH' ? 'goauth-invalid' : 'govcs-invalid'),
        stops !== undefined,
        `${output}${errors.join()}`,
      );
    });
  }

  const ways: readonly (readonly [variables: Readonly<Record<string, string>>, check: string, says: RegExp])[] = [
    [{ GOPROXY: 'direct', GOVCS: 'github.com/corp:off' }, 'govcs-blocks', /GOVCS disallows using git for public/],
    [
      { GOPROXY: 'off', GOPRIVATE: 'github.com/corp', GOVCS: 'private:hg' },
      'govcs-blocks',
      /disallows using git for private/,
    ],
    [
      { GOPROXY: nobody, GONOPROXY: 'github.com', GOVCS: 'public:svn' },
      'govcs-blocks',
      /disallows using git for public/,
    ],
    [{ GOPROXY: 'direct' }, 'git-missing', /"git": executable file not found/],
    [{ GOPROXY: nobody, GOPRIVATE: 'github.com/*' }, 'git-missing', /"git": executable file not found/],
  ];
  for (const [own, check, says] of ways) {
    it(`${check}: ${JSON.stringify(own)}`, async () => {
      const bare = check === 'git-missing' ? { PATH: `${goroot}/bin:${folder.at('bin')}` } : {};
      const variables = { ...variablesOf(own), ...bare };
      const { code, output } = await askGo(['build', '-o', '/dev/null', '.'], {
        goroot,
        cwd: folder.at('m'),
        variables,
      });
      assert.notEqual(code, 0);
      assert.match(output, says);
      assert.deepEqual(await errorsOf(variables), [check]);
    });
  }

  it('is silent where a proxy is asked, or another pattern is meant', async () => {
    for (const own of [
      { GOPROXY: nobody, GOVCS: 'github.com:off' },
      { GOPROXY: nobody, GONOPROXY: 'github.com/other', GOVCS: 'github.com:off' },
      { GOPROXY: 'off' },
    ]) {
      const variables = { ...variablesOf(own), PATH: `${goroot}/bin:${folder.at('bin')}` };
      const { output } = await askGo(['build', '-o', '/dev/null', '.'], { goroot, cwd: folder.at('m'), variables });
      assert.doesNotMatch(output, /GOVCS|executable file not found/);
      assert.deepEqual(await errorsOf(variables), []);
    }
  });
});
