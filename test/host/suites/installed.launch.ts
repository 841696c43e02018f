import type { Launch } from '../support/launch';

const files = { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' };

/** The suite learns from the environment which window it is in. */
export const launches: readonly Launch[] = [
  { name: 'the packaged extension', extension: 'installed', files },
  {
    name: 'the packaged extension in Restricted Mode',
    extension: 'installed',
    trusted: false,
    files,
    environment: { TEST_TRUSTED: 'false' },
  },
  {
    name: 'the packaged extension in Chinese',
    extension: 'installed',
    language: 'zh-cn',
    files,
    environment: { TEST_LANGUAGE: 'zh-cn' },
  },
];
