import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'Restricted Mode, with the packaged extension',
    files: {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n',
      'shop.go': 'package shop\n',
      'disk_windows.go': '//go:build linux\n\npackage shop\n',
    },
    trusted: false,
    extension: 'installed',
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
  },
];
