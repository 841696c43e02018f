import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'faults with every kind of fix',
    files: {
      'go.mod':
        'module example.com/shop\n\ngo 1.24\n\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ./lib\n',
      'shop.go': 'package shop\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-go@v6\n        with:\n          go-version: 1.30\n',
      'spaced.go': '// go:build linux\n\npackage shop\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
      'lib/lib.go': 'package lib\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
  },
];
