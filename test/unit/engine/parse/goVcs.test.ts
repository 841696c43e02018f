import assert from 'node:assert/strict';
import { allows, parseGoVcs, ruleFor } from '../../../../src/engine/parse/goVcs';
import { staticRepository } from '../../../../src/engine/parse/staticVcs';

describe('parseGoVcs', () => {
  const problem = (value: string): string => {
    const found = parseGoVcs(value).problem;
    return found ? `${found.kind} ${value.slice(found.start, found.end)}` : 'none';
  };

  // The cases of TestParseGOVCS in cmd/go/internal/vcs.
  const table: readonly (readonly [value: string, problem: string])[] = [
    [':', 'empty-pattern :'],
    ['public:,all:', 'empty-list public:'],
    [',', 'empty-entry '],
    ['evil:off,', 'empty-entry '],
    ['evil', 'no-colon evil'],
    ['x:', 'empty-list x:'],
    ['x:git|', 'empty-name x:git|'],
    [' x :git, x:hg', 'unreachable x:hg'],
    ['./x:git', 'relative ./x:git'],
    ['..:git', 'relative ..:git'],
    ['', 'none'],
    [' x:git , y : hg | git ', 'none'],
    ['*:all', 'none'],
    ['.x:git', 'none'],
  ];
  for (const [value, expected] of table) {
    it(`${JSON.stringify(value)}: ${expected}`, () => {
      assert.equal(problem(value), expected);
    });
  }

  // go help vcs: `GOVCS=github.com:git,evil.com:off,*:git|hg`
  it('decides by the first rule that matches, and then as go does by itself', () => {
    const decide = (value: string, root: string, program: string, isPrivate = false): boolean =>
      allows(ruleFor(parseGoVcs(value), root, isPrivate), program);
    const value = 'github.com:git,evil.com:off,*:git|hg';
    assert.equal(decide(value, 'github.com/a/b', 'git'), true);
    assert.equal(decide(value, 'github.com/a/b', 'hg'), false);
    assert.equal(decide(value, 'evil.com/a', 'git'), false);
    assert.equal(decide(value, 'other.org/a', 'hg'), true);
    assert.equal(decide(value, 'other.org/a', 'svn'), false);
    assert.equal(decide('', 'corp.example/a.svn', 'svn'), false);
    assert.equal(decide('', 'corp.example/a.svn', 'svn', true), true);
    assert.equal(decide('private:off', 'github.com/corp/a', 'git', true), false);
    assert.equal(decide('public:off', 'github.com/corp/a', 'git', true), true);
    assert.equal(decide('github.com/corp:off', 'github.com/corp/a', 'git', true), false);
    assert.equal(decide('github.com/corp:off', 'github.com/other/a', 'git'), true);
  });
});

describe('staticRepository', () => {
  const told = (path: string): string => {
    const repository = staticRepository(path);
    return repository ? `${repository.program} ${repository.root}` : 'none';
  };

  it('knows what the path alone says, as vcsPaths of cmd/go', () => {
    assert.equal(told('github.com/corp/tool'), 'git github.com/corp/tool');
    assert.equal(told('github.com/corp/tool/v2'), 'git github.com/corp/tool');
    assert.equal(told('github.com/corp/tool/sub/dir'), 'git github.com/corp/tool');
    assert.equal(told('bitbucket.org/corp/tool'), 'git bitbucket.org/corp/tool');
    assert.equal(told('git.corp.example/team/tool.git'), 'git git.corp.example/team/tool.git');
    assert.equal(told('git.corp.example:8443/team/tool.git/v2'), 'git git.corp.example:8443/team/tool.git');
    assert.equal(told('corp.example/old.svn/part'), 'svn corp.example/old.svn');
  });

  it('says nothing where a server is asked, or go refuses the path', () => {
    for (const path of [
      'corp.example/team/tool',
      'gopkg.in/yaml.v3',
      'github.com/corp',
      'github.com/corp/tool.git',
      'example',
    ])
      assert.equal(told(path), 'none', path);
  });

  it('is not slow on hostile paths', () => {
    assert.equal(told(`${'a.'.repeat(5000)}/x`), 'none');
    assert.equal(told(`a.b${'/x'.repeat(5000)}!`), 'none');
  });
});
