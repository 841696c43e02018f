import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'a module with faults in go.mod and in build constraints',
    files: {
      'go.mod':
        'module example.com/shop\n\ngo 1.24\n\nrequire (\n\tgolang.org/x/text v0.14.0\n\tgolang.org/x/text v0.13.0\n)\n',
      'cart/cart.go': 'package cart\n\nfunc Total() int { return 0 }\n',
      'cart/disk_windows.go': '//go:build linux\n\npackage cart\n',
      'cart/slow.go': '//go:build linux &&\n\npackage cart\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
  },
];
