import type { Launch } from '../support/launch';

const extension = process.env['GO_PREFLIGHT_GO_EXTENSION'];

export const launches: readonly Launch[] = [
  {
    name: 'beside a stand-in of the Go extension, whose settings it changes',
    files: {
      'go.mod': 'module example.com/shop\n\ngo 1.24\n',
      'shop.go': 'package shop\n',
      'disk/disk_windows.go': 'package disk\n',
      'disk/waits.go': '//go:build slowdisk\n\npackage disk\n',
      '.vscode/settings.json': '{ "gopls": { "ui.semanticTokens": true } }\n',
    },
    settings: { 'goPreflight.codeLens.enabled': true },
    environment: { GOPROXY: 'off', GOENV: 'off', GOFLAGS: undefined },
    beside: extension === undefined ? [] : [extension],
    ...(extension === undefined ? { skip: 'the stand-in of the Go extension was not built' } : {}),
  },
];
