import type { Launch } from '../support/launch';

const files = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'shop.go': 'package shop\n',
  'disk_windows.go': '//go:build linux\n\npackage shop\n',
};
const environment = { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined };

export const launches: readonly Launch[] = [
  { name: 'in English', files, environment },
  { name: 'in Chinese', files, environment, language: 'zh-cn' },
];
