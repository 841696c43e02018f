import type { Launch } from '../support/launch';

const extension = process.env['GO_PREFLIGHT_GO_EXTENSION'];
const gopls = process.env['GO_PREFLIGHT_GOPLS'];

export const launches: readonly Launch[] = [
  {
    name: 'the real gopls in a stand-in of the Go extension',
    files: {
      'go.mod':
        'module example.com/shop\n\ngo 1.24\n\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ./lib\n',
      'shop.go': 'package shop\n',
      'disk_windows.go': '//go:build linux\n\npackage shop\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
      'lib/lib.go': 'package lib\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
    beside: extension === undefined ? [] : [extension],
    ...(gopls === undefined ? { skip: 'gopls could not be installed: no go, or no network' } : {}),
  },
];
