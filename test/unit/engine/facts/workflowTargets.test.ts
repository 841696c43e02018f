import assert from 'node:assert/strict';
import { workflowTargets } from '../../../../src/engine/facts/buildTags/workflowTargets';
import { parseWorkflow } from '../../../../src/engine/parse/ci/githubWorkflow';

/** `linux/386,nocgo,tested` */
async function targetsIn(text: string): Promise<readonly string[]> {
  const workflow = await parseWorkflow(text);
  assert.ok(workflow);
  return workflowTargets(workflow).map(({ goos, goarch, cgo, tags = [], tested, packages }) =>
    [
      `${goos}/${goarch}`,
      ...(cgo === undefined ? [] : [cgo ? 'cgo' : 'nocgo']),
      ...tags,
      ...(tested ? ['tested'] : []),
      ...(packages.join(' ') === '/...' ? [] : [`of ${packages.join(' ')}`.trim()]),
    ].join(),
  );
}

const job = (body: string): string => `on: push\njobs:\n  t:\n${body.replaceAll(/^(?=.)/gm, '    ')}`;

const cases: readonly (readonly [what: string, workflow: string, targets: readonly string[]])[] = [
  ['the runner', job('runs-on: windows-latest\nsteps:\n  - run: go build ./...\n'), ['windows/amd64']],
  ['an ARM runner', job('runs-on: ubuntu-24.04-arm\nsteps:\n  - run: go test ./...\n'), ['linux/arm64,tested']],
  [
    'each runner of a matrix',
    job(
      'strategy:\n  matrix:\n    os: [ubuntu-latest, macos-15-intel]\nruns-on: ${{ matrix.os }}\nsteps:\n  - run: go vet ./...\n',
    ),
    ['linux/amd64,tested', 'darwin/amd64,tested'],
  ],
  ['a runner that nobody knows', job('runs-on: [self-hosted, big]\nsteps:\n  - run: go build ./...\n'), []],
  [
    'another architecture of the runner, on the line',
    job('runs-on: ubuntu-latest\nsteps:\n  - run: GOARCH=386 go test ./...\n'),
    ['linux/386,nocgo,tested'],
  ],
  [
    'another architecture beside its own',
    job('runs-on: ubuntu-latest\nsteps:\n  - run: go test ./...\n  - run: GOARCH=386 go build ./...\n'),
    ['linux/386,nocgo', 'linux/amd64,tested'],
  ],
  [
    'the variables of a step, with cgo',
    job(
      'runs-on: ubuntu-latest\nsteps:\n  - env: { GOARCH: 386, CGO_ENABLED: 1 }\n    run: go test -tags=debug ./...\n',
    ),
    ['linux/386,cgo,debug,tested'],
  ],
  [
    'the variables of a job, by its matrix',
    job(
      'runs-on: ubuntu-latest\nstrategy:\n  matrix:\n    arch: [amd64, arm]\nenv:\n  GOARCH: ${{ matrix.arch }}\nsteps:\n  - run: go build ./...\n',
    ),
    ['linux/amd64', 'linux/arm,nocgo'],
  ],
  [
    'a variable of the workflow',
    `env:\n  GOOS: freebsd\n${job('runs-on: ubuntu-latest\nsteps:\n  - run: go build ./...\n')}`,
    ['freebsd/amd64,nocgo'],
  ],
  [
    'a variable that only a run knows: nothing',
    job('runs-on: ubuntu-latest\nenv:\n  GOARCH: ${{ inputs.arch }}\nsteps:\n  - run: go build ./...\n'),
    [],
  ],
  [
    'some of the time, or elsewhere',
    job('runs-on: ubuntu-latest\nsteps:\n  - if: always()\n    run: GOARCH=386 go build ./...\n'),
    ['linux/386,nocgo,of'],
  ],
  [
    'some machines of a matrix, which nobody asks: nothing',
    job(
      'strategy:\n  matrix:\n    os: [ubuntu-latest, macos-latest]\nruns-on: ${{ matrix.os }}\nsteps:\n  - if: runner.os == 0\n    run: GOARCH=386 go test ./...\n',
    ),
    [],
  ],
  [
    'an architecture that the system does not have: nothing',
    job('runs-on: macos-latest\nsteps:\n  - run: GOARCH=386 go build ./...\n'),
    [],
  ],
  ...(
    [
      ['a package', 'GOARCH=386 go build ./cmd/x', ['linux/386,nocgo,of cmd/x']],
      ['packages below a folder', 'GOARCH=386 go vet ./cmd/... ./x', ['linux/386,nocgo,tested,of cmd/... x']],
      ['the folder itself', 'GOARCH=386 go build -o app .', ['linux/386,nocgo,of']],
      ['without operands', 'GOARCH=386 go build', ['linux/386,nocgo,of']],
      ['an output', 'GOARCH=386 go build -o . ./x', ['linux/386,nocgo,of x']],
      ['what only a run knows: nothing', 'GOARCH=386 go build ./$CMD ${PACKAGES}', []],
      ['a file alone: nothing', 'GOARCH=386 go build ./cmd/x/main.go', []],
      ['what lies outside: nothing', 'GOARCH=386 go build ../...', []],
      ['another folder: nothing', 'cd x && GOARCH=386 go build ./...', []],
      ['another folder by a flag: nothing', 'GOARCH=386 go -C x build ./...', []],
    ] as const
  ).map(([what, run, targets]) => [what, job(`runs-on: ubuntu-latest\nsteps:\n  - run: ${run}\n`), targets] as const),
  [
    'another system for all that follows: nothing of its own',
    job('runs-on: ubuntu-latest\nsteps:\n  - run: |\n      export GOOS=plan9\n      go build ./...\n'),
    ['linux/amd64,of'],
  ],
  [
    'another system in one of two commands',
    job('runs-on: ubuntu-latest\nsteps:\n  - run: |\n      GOOS=plan9 go vet ./x\n      go build ./...\n'),
    ['plan9/amd64,nocgo,tested,of x', 'linux/amd64'],
  ],
  [
    'packages of the working directory',
    job('runs-on: windows-latest\nsteps:\n  - run: go test ./...\n    working-directory: sub/x\n'),
    ['windows/amd64,tested,of sub/x/...'],
  ],
  [
    'another system for all that follows, among others: nothing of its own',
    job('runs-on: ubuntu-latest\nsteps:\n  - run: |\n      export CGO_ENABLED=0 GOOS=plan9\n      go build ./...\n'),
    ['linux/amd64,of'],
  ],
  ...(
    ['echo GOOS=plan9 >> $GITHUB_ENV', 'go env -w GOOS=plan9', 'echo "GOFLAGS=-tags=x" >> "$GITHUB_ENV"'] as const
  ).map(
    (run) =>
      [
        `a step before may set it: ${run}`,
        job(`runs-on: ubuntu-latest\nsteps:\n  - run: ${run}\n  - run: go build ./...\n`),
        ['linux/amd64,of'],
      ] as const,
  ),
  [
    'tags of GOFLAGS, which build something else',
    job('runs-on: ubuntu-latest\nenv:\n  GOFLAGS: -tags=x\nsteps:\n  - run: go build ./...\n'),
    ['linux/amd64,of'],
  ],
  [
    'GOFLAGS without tags, or with those of the command in their place',
    job(
      'runs-on: ubuntu-latest\nenv:\n  GOFLAGS: -mod=mod\nsteps:\n  - run: go build ./...\n  - run: GOFLAGS=-tags=x go vet -tags y ./...\n',
    ),
    ['linux/amd64', 'linux/amd64,y,tested'],
  ],
  [
    'flags that a variable brings, which may be tags',
    job(
      'runs-on: ubuntu-latest\nsteps:\n  - run: go build $FLAGS ./...\n  - run: GOARCH=386 go vet ${{ matrix.flags }} ./...\n',
    ),
    ['linux/amd64,of'],
  ],
  [
    'a variable that is the value of a flag',
    job('runs-on: ubuntu-latest\nsteps:\n  - run: go build -o $OUT -ldflags "$LD" ./...\n'),
    ['linux/amd64'],
  ],
  [
    'a matrix of systems beside a step of the machine',
    job(
      'runs-on: ubuntu-latest\nstrategy:\n  matrix:\n    goos: [plan9]\nsteps:\n  - run: go test ./...\n  - run: GOOS=${{ matrix.goos }} go build ./...\n',
    ),
    ['plan9/amd64,nocgo', 'plan9/amd64,of', 'linux/amd64,tested'],
  ],
  [
    'a runner that the matrix does not choose',
    job(
      'runs-on: windows-latest\nstrategy:\n  matrix:\n    platform: [ubuntu-22.04]\nsteps:\n  - run: go test ./...\n',
    ),
    ['windows/amd64,tested'],
  ],
  ...(
    [
      ['another repository: nothing', 'with: { repository: a/b }', []],
      ['a repository in a folder: nothing', 'with: { path: src }', []],
      ['another branch', 'with: { ref: main }', ['linux/amd64']],
      ['another one in a folder', 'with: { repository: a/b, path: b }\n  - uses: actions/checkout@v5', ['linux/amd64']],
    ] as const
  ).map(
    ([what, checkout, targets]) =>
      [
        what,
        job(
          `runs-on: ubuntu-latest\nsteps:\n  - uses: actions/checkout@v5\n    ${checkout}\n  - run: go build ./...\n`,
        ),
        targets,
      ] as const,
  ),
  ['no build', job('runs-on: ubuntu-latest\nsteps:\n  - run: go version\n'), []],
];

describe('targets that a workflow builds for', () => {
  for (const [what, workflow, targets] of cases)
    it(what, async () => assert.deepEqual(await targetsIn(workflow), targets));
});
