import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  { name: 'a folder without Go', files: { 'readme.txt': 'nothing of Go\n' } },
  {
    name: 'Go files without a go.mod',
    files: { 'main.go': 'package main\n\nfunc main() {}\n' },
    environment: { GOENV: 'off' },
  },
  {
    name: 'no go on PATH',
    files: { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'shop.go': 'package shop\n' },
    environment: { GOENV: 'off', GOFLAGS: undefined },
  },
];
