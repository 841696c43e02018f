import assert from 'node:assert/strict';
import { readDeclarations, readWholly } from '../../../../src/engine/parse/goModDeclarations';

/** Every line of these is something that the quick reading might take for what it is not. */
const texts: Readonly<Record<string, string>> = {
  'as go writes it':
    'module example.com/a // Deprecated: use b\n\ngo 1.21.3\n\ntoolchain go1.22.0\n\nrequire (\n\texample.com/b v1.0.0 // indirect\n\texample.com/c/v2 v2.0.0-rc.1\n\tgopkg.in/yaml.v2 v2.4.0\n)\n\nrequire example.com/d v0.0.0-20240102030405-0123456789ab\n\nreplace example.com/b => ../b\n\nexclude (\n\texample.com/d v1.0.0\n)\n\nretract [v1.0.0, v1.1.0] // wrong\n',
  'no newline at the end': 'module example.com/a\n\nrequire example.com/b v1.0.0',
  'line ends of Windows': 'module example.com/a\r\n\r\ngo 1.20\r\n\r\nrequire (\r\n\texample.com/b v1.0.0\r\n)\r\n',
  'quoted words': 'module "example.com/a"\n\nrequire "example.com/b" "v1.0.0"\n',
  'a comment in a word': 'module example.com/a//b\n\nrequire example.com/b//c v1.0.0\n',
  'a block comment': 'module example.com/a\n\n/* require example.com/b v1.0.0 */\n',
  'short versions': 'module example.com/a\n\nrequire example.com/b v1.2\n',
  'no version at all': 'module example.com/a\n\nrequire example.com/b master\n',
  'build metadata': 'module example.com/a\n\nrequire example.com/b v1.2.3+meta\n',
  'a major version that does not fit': 'module example.com/a\n\nrequire example.com/b v2.0.0\n',
  'a major version in the path that does not fit': 'module example.com/a\n\nrequire example.com/b/v3 v2.0.0\n',
  'a path that ends in v1': 'module example.com/a\n\nrequire example.com/b/v1 v1.0.0\n',
  '+incompatible': 'module example.com/a\n\nrequire example.com/b v2.0.0+incompatible\n',
  'gopkg.in without a version': 'module example.com/a\n\nrequire gopkg.in/b v1.0.0\n',
  'an old version of gopkg.in': 'module example.com/a\n\nrequire gopkg.in/b.v1 v0.0.0-20240102030405-0123456789ab\n',
  'a leading zero': 'module example.com/a\n\nrequire example.com/b v1.0.0-01\n',
  'a leading zero in a number': 'module example.com/a\n\nrequire example.com/b v1.01.0\n',
  'go lines that dependencies may have': 'module example.com/a\n\ngo 1.20.x\n',
  'a go line with a v': 'module example.com/a\n\ngo v1.20.1\n',
  'a go line of a release candidate': 'module example.com/a\n\ngo 1.21rc1\n',
  'a go line that is none': 'module example.com/a\n\ngo latest\n',
  'two go lines': 'module example.com/a\n\ngo 1.20\n\ngo 1.21\n',
  'two module lines': 'module example.com/a\n\nmodule example.com/b\n',
  'no module line': 'require example.com/b v1.0.0\n',
  'an unknown directive': 'module example.com/a\n\nfoo bar baz\n\nrequire example.com/b v1.0.0\n',
  'an unknown block': 'module example.com/a\n\nfoo (\n\trequire example.com/b v1.0.0\n)\n',
  'a block without an end': 'module example.com/a\n\nrequire (\n\texample.com/b v1.0.0\n',
  'an empty block on one line': 'module example.com/a\n\nrequire ()\n',
  'text behind a block': 'module example.com/a\n\nrequire (\n\texample.com/b v1.0.0\n) x\n',
  'a bracket in another block':
    'module example.com/a\n\nretract (\n\t[v1.0.0, v1.1.0]\n\tv1.2.0\n)\n\nrequire example.com/b v1.0.0\n',
  'a parenthesis in another block':
    'module example.com/a\n\nexclude (\n\texample.com/b (\n)\n\nrequire example.com/b v1.0.0\n',
  'a module block': 'module (\n\texample.com/a\n)\n',
  'three words in a block': 'module example.com/a\n\nrequire (\n\texample.com/b v1.0.0 v1.1.0\n)\n',
  'a marker of a merge': 'module example.com/a\n\n<<<<<<< HEAD\nrequire example.com/b v1.0.0\n=======\n',
  'a byte order mark': '\uFEFFmodule example.com/a\n',
  'a control character': 'module example.com/a\n\nrequire example.com/b\u0001 v1.0.0\n',
  'a bad replace': 'module example.com/a\n\nreplace example.com/b\n\nrequire example.com/b v1.0.0\n',
  'a require without arguments': 'module example.com/a\n\nrequire\n',
  'words that run together': 'module example.com/a\n\nrequire(\n\texample.com/b v1.0.0\n)\n',
  nothing: '',
};

describe('the declarations of a dependency', () => {
  for (const [name, text] of Object.entries(texts)) {
    it(`are those of the whole parser: ${name}`, () => {
      assert.deepEqual(readDeclarations(text), readWholly(text));
    });
  }

  it('are there where go writes the file', () => {
    const read = readDeclarations(texts['as go writes it'] ?? '');
    assert.equal(read?.go, '1.21.3');
    assert.deepEqual(
      read.requires.map(({ path, version }) => `${path} ${version}`),
      [
        'example.com/b v1.0.0',
        'example.com/c/v2 v2.0.0-rc.1',
        'gopkg.in/yaml.v2 v2.4.0',
        'example.com/d v0.0.0-20240102030405-0123456789ab',
      ],
    );
  });
});
