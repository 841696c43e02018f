import assert from 'node:assert/strict';
import { goInvocationsIn } from '../../../../../src/engine/parse/ci/goInvocations';
import { linksPrograms } from '../../../../../src/engine/parse/ci/goLinking';

describe('goLinking', () => {
  const links = (command: string): boolean => goInvocationsIn(command).every(linksPrograms);

  for (const command of [
    'go build',
    'go build ./...',
    'go install ./cmd/a ./lib',
    'go build -v -race -ldflags "$(LDFLAGS)" -o "$OUT" ./cmd/a',
    'go build -ldflags="-X a=$(V)" -buildmode=pie ./cmd/a',
    'go build -buildmode c-shared ./cmd/$(APP)',
    'go build -tags "$(TAGS)" ./cmd/a',
  ])
    it(`${command} links`, () => {
      assert.equal(links(command), true);
    });

  for (const command of [
    'go vet ./...',
    'go test -c ./cmd/a',
    'go build -buildmode=plugin ./cmd/a',
    'go build --buildmode plugin ./cmd/a',
    'go build -buildmode=$(MODE) ./cmd/a',
    'go build -buildmode=archive ./...',
    'go build -n ./cmd/a',
    'go build -compiler gccgo ./cmd/a',
    'go build -overlay x.json ./cmd/a',
    'go build $(FLAGS) ./cmd/a',
    'go build ${{ matrix.flags }} ./cmd/a',
    'go build @FLAGS@ ./cmd/a',
    'GOFLAGS=-tags=x go build ./cmd/a',
  ])
    it(`${command} links nothing, or nobody knows`, () => {
      assert.equal(links(command), false);
    });
});
