import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../../../src/engine/parse/ci/dockerfile';
import { placeInValue, substitute } from '../../../../../src/engine/parse/ci/dockerVariables';
import { parseImageReference } from '../../../../../src/engine/parse/ci/imageReference';

describe('parseImageReference', () => {
  const go = (text: string): string => {
    const { officialGo, goVersion } = parseImageReference(text);
    return `${officialGo ? 'official' : 'other'} ${goVersion ?? 'moving'}`;
  };

  it('knows the official image of Go by all of its names', () => {
    assert.equal(go('golang:1.22'), 'official 1.22');
    assert.equal(go('docker.io/library/golang:1.22.3-alpine3.19'), 'official 1.22.3');
    assert.equal(go('docker.io/golang:1.23rc1-bookworm'), 'official 1.23rc1');
    assert.equal(go('mirror.example:5000/library/golang:1.22'), 'official 1.22');
    assert.equal(go('golang:1.22@sha256:00'), 'official 1.22');
    assert.equal(go('registry.example/golang:1.22'), 'other 1.22');
    assert.equal(go('mygolang:1.22'), 'other moving');
    assert.equal(go('alpine:3.20'), 'other moving');
  });

  it('takes no version from a tag that moves', () => {
    for (const text of ['golang', 'golang:latest', 'golang:1', 'golang:1-alpine', 'golang:bookworm', 'golang:1.22x'])
      assert.equal(go(text), 'official moving', text);
  });
});

describe('substitute', () => {
  const args = [
    { name: 'V', value: '1.22', range: undefined },
    { name: 'FULL', value: '${V}-alpine', range: undefined },
    { name: 'NONE', value: undefined, range: undefined },
  ];
  const text = (template: string): string | undefined => substitute(template, args)?.text;

  it('replaces defaults of ARGs', () => {
    assert.equal(text('golang:$V'), 'golang:1.22');
    assert.equal(text('golang:${FULL}'), 'golang:1.22-alpine');
    assert.equal(text('golang:${NONE:-1.21}'), 'golang:1.21');
    assert.equal(text('golang:${V:-1.21}'), 'golang:1.22');
    assert.equal(text('golang:${V:+x}'), 'golang:x');
  });

  it('does not guess what has no default', () => {
    assert.equal(text('golang:$NONE'), undefined);
    assert.equal(text('golang:${UNKNOWN}'), undefined);
  });

  it('finds a version inside a value, with and without quotes', () => {
    const range = { start: { line: 3, column: 10 }, end: { line: 3, column: 16 } };
    assert.deepEqual(placeInValue({ name: 'V', value: '1.22', range }, '1.22')?.start, { line: 3, column: 11 });
    const bare = { start: { line: 3, column: 10 }, end: { line: 3, column: 14 } };
    assert.deepEqual(placeInValue({ name: 'V', value: '1.22', range: bare }, '1.22')?.start, { line: 3, column: 10 });
    assert.equal(placeInValue({ name: 'V', value: '1.22', range: bare }, '1.23'), undefined);
  });
});

describe('parseDockerfile', () => {
  it('reads stages, copies, scripts and mounts', async () => {
    const file = await parseDockerfile(
      'ARG V=1\nFROM --platform=$P golang:$V AS Build\nWORKDIR /src\nENV A=1 B=2\nCOPY --from=x ["a b", "/c/"]\n' +
        'RUN --mount=type=bind,target=. go build \\\n  # note\n  .\nRUN <<EOT\ngo vet\nEOT\nRUN ["go", "test"]\nFROM scratch\n',
    );
    assert.deepEqual(
      file?.args.map(({ name, value }) => [name, value]),
      [['V', '1']],
    );
    const [build, last] = file?.stages ?? [];
    assert.deepEqual([build?.name, build?.image, last?.image], ['build', 'golang:$V', 'scratch']);
    const kinds = build?.steps.map((step) => step.kind);
    assert.deepEqual(kinds, ['workdir', 'env', 'env', 'copy', 'run', 'run', 'run']);
    const copy = build?.steps.find((step) => step.kind === 'copy');
    assert.deepEqual([copy?.sources, copy?.target, copy?.from?.text], [['a b'], '/c/', 'x']);
    const runs = build?.steps.filter((step) => step.kind === 'run') ?? [];
    assert.deepEqual(
      runs.map(({ script }) => script.trim().replaceAll(/\s+/g, ' ')),
      ['go build .', 'go vet', 'go test'],
    );
    assert.deepEqual(runs[0]?.mounts, ['type=bind,target=.']);
  });

  // A here-document makes the parser read every RUN itself: what is read must not depend on it.
  it('reads a RUN as the parser itself does', async () => {
    const hereDocument = '\nRUN <<EOT\ntrue\nEOT\n';
    for (const text of [
      'FROM golang:1.24\nRUN go build ./...\nENV A=RUN\nrun  go vet && \\\n  go test\nRUN\tgo run .',
      'FROM a\nRUN cd x && \\\n# note\n\n  go build\nARG V=1\nRUN apt-get install -y \\\n    make --help \\\n RUN x',
      'FROM a\r\nRUN go build \\\r\n  -tags x\r\nRUN ["go", "test", "./..."]\r\nRUN [ "go" ]\r\nWORKDIR /x',
      '# escape=`\nFROM a\nRUN go build `\n  -tags x\nENV A=1 `\n RUN x\nRUN --network=none go vet\nRUN \\\n go build',
      'FROM a\nRUN\nRUN \nONBUILD RUN go build\nRUNX y\nLABEL a="b \\\nRUN c"\nCOPY RUN /RUN\nSHELL ["RUN"]\nRUN  \t x\t',
      'FROM a\nRUN \\\n  go build\nRUN \\\n  --network=none x\nRUN \\\n# note\n  y\nRUN \\\r\n  z\nRUN \\\n ["go"]\nRUN \\ \n w',
      'FROM a\nRUN go build # no comment\n#RUN c\n  RUN indented -v\nRUN $X',
    ]) {
      const plain = await parseDockerfile(text + '\n');
      const read = await parseDockerfile(text + hereDocument);
      assert.equal(read?.stages.at(-1)?.steps.at(-1)?.kind, 'run');
      const stages = read.stages.map((stage, at) =>
        at === read.stages.length - 1 ? { ...stage, steps: stage.steps.slice(0, -1) } : stage,
      );
      assert.deepEqual(plain, { ...read, stages }, text);
    }
  });

  it('survives what is no Dockerfile', async () => {
    for (const text of ['', 'FROM', 'nonsense\n\u0000', '{"json": true}', 'FROM a\nCOPY\nRUN\nARG\nENV\n'])
      assert.ok(await parseDockerfile(text), JSON.stringify(text));
  });
});
