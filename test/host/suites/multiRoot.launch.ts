import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'two Go folders and one without Go',
    files: {
      'all.code-workspace': '{"folders": [{"path": "one"}, {"path": "two"}, {"path": "notes"}]}',
      'one/go.mod': 'module example.com/one\n\ngo 1.24\n',
      'one/one.go': 'package one\n',
      'two/go.mod': 'module example.com/two\n\ngo 1.24\n',
      'two/two_windows.go': '//go:build linux\n\npackage two\n',
      'notes/readme.txt': 'no Go here\n',
    },
    open: 'all.code-workspace',
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
  },
];
