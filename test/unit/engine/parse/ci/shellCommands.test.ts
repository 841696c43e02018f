import assert from 'node:assert/strict';
import { goCommandsIn } from '../../../../../src/engine/parse/ci/shellCommands';

/** `verb in folder`, `?` for an unknown folder, `*` where it chooses its toolchain. */
const commands = (script: string): string[] =>
  goCommandsIn(script).map(
    ({ verb, folder, choosesToolchain }) => `${verb} in ${folder ?? '?'}${choosesToolchain ? ' *' : ''}`,
  );

describe('goCommandsIn', () => {
  it('finds commands at the start of a simple command', () => {
    assert.deepEqual(commands('go build ./...'), ['build in ']);
    assert.deepEqual(commands('set -e\ngo vet ./... && go test ./...; go mod tidy | cat'), [
      'vet in ',
      'test in ',
      'mod tidy in ',
    ]);
    assert.deepEqual(commands('CGO_ENABLED=0 GOOS=linux go build \\\n  -o /x .'), ['build in ']);
    assert.deepEqual(commands('if ! go vet .; then exit 1; fi'), ['vet in ']);
    assert.deepEqual(commands('time go test .'), ['test in ']);
  });

  it('finds none in words, comments and quotes', () => {
    assert.deepEqual(commands('# go build\necho go build\necho "x; go test" \'go vet\'\nmygo build\ngo-build'), []);
  });

  it('leaves out what does not read a go.mod', () => {
    assert.deepEqual(commands('go version; go env GOPATH; go clean -cache; go help; go'), []);
    assert.deepEqual(commands('go install example.com/tool@v1.2.3 && go run example.com/tool@latest -x'), []);
    assert.deepEqual(commands('go mod init example.com/x'), []);
    assert.deepEqual(commands('go install ./cmd/... && go run .'), ['install in ', 'run in ']);
  });

  it('follows cd to a plain folder, and loses track otherwise', () => {
    assert.deepEqual(commands('cd api && go build .\ncd v2\ngo vet .'), ['build in api', 'vet in api/v2']);
    assert.deepEqual(commands('cd /src && go build .'), ['build in /src']);
    assert.deepEqual(commands('cd "$DIR" && go build .'), ['build in ?']);
    assert.deepEqual(commands('(cd x && go build .)\ngo vet .'), ['build in ?', 'vet in ?']);
    assert.deepEqual(commands('git clone https://x/y\ngo build .'), ['build in ?']);
    assert.deepEqual(commands('pushd x; go build .'), ['build in ?']);
    assert.deepEqual(commands('go -C api build .; go build -C api .'), ['build in ?', 'build in ?']);
  });

  it('takes a command substitution for a word', () => {
    assert.deepEqual(commands('V=$(git describe; echo x)\ngo build -ldflags "-X main.v=$V" .'), ['build in ']);
    assert.deepEqual(commands('go test $(go list ./... | grep -v x)'), ['test in ']);
  });

  it('sees who chooses a toolchain', () => {
    assert.deepEqual(commands('GOTOOLCHAIN=auto go build .; go vet .'), ['build in  *', 'vet in ']);
    assert.deepEqual(commands('export GOTOOLCHAIN=auto\ngo vet .'), ['vet in  *']);
  });
});
