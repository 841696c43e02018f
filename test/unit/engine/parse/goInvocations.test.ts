import * as assert from 'node:assert/strict';
import { goInvocationsIn } from '../../../../src/engine/parse/ci/goInvocations';

function read(text: string): unknown {
  return goInvocationsIn(text).map(({ verb, tags, operands, variables }) => ({
    verb,
    tags: tags.map((value) => (value ? `${value.quoted ? 'quoted ' : ''}${value.text}` : undefined)),
    operands: operands.map((piece) => piece.text),
    ...(variables.size > 0 && {
      variables: Object.fromEntries([...variables].map(([name, { text: value }]) => [name, value])),
    }),
  }));
}

describe('go commands in scripts and the files that hold them', () => {
  it('reads the forms of -tags', () => {
    assert.deepEqual(read('go test -tags a,b ./...'), [{ verb: 'test', tags: ['a,b'], operands: ['./...'] }]);
    assert.deepEqual(read('go build --tags="a b" .'), [{ verb: 'build', tags: ['quoted a b'], operands: ['.'] }]);
    assert.deepEqual(read("go vet '-tags=a, b'"), [{ verb: 'vet', tags: ['quoted a, b'], operands: [] }]);
    assert.deepEqual(read("go vet -tags 'a' -tags b x"), [{ verb: 'vet', tags: ['quoted a', 'b'], operands: ['x'] }]);
  });

  it('knows go by its path', () => {
    for (const go of [
      './tool/go',
      '../go',
      '/usr/local/go/bin/go',
      '~/sdk/go1.26/bin/go',
      '$GOROOT/bin/go',
      '$(GOROOT)/bin/go',
    ])
      assert.deepEqual(read(`${go} test -tags a .`), [{ verb: 'test', tags: ['a'], operands: ['.'] }], go);
    for (const other of ['cmd/go build ./...', 'see cmd/go test', 'cat ./src/go build', './tool/mygo test ./...'])
      assert.deepEqual(read(other), [], other);
  });

  it('knows what it does not know', () => {
    for (const value of [
      '$TAGS',
      '${TAGS}',
      '"$(TAGS)"',
      '$(go run ./tags --min)',
      '${{ env.TAGS }}',
      '<< parameters.tags >>',
      'llvm<<parameters.llvm>>',
      '@TAGS@',
    ])
      assert.deepEqual(goInvocationsIn(`go test -tags ${value} ./...`)[0]?.tags, [undefined], value);
  });

  it('keeps to the command and to its line', () => {
    assert.deepEqual(read('go test -tags a && go build -tags b; go vet | tee -tags c'), [
      { verb: 'test', tags: ['a'], operands: [] },
      { verb: 'build', tags: ['b'], operands: [] },
      { verb: 'vet', tags: [], operands: [] },
    ]);
    assert.deepEqual(read('go test \\\n  -tags a \\\n  ./...\n-tags b'), [
      { verb: 'test', tags: ['a'], operands: ['./...'] },
    ]);
    assert.deepEqual(read('go run ./cmd/x -- -tags a'), [{ verb: 'run', tags: [], operands: ['./cmd/x'] }]);
  });

  it('finds the command in makefiles, workflows and Dockerfiles, with its variables', () => {
    const variables = { GOOS: 'linux', CGO_ENABLED: '0' };
    const wanted = [{ verb: 'build', tags: ['a'], operands: [], variables }];
    assert.deepEqual(read('\t@GOOS=linux CGO_ENABLED=0 $(GO) build -tags a'), wanted);
    assert.deepEqual(read('      - run: GOOS=linux CGO_ENABLED=0 go build -tags a'), wanted);
    assert.deepEqual(read('RUN --mount=type=cache,target=/x GOOS=linux CGO_ENABLED=0 go build -tags a'), wanted);
    assert.deepEqual(read('run: "GOOS=linux CGO_ENABLED=0 go build -tags a"'), wanted);
    assert.deepEqual(read('GOFLAGS="-tags=a b" go test'), [
      { verb: 'test', tags: [], operands: [], variables: { GOFLAGS: '-tags=a b' } },
    ]);
  });

  it('leaves prose, comments and other programs alone', () => {
    for (const text of [
      '# go test -tags a',
      'echo go test -tags a',
      'name: go test -tags a',
      'cargo build -tags a',
      'use go build -tags a',
      'golang build',
      '// go build -tags a',
    ])
      assert.deepEqual(read(text), [], text);
  });

  it('says where a value stands', () => {
    const text = "\tgo test -tags='a, b' ./...";
    const value = goInvocationsIn(text)[0]?.tags[0];
    assert.equal(value && text.slice(value.start, value.end), 'a, b');
  });
});
