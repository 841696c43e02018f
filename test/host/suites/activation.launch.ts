import type { Launch } from '../support/launch';

const goMod = 'module example.com/shop\n\ngo 1.24\n';

export const launches: readonly Launch[] = [
  { name: 'a folder with a go.mod', files: { 'go.mod': goMod, 'main.go': 'package main\n\nfunc main() {}\n' } },
];
