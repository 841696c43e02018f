import type { Launch } from '../support/launch';

const files = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'shop.go': 'package shop\n',
  'tools/go.mod': 'module example.com/shop/tools\n\ngo 1.23\n',
  'tools/tools.go': 'package tools\n',
  Dockerfile: 'FROM golang:1.22-alpine\nCOPY . .\n',
  '.github/workflows/ci.yml':
    "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-go@v6\n        with:\n          go-version: '1.24'\n",
};
const environment = { GOPROXY: 'off', GOENV: 'off', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' };

export const launches: readonly Launch[] = [
  { name: 'in English', files, environment },
  { name: 'in Chinese', files, environment, language: 'zh-cn' },
];
