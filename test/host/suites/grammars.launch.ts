import type { Launch } from '../support/launch';

export const launches: readonly Launch[] = [
  {
    name: 'files with grammars of ours',
    files: {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n\nreplace example.com/a => ./a\n',
      'a/go.mod': 'module example.com/a\n',
      'go.sum': 'example.com/a v1.0.0 h1:T+2dAsCk6mCe2DYfWXdUxIKWoWiJnRlXWdVFZ2ZOGtc=\nbroken\n',
      'go.work.sum': 'example.com/a v1.0.0 h1:T+2dAsCk6mCe2DYfWXdUxIKWoWiJnRlXWdVFZ2ZOGtc=\n',
      'vendor/modules.txt': '# example.com/a v1.0.0 => ./a\n## explicit\nexample.com/a\n',
    },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: '-mod=mod' },
  },
];
