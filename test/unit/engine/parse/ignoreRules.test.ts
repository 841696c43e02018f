import assert from 'node:assert/strict';
import { globElement } from '../../../../src/engine/parse/globElement';
import { decide, parseIgnoreFile } from '../../../../src/engine/parse/git/ignoreRules';
import { parseGitConfig } from '../../../../src/engine/parse/git/gitConfig';
import { readGitIndex } from '../../../../src/engine/parse/git/gitIndex';
import { gitIndexOf } from '../../../support/gitIndexOf';

/** Every string of up to three of the characters that mean something in a pattern. */
function hostile(): readonly string[] {
  const characters = Array.from('*?[]\\/!^-a. #:\u00e9\u{1f600}\ud800');
  const strings = [''];
  for (const one of characters)
    for (const two of ['', ...characters]) for (const three of ['', ...characters]) strings.push(one + two + three);
  return strings;
}

// Which file is ignored is judged by git itself: test/integration/git-rules.test.ts.
describe('files of git', () => {
  it('rules of any text are read, and never throw', () => {
    for (const text of hostile()) {
      decide(parseIgnoreFile(`${text}\n`), 'a/b-c', false);
      globElement(text);
    }
  });

  it('an index that is cut off anywhere is damaged, or has every name', () => {
    const whole = gitIndexOf(['go.mod', 'go.sum', 'vendor/modules.txt']);
    assert.deepEqual(
      readGitIndex(whole, 20, () => true),
      {
        kind: 'names',
        names: new Set(['go.mod', 'go.sum', 'vendor/modules.txt']),
      },
    );
    for (let length = 0; length < whole.length; length++) {
      const cut = readGitIndex(whole.subarray(0, length), 20, () => true);
      assert.ok(cut.kind === 'unknown' || cut.names.size === 3, String(length));
    }
  });

  it('the configuration: sections, quotes, comments, escapes, includes', () => {
    const { values, includes } = parseGitConfig(
      '[core]\n\texcludesFile = "~/a b" # mine\n\tignoreCase\n[Core "sub"]\n\tignorecase = no\n[extensions] objectFormat = sha256 ; x\n[include]\npath = a\n',
    );
    assert.deepEqual(
      ['core.excludesfile', 'core.ignorecase', 'extensions.objectformat'].map((key) => values.get(key)),
      ['~/a b', '', 'sha256'],
    );
    assert.equal(includes, true);
    assert.equal(parseGitConfig('[core]\nexcludesFile =  \t a \t\n').values.get('core.excludesfile'), 'a');
    assert.equal(parseGitConfig('[core]\n\tbare = false\n').includes, false);
  });

  // In time that grows with the square of its length this would take minutes.
  it('a configuration of nothing but spaces is read at once', () => {
    const spaces = ' '.repeat(400_000);
    for (const text of [`[core${spaces}x`, `[core "a"${spaces}x`, `[core]\na =${spaces}\u2028`, `[core]\na${spaces}x`])
      assert.equal(parseGitConfig(text).includes, false);
  });
});
