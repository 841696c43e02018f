import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'the server is killed',
    files: {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n',
      'disk_windows.go': '//go:build linux\n\npackage shop\n',
      'shop.go': 'package shop\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
    ...(process.platform === 'linux' ? {} : { skip: 'the server is found through /proc' }),
  },
];
