import assert from 'node:assert/strict';
import { parseNetrc } from '../../../../src/engine/parse/netrc';

/** Hosts that go takes, and those that are written with all that is needed. */
const hosts = (text: string): string => {
  const { taken, written } = parseNetrc(text);
  const whole = written.filter(({ hasLogin, hasPassword }) => hasLogin && hasPassword);
  return `${taken.map(({ host }) => host).join(' ')} | ${whole.map(({ host }) => host).join(' ')}`;
};

describe('parseNetrc', () => {
  // testNetrc of cmd/go/internal/auth.
  it('reads the file that cmd/go is tested with', () => {
    const text = `machine incomplete
password none

machine api.github.com
  login user
  password pwd

machine incomlete.host
  login justlogin

machine test.host
login user2
password pwd2

machine oneline login user3 password pwd3

machine ignore.host macdef ignore
  login nobody
  password nothing

machine hasmacro.too macdef ignore-next-lines login user4 password pwd4
  login nobody
  password nothing

default
login anonymous
password gopher@golang.org

machine after.default
login oops
password too-late-in-file
`;
    const { taken, defaultLine } = parseNetrc(text);
    assert.deepEqual(
      taken.map(({ host }) => host),
      ['api.github.com', 'test.host', 'oneline', 'hasmacro.too'],
    );
    assert.equal(text.split('\n')[defaultLine ?? 0], 'default');
  });

  it('go takes no pair of words that two lines share, others do', () => {
    assert.equal(hosts('machine a.b login me\npassword\nsecret\n'), ' | a.b');
    assert.equal(hosts('machine\na.b\nlogin me password secret\n'), ' | a.b');
    assert.equal(hosts('machine a.b login me password secret\n'), 'a.b | a.b');
  });

  it('for go a macro ends at an empty line that ends in LF alone', () => {
    const text = 'machine a.b login me password s\nmacdef init\nx\n\nmachine c.d login me password s\n';
    assert.equal(hosts(text), 'a.b c.d | a.b c.d');
    assert.deepEqual(parseNetrc(text).macros, [{ line: 1, end: 3 }]);
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(hosts(windows), 'a.b | a.b c.d');
    assert.deepEqual(parseNetrc(windows).macros, [{ line: 1, end: 5 }]);
  });

  it('go reads on behind a default with more in its line', () => {
    assert.equal(hosts('default login a password b\nmachine a.b login me password s\n'), 'a.b | a.b');
    assert.equal(hosts('default\nlogin a\npassword b\nmachine a.b login me password s\n'), ' | a.b');
  });

  it('sees quotes, and passes over comments', () => {
    const [entry] = parseNetrc(
      '# machine x.y login a password b\nmachine a.b login me password "with space"\n',
    ).written;
    assert.deepEqual([entry?.host, entry?.quoted], ['a.b', true]);
  });
});
