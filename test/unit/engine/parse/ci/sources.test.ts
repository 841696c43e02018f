import * as assert from 'node:assert/strict';
import type { GoDeclaration } from '../../../../../src/engine/parse/ci/goDeclaration';
import { formatOf, sourceFormats } from '../../../../../src/engine/parse/ci/sources/formats';

/** One declaration in a line: where, what is written, what it means, of what. */
function shown({
  range: { start, end },
  text,
  version,
  place,
  oneOfMany,
  edit,
  float,
  switching,
}: GoDeclaration): string {
  const detail =
    'version' in version
      ? version.version
      : 'path' in version
        ? version.path
        : 'newest' in version
          ? (version.newest ?? 'open')
          : '';
  const flags = [oneOfMany && 'many', edit !== 'plain' && edit, float, switching === 'local' && 'local'].filter(
    Boolean,
  );
  return `${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1} ${text || '-'} = ${[version.kind, detail].join(' ').trim()}${place && ` @${place}`}${flags.length > 0 ? ` [${flags.join(' ')}]` : ''}`;
}

async function read(path: string, text: string): Promise<readonly string[]> {
  const format = formatOf(path);
  assert.ok(format, path);
  if (!format.hint.test(text)) return ['no hint'];
  return (await format.read(text, path)).map(shown);
}

const cases: readonly { readonly path: string; readonly text: string; readonly want: readonly string[] }[] = [
  { path: '.go-version', text: '\n# ours\n1.24.2 \n', want: ['3:1-3:7 1.24.2 = exact 1.24.2'] },
  { path: 'sub/.go-version', text: 'go1.24\n', want: ['1:1-1:7 go1.24 = minor 1.24'] },
  {
    path: '.tool-versions',
    text: 'nodejs 20\ngolang   1.24.2 1.23.1 # x\n',
    want: ['2:10-2:16 1.24.2 = exact 1.24.2 @golang'],
  },
  { path: '.tool-versions', text: 'go 1.24.2\n', want: ['1:4-1:10 1.24.2 = exact 1.24.2 @go'] },
  {
    path: '.tool-versions',
    text: 'golangci-lint 1.55.2\ngolang system\n',
    want: ['2:8-2:14 system = unknown @golang [none]'],
  },
  { path: '.tool-versions', text: 'golangci-lint 1.55.2\n', want: ['no hint'] },
  { path: 'mise.toml', text: '[tools]\nnode = "20"\ngo = "1.24" # ours\n', want: ['3:7-3:11 1.24 = minor 1.24'] },
  {
    path: '.config/mise/config.toml',
    text: 'tools.go = ["1.24.2", "prefix:1.23"]\n',
    want: ['1:14-1:20 1.24.2 = exact 1.24.2 [many]', '1:24-1:35 prefix:1.23 = minor 1.23 [many none]'],
  },
  {
    path: '.mise.toml',
    text: '[tools.go]\nversion = \'latest\'\nos = ["linux"]\n',
    want: ['2:12-2:18 latest = moving'],
  },
  {
    path: '.mise.toml',
    text: '[tools]\ngo = { version = "1.24" }\n"go:example.com/x" = "1.2"\n[env]\nGO = "1.1"\n',
    want: ['2:19-2:23 1.24 = minor 1.24'],
  },
  { path: 'mise.toml', text: '[tools\ngo = 1', want: [] },
  {
    path: 'Dockerfile',
    text: 'ARG GO_VERSION=1.24.2\nFROM golang:${GO_VERSION}-alpine AS build\nFROM build AS test\nFROM --platform=$BUILDPLATFORM golang:1.23 AS tool\nFROM alpine:3.20\nCOPY --from=golang:1.22 /usr/local/go /usr/local/go\n',
    want: [
      '1:16-1:22 1.24.2 = exact 1.24.2 @build [local]',
      '4:39-4:43 1.23 = minor 1.23 @tool [local]',
      '6:20-6:24 1.22 = minor 1.22 @#3',
    ],
  },
  {
    path: 'build/api.Dockerfile',
    text: 'FROM golang\nFROM golang:1-alpine\nARG V\nFROM golang:$V\n',
    want: [
      '1:6-1:12 - = moving @#0 [none local]',
      '2:6-2:21 1-alpine = moving @#1 [none local]',
      '4:6-4:15 $V = unknown @#2 [none local]',
    ],
  },
  {
    path: 'Dockerfile.dev',
    text: 'FROM golang:1.24.2-alpine3.20@sha256:abc\nFROM golang@sha256:abc\n',
    want: ['1:13-1:19 1.24.2 = exact 1.24.2 @#0 [none local]', '2:6-2:23 - = unknown @#1 [none local]'],
  },
  {
    path: 'Dockerfile',
    text: 'FROM debian\nENV GOLANG_VERSION 1.24.2\nRUN curl -O https://dl/go${GOLANG_VERSION}.linux-amd64.tar.gz\n# go1.2.3.linux-\nRUN curl -O https://dl/go1.23.1.linux-amd64.tar.gz\n',
    want: ['2:20-2:26 1.24.2 = exact 1.24.2 @GOLANG_VERSION [none]', '5:26-5:32 1.23.1 = exact 1.23.1 @archive [none]'],
  },
  {
    path: 'Dockerfile',
    text: 'FROM mcr.microsoft.com/devcontainers/go:1-1.24-bookworm\nFROM golangci/golangci-lint:v2.1\n',
    want: ['1:43-1:47 1.24 = minor 1.24 @#0'],
  },
  { path: 'Dockerfile', text: 'FROM node:20\nRUN go-away.linux\n', want: ['no hint'] },
  {
    path: 'docker-compose.override.yml',
    text: 'services:\n  api:\n    image: "golang:1.24"\n  web:\n    build:\n      args:\n        GO_VERSION: 1.20\n  job:\n    build:\n      args:\n        - GO_VERSION=1.23\n        - GOLANG_VERSION=${X}\n',
    want: [
      '3:20-3:24 1.24 = minor 1.24 @api [local]',
      '7:21-7:25 1.2 = minor 1.2 @web [quote 1.20]',
      '11:22-11:26 1.23 = minor 1.23 @job',
      '12:26-12:30 ${X} = unknown @job [none]',
    ],
  },
  {
    path: 'compose.yaml',
    text: 'services:\n  api:\n    image: golang:${V}\n',
    want: ['3:12-3:23 ${V} = unknown @api [none local]'],
  },
  {
    path: '.devcontainer/devcontainer.json',
    text: '{\n  // ours\n  "image": "mcr.microsoft.com/devcontainers/go:1.24",\n  "features": { "ghcr.io/devcontainers/features/go:1": { "version": "1.23.1" }, },\n}\n',
    want: ['3:48-3:52 1.24 = minor 1.24 @image', '4:70-4:76 1.23.1 = exact 1.23.1 @feature go'],
  },
  {
    path: '.devcontainer.json',
    text: '{"features": {"ghcr.io/devcontainers/features/go:1": {}}, "build": {"args": {"VARIANT": "1-1.19-bullseye"}}}',
    want: ['1:16-1:51 - = moving @feature go [none]', '1:90-1:105 1.19 = minor 1.19 @VARIANT [none]'],
  },
  {
    path: '.github/workflows/ci.yml',
    text: 'jobs:\n  test:\n    strategy:\n      matrix:\n        go: [1.20, "1.24.x", stable]\n    steps:\n      - uses: actions/setup-go@v5\n        with:\n          go-version: ${{ matrix.go }}\n  lint:\n    container: golang:1.24\n    steps:\n      - uses: actions/setup-go@v6\n        with: { go-version-file: go.mod }\n      - uses: docker://golang:1.23\n      - uses: actions/setup-go@v6\n  other:\n    steps:\n      - uses: actions/setup-go@v6\n        with: { go-version: "${{ inputs.go }}" }\n',
    want: [
      '5:14-5:18 1.2 = minor 1.2 @test [many quote 1.20]',
      '5:21-5:27 1.24.x = minor 1.24 @test [many]',
      '5:30-5:36 stable = moving @test [many]',
      '14:34-14:40 go.mod = file go.mod @lint [none]',
      '16:15-16:34 - = unknown @lint [none]',
      '20:30-20:46 ${{ inputs.go }} = unknown @other [none]',
      '11:23-11:27 1.24 = minor 1.24 @lint [local]',
      '15:15-15:35 1.23 = minor 1.23 @lint [none local]',
    ],
  },
  {
    path: '.github/actions/go/action.yml',
    text: 'inputs:\n  go-version:\n    default: 1.20\n  other: {}\nruns:\n  using: composite\n  steps:\n    - uses: actions/setup-go@v6\n      with:\n        go-version: ${{ inputs.go-version }}\n',
    want: ['3:14-3:18 1.2 = minor 1.2 @action [quote 1.20]'],
  },
  {
    path: '.github/workflows/reused.yml',
    text: 'on:\n  workflow_call:\n    inputs:\n      go: { type: string, default: "1.26" }\njobs:\n  test:\n    strategy:\n      matrix:\n        go: ["", "1.25"]\n        module: ${{ fromJSON(inputs.modules) }}\n    container: golang:${{ matrix.go }}-alpine\n    steps:\n      - uses: actions/setup-go@v6\n        with: { go-version: "${{ inputs.go }}" }\n      - uses: actions/setup-go@v6\n        with:\n          go-version: ${{ matrix.go }}\n          go-version-file: go.mod\n',
    want: [
      '4:37-4:41 1.26 = minor 1.26 @test',
      '9:19-9:23 1.25 = minor 1.25 @test [many]',
      '18:28-18:34 go.mod = file go.mod @test [many none]',
      '9:19-9:23 1.25 = minor 1.25 @test [local]',
    ],
  },
  { path: '.github/workflows/x.yml', text: 'jobs:\n  a:\n    steps: []\n', want: ['no hint'] },
  {
    path: '.gitlab-ci.yml',
    text: 'image: golang:1.24\nvariables:\n  GO_VERSION: "1.23"\n  GOLANG_VERSION:\n    value: 1.20\ntest:\n  image:\n    name: registry.example.com/library/golang:${GO_VERSION}-alpine\n  script: [go test ./...]\nold:\n  parallel:\n    matrix:\n      - GO_VERSION: ["1.22", "1.21"]\n  image: golang:$GO_VERSION\nremote:\n  image: golang:$ELSEWHERE\n',
    want: [
      '1:15-1:19 1.24 = minor 1.24 [local]',
      '3:16-3:20 1.23 = minor 1.23 @test [local]',
      '13:23-13:27 1.22 = minor 1.22 @old [many local]',
      '13:31-13:35 1.21 = minor 1.21 @old [many local]',
      '16:10-16:27 $ELSEWHERE = unknown @remote [none local]',
      '5:12-5:16 1.2 = minor 1.2 @GOLANG_VERSION [quote 1.20]',
    ],
  },
  {
    path: '.circleci/config.yml',
    text: 'orbs:\n  go: circleci/go@1.11\njobs:\n  build:\n    docker:\n      - image: cimg/go:1.24.2\n  test:\n    parameters:\n      v: { type: string, default: "1.20" }\n    docker:\n      - image: cimg/go:<< parameters.v >>\n  orb:\n    machine: true\n    steps:\n      - go/install:\n          version: "1.22"\n  def:\n    parameters:\n      v: { default: "1.19" }\n    executor: { name: go/default, tag: << parameters.v >> }\nworkflows:\n  all:\n    jobs:\n      - test:\n          matrix:\n            parameters:\n              v: ["1.23", "1.24"]\n      - def\n',
    want: [
      '6:24-6:30 1.24.2 = exact 1.24.2 @build',
      '27:20-27:24 1.23 = minor 1.23 @test [many]',
      '27:28-27:32 1.24 = minor 1.24 @test [many]',
      '16:21-16:25 1.22 = minor 1.22 @orb',
      '19:22-19:26 1.19 = minor 1.19 @def',
    ],
  },
  {
    path: 'azure-pipelines.yml',
    text: "variables:\n  goVersion: 1.20\nstages:\n- job: a\n  steps:\n  - task: GoTool@0\n    inputs:\n      version: $(goVersion)\n  - task: GoTool@0\n  - task: GoTool@0\n    inputs:\n      version: '1.24.2'\n",
    want: [
      '2:14-2:18 1.20 = minor 1.20 @GoTool@0',
      '9:11-9:19 1.10 = minor 1.10 @GoTool@0 [none]',
      '12:17-12:23 1.24.2 = exact 1.24.2 @GoTool@0',
    ],
  },
  {
    path: 'Jenkinsfile',
    text: 'pipeline {\n  // image "golang:1.1"\n  agent { docker { image \'golang:1.24\' } }\n  tools { \n    go \'go-1.23.4\'\n  }\n  stages { script { docker.image("golang:${v}").inside {} } }\n}\n',
    want: [
      '3:34-3:38 1.24 = minor 1.24 [local]',
      '7:35-7:46 ${v} = unknown [none local]',
      '5:9-5:18 go-1.23.4 = exact 1.23.4 @tools [none]',
    ],
  },
  {
    path: '.travis.yml',
    text: 'language: go\ngo:\n  - 1.20\n  - "1.24.x"\n  - master\njobs:\n  include:\n    - go: 1.22.x\n',
    want: [
      '3:5-3:9 1.2 = minor 1.2 [many quote 1.20]',
      '4:6-4:12 1.24.x = minor 1.24 [many]',
      '5:5-5:11 master = moving [many]',
      '8:11-8:17 1.22.x = minor 1.22 [many]',
    ],
  },
  {
    path: 'cloudbuild.yaml',
    text: 'steps:\n  - name: golang:1.24\n  - name: gcr.io/cloud-builders/docker\n',
    want: ['2:18-2:22 1.24 = minor 1.24 [local]'],
  },
  {
    path: 'bitbucket-pipelines.yml',
    text: 'image: golang:1.24\npipelines:\n  default:\n    - step:\n        image: { name: "golang:1.23" }\n',
    want: ['1:15-1:19 1.24 = minor 1.24 [local]', '5:32-5:36 1.23 = minor 1.23 [local]'],
  },
  {
    path: 'buildspec.yml',
    text: 'phases:\n  install:\n    runtime-versions:\n      golang: 1.20\n',
    want: ['4:15-4:19 1.2 = minor 1.2 [quote 1.20]'],
  },
  {
    path: 'netlify.toml',
    text: '[build.environment]\nGO_VERSION = "1.24.2"\n',
    want: ['2:15-2:21 1.24.2 = exact 1.24.2 @GO_VERSION'],
  },
  {
    path: 'project.toml',
    text: '[[build.env]]\nname = "BP_GO_VERSION"\nvalue = "1.24.*"\n[[build.env]]\nname = "X"\nvalue = "1"\n',
    want: ['3:10-3:16 1.24.* = minor 1.24 @BP_GO_VERSION'],
  },
  {
    path: 'MODULE.bazel',
    text: '# go_sdk.download(version = "1.1")\ngo_sdk = use_extension("@rules_go//go:extensions.bzl", "go_sdk")\ngo_sdk.download(\n    name = "x",\n    version = "1.24.2",\n)\ngo_sdk.from_file(go_mod = "//:go.mod")\n',
    want: ['5:16-5:22 1.24.2 = exact 1.24.2', '7:28-7:37 //:go.mod = file go.mod [none]'],
  },
  { path: 'WORKSPACE', text: 'go_register_toolchains(version = "host")\n', want: ['1:35-1:39 host = unknown [none]'] },
  {
    path: 'flake.nix',
    text: 'packages = [ pkgs.go_1_24 ]; # go_1_20\nbuildGoModule = pkgs.buildGo123Module;\n',
    want: ['1:24-1:26 1.24 = minor 1.24 [none]', '2:30-2:32 1.23 = minor 1.23 [none]'],
  },
  { path: 'devbox.json', text: '{"packages": ["go@1.24", "gopls@latest"]}', want: ['1:19-1:23 1.24 = minor 1.24'] },
  {
    path: '.goreleaser.yaml',
    text: 'builds:\n  - gobinary: go1.24.2\n    env: [CGO_ENABLED=0, GOTOOLCHAIN=go1.23.4]\n',
    want: ['2:17-2:23 1.24.2 = exact 1.24.2', '3:40-3:46 1.23.4 = exact 1.23.4'],
  },
  { path: '.golangci.yml', text: 'run:\n  go: "1.24"\n', want: ['2:8-2:12 1.24 = minor 1.24'] },
  { path: '.golangci.yaml', text: 'run:\n  go: 1.20\n', want: ['2:7-2:11 1.2 = minor 1.2 [quote 1.20]'] },
  { path: '.golangci.toml', text: '[run]\ngo = "1.24"\n', want: ['2:7-2:11 1.24 = minor 1.24'] },
  { path: '.golangci.json', text: '{"run": {"go": "1.24"}}', want: ['1:17-1:21 1.24 = minor 1.24'] },
  {
    path: 'Makefile',
    text: 'GO_VERSION ?= 1.24.2\nexport GOTOOLCHAIN := go1.23.4\nGOVERSION = $(shell go version)\ntest:\n\tdocker run golang:1.22 go test # golang:1.1\n\tdocker run golang:$(GO_VERSION)\n',
    want: [
      '1:15-1:21 1.24.2 = exact 1.24.2 @GO_VERSION',
      '2:23-2:31 go1.23.4 = exact 1.23.4 @GOTOOLCHAIN',
      '5:20-5:24 1.22 = minor 1.22 [local]',
      '6:13-6:33 $(GO_VERSION) = unknown [none local]',
    ],
  },
];

describe('version sources', () => {
  for (const { path, text, want } of cases)
    it(`${path}: ${want[0] ?? 'nothing'}`, async () => assert.deepEqual(await read(path, text), want));

  it('knows by its words every path that a pattern takes', () => {
    const folders = [
      '',
      'sub/',
      '.github/workflows/',
      '.github/actions/x/',
      '.gitlab/ci/',
      '.circleci/',
      '.azure-pipelines/',
      '.devcontainer/',
      '.devcontainer/x/',
      '.config/mise/',
      '.buildkite/',
      '.woodpecker/',
    ];
    const names =
      'Dockerfile dev.dockerfile Dockerfile.dev Containerfile x.containerfile x.dockerignore compose.yaml docker-compose.dev.yml ' +
      'MODULE.bazel WORKSPACE WORKSPACE.bzlmod GNUmakefile makefile Makefile rules.mk Jenkinsfile ci.jenkinsfile .drone.yml ' +
      'cloudbuild.yaml .travis.yml buildspec.yml netlify.toml project.toml mise.toml .mise.toml flake.nix devbox.json .go-version ' +
      '.tool-versions .golangci.yml .golangci.json .goreleaser.yaml goreleaser-x.yml azure-pipelines.yml .gitlab-ci.yml action.yml ' +
      'config.yml .devcontainer.json devcontainer.json ci.yaml go.mod README.md x.go';
    for (const folder of folders)
      for (const name of names.split(' ')) {
        const path = folder + name;
        assert.equal(
          formatOf(path),
          sourceFormats.find(({ file }) => file.test(path)),
          path,
        );
      }
  });

  it('never throws on texts that are in no format', async () => {
    for (const { path, text } of cases)
      for (const broken of [
        text.slice(0, -5),
        text.slice(3),
        text.replaceAll(':', ''),
        `${text}\n}{[`,
        `\u0000${text}`,
      ])
        await read(path, broken);
  });
});
