import { deepEqual, equal } from 'node:assert/strict';
import { checkImportPath, checkModulePath, splitPathVersion } from '../../../../src/engine/parse/modulePath';
import { canonicalVersion, checkPathMajor, isPseudoVersion } from '../../../../src/engine/parse/moduleVersion';

describe('module paths', () => {
  it('tells what is wrong with a module path in the words of go', () => {
    const rows: Readonly<Record<string, string | undefined>> = {
      'rsc.io/quote': undefined,
      'github.com/BurntSushi/toml': undefined,
      'gopkg.in/yaml.v3': undefined,
      '': 'empty string',
      'x.y//z': 'double slash',
      'x.y/z/': 'trailing slash',
      '-x.y/z': 'leading dash',
      '/x.y': 'empty path element',
      'x.y/..': 'invalid path element ".."',
      'x.y/.z': 'leading dot in path element',
      'x.y/z.': 'trailing dot in path element',
      'x.y/a+b': "invalid char '+'",
      'x.y/zoë': "invalid char 'ë'",
      'x.y/con.txt': '"con" disallowed as path element component on Windows',
      'x.y/a~1': 'trailing tilde and digits in path element',
      'x.y/a~b': undefined,
      localhost: 'missing dot in first path element',
      'Example.com/x': "invalid char 'E' in first path element",
      'x.y/z/v1': 'invalid version',
      'x.y/z/v2.1': 'invalid version',
      'gopkg.in/yaml': 'invalid version',
    };
    deepEqual(Object.fromEntries(Object.keys(rows).map((path) => [path, checkModulePath(path)])), rows);
  });

  it('is laxer with import paths', () => {
    deepEqual(['m', 'x.y/a+b', 'x.y/.z', 'x.y/v1'].map(checkImportPath), [undefined, undefined, undefined, undefined]);
    equal(checkImportPath('a b'), "invalid char ' '");
  });

  it('splits the major version off a path', () => {
    const rows: Readonly<Record<string, string | undefined>> = {
      'x.y/z': 'x.y/z|',
      'x.y/z/v2': 'x.y/z|/v2',
      'x.y/z/v10': 'x.y/z|/v10',
      'x.y/z/v0': undefined,
      'x.y/z/v01': undefined,
      'x.y/z/v1': undefined,
      'x.y/z/v2.': undefined,
      'x.y/z/v': 'x.y/z/v|',
      'x.y/zv2': 'x.y/zv2|',
      v2: 'v2|',
      'gopkg.in/yaml.v2': 'gopkg.in/yaml|.v2',
      'gopkg.in/yaml.v0': 'gopkg.in/yaml|.v0',
      'gopkg.in/yaml.v01': undefined,
      'gopkg.in/yaml.v': undefined,
      'gopkg.in/yaml.v2-unstable': 'gopkg.in/yaml|.v2-unstable',
    };
    const split = (path: string): string | undefined => {
      const parts = splitPathVersion(path);
      return parts && `${parts.prefix}|${parts.major}`;
    };
    deepEqual(Object.fromEntries(Object.keys(rows).map((path) => [path, split(path)])), rows);
  });

  it('joins versions and the major version of a path', () => {
    const fits = (version: string, major: string): boolean => checkPathMajor(version, major) === undefined;
    deepEqual(
      [fits('v1.2.3', ''), fits('v0.1.0', ''), fits('v2.0.0+incompatible', ''), fits('v2.0.0', '/v2')],
      [true, true, true, true],
    );
    deepEqual([fits('v2.0.0', '.v2-unstable'), fits('v0.0.0-20161208181325-20d25e280405', '.v1')], [true, true]);
    deepEqual(checkPathMajor('v2.0.0', ''), { should: 'v0 or v1' });
    deepEqual(checkPathMajor('v1.0.0', '/v2'), { should: 'v2' });
    deepEqual(checkPathMajor('v2.0.0+incompatible', '/v3'), { should: 'v3' });
  });

  it('knows canonical and pseudo-versions', () => {
    deepEqual(['v1.5', 'v1.2.3+meta', 'v2.0.0+incompatible', 'master', '1.2.3'].map(canonicalVersion), [
      'v1.5.0',
      'v1.2.3',
      'v2.0.0+incompatible',
      '',
      '',
    ]);
    deepEqual(
      [
        'v0.0.0-20191109021931-daa7c04131f5',
        'v1.2.4-0.20191109021931-daa7c04131f5',
        'v1.2.3-pre.0.20191109021931-daa7c04131f5',
        'v2.0.1-0.20191109021931-daa7c04131f5+incompatible',
      ].filter((version) => !isPseudoVersion(version)),
      [],
    );
    deepEqual(['v1.2.3', 'v1.0.0-20191109021931-abc', 'v1.2.4-0.2019-daa7c04131f5'].map(isPseudoVersion), [
      false,
      true,
      false,
    ]);
  });
});
