import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'a module with faults of build constraints',
    files: {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n',
      'go-preflight.jsonc': '{ "targets": ["freebsd/amd64", "linux/amd64"] }\n',
      'shop.go': 'package shop\n\nfunc Use() { free("/") }\n',
      'free_linux.go': 'package shop\n\nfunc free(path string) int { return 1 }\n',
      'free_windows.go': 'package shop\n\nfunc free(path string) int { return 2 }\n',
      'both.go': '//go:build linux || darwin\n// +build linux,darwin\n\npackage shop\n',
      'below.go': 'package shop\n\n//go:build linux\n\nconst Below = 1\n',
      'letters.go': '//go:build windwos\n\npackage shop\n',
      'tests/t_test_linux.go': 'package tests\n\nimport "testing"\n\nfunc TestT(t *testing.T) {}\n',
      'storage/a.go': '//go:build storage_s3 && linux\n\npackage storage\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
  },
];
