import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'with faults that may be repaired without asking',
    files: {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n',
      'shop.go': 'package shop\n',
      'linux.go': '// +build linux\n\n//go:build linux\n\npackage shop\n',
      'windows.go': '//go:build linux\n// +build windows\n\npackage shop\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
  },
];
