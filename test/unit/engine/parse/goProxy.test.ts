import assert from 'node:assert/strict';
import { coverCredentials, findCredentials, parseGoProxy, proxyServer } from '../../../../src/engine/parse/goProxy';

const problems = (value: string): string =>
  parseGoProxy(value)
    .problems.map(({ kind, entry }) => `${kind} ${entry.text}`)
    .join('; ');

const servers = (value: string): readonly (string | undefined)[] =>
  parseGoProxy(value).entries.map((entry) => {
    const server = proxyServer(entry);
    return server && `${server.secure ? 'https' : 'http'} ${server.host}`;
  });

describe('proxyServer', () => {
  it('stands behind the last @ of the authority, for a password may have one', () => {
    assert.deepEqual(servers('https://u:p@ss@h:8443/x@y'), ['https h:8443']);
    assert.deepEqual(servers('HTTP://u@h'), ['http h']);
    assert.deepEqual(servers('goproxy.example'), ['https goproxy.example']);
    assert.deepEqual(servers('https://[::1]:80/'), ['https [::1]:80']);
  });

  it('is none of what go refuses: half a password would stand for the host', () => {
    assert.deepEqual(servers('https://u:p/w@h,direct,file:///srv'), [undefined, undefined, undefined]);
  });
});

describe('parseGoProxy', () => {
  // Each was compared with `GOPROXY=... go mod download` of go 1.26.8.
  it('refuses what cmd/go refuses', () => {
    assert.equal(problems('foo'), 'missing-scheme foo');
    assert.equal(problems('/abs'), 'missing-scheme /abs');
    assert.equal(problems('https://a b/'), 'bad-host https://a b/');
    assert.equal(problems('https://a:x/'), 'bad-port https://a:x/');
    assert.equal(problems(':foo'), 'bad-port :foo');
    assert.equal(problems('file:x'), 'bad-port file:x');
    assert.equal(problems('file:/x'), 'file-with-host file:/x');
    assert.equal(problems('file://h/x'), 'file-with-host file://h/x');
    assert.equal(problems('file:///x?y'), 'file-with-host file:///x?y');
    assert.equal(problems('https://a/%zz'), 'bad-escape https://a/%zz');
    assert.equal(problems('ftp://a'), 'wrong-scheme ftp://a');
    assert.equal(problems('a:/x'), 'wrong-scheme a:/x');
  });

  it('takes what cmd/go takes', () => {
    for (const value of [
      'https://goproxy.example,direct',
      'https://goproxy.example|direct',
      'goproxy.example',
      './rel',
      'a.b:80',
      'https://[::1]:80/',
      'https://u:p@h/',
      'https://a"b/',
      'https://a,,off',
      'file:///srv/goproxy',
      'HTTPS://a',
      ' https://a , direct ',
    ])
      assert.equal(problems(value), '', value);
  });

  it('sees a semicolon that was meant as a comma', () => {
    assert.equal(problems('https://a;direct'), 'semicolon https://a;direct');
    assert.equal(problems('https://a/path;direct'), 'semicolon https://a/path;direct');
    assert.equal(problems('https://a/path;v=1'), '');
  });

  it('marks what stands behind direct or off, and does not judge it', () => {
    const list = parseGoProxy('https://a|direct,foo , off');
    assert.deepEqual(
      list.entries.map(({ text, separator, dead }) => `${text}${separator} ${dead}`),
      ['https://a| false', 'direct, false', 'foo, true', 'off true'],
    );
    assert.deepEqual(list.problems, []);
    assert.deepEqual([list.entries[2]?.start, list.entries[2]?.end], [17, 20]);
  });

  it('finds no entries where there are none', () => {
    assert.deepEqual(parseGoProxy(' , ').entries, []);
  });
});

describe('credentials in URLs', () => {
  it('are found with and without a password', () => {
    const text = 'https://u:p@h/x,http://token@g,https://h/@v';
    assert.deepEqual(
      findCredentials(text).map(({ start, end, hasPassword }) => [text.slice(start, end), hasPassword]),
      [
        ['u:p', true],
        ['token', false],
      ],
    );
  });

  it('are covered', () => {
    assert.equal(coverCredentials('https://u:p@h/x,http://token@g'), 'https://***@h/x,http://***@g');
    assert.equal(coverCredentials('https://u:p@ss@h'), 'https://***@h');
    assert.equal(coverCredentials('-mod=mod'), '-mod=mod');
  });
});
