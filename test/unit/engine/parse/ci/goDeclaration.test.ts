import assert from 'node:assert/strict';
import { declaredVersionOf, minorOf, newestOf } from '../../../../../src/engine/parse/ci/goDeclaration';
import { goReleaseLines } from '../../../../../src/engine/parse/ci/goReleases';
import {
  endOfSupport,
  newestRelease,
  releaseTableDate,
  supportedLines,
} from '../../../../../src/engine/parse/ci/goSupport';
import { parseImageReference } from '../../../../../src/engine/parse/ci/imageReference';

describe('declaredVersionOf', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['1.24.2', 'exact 1.24.2'],
    ['go1.24.2', 'exact 1.24.2'],
    ['v1.24.2', 'exact 1.24.2'],
    ['1.24rc1', 'exact 1.24rc1'],
    ['1.16.0-beta1', 'exact 1.16beta1'],
    ['1.24', 'minor 1.24'],
    ['1.24.x', 'minor 1.24'],
    ['~1.24.0', 'minor 1.24'],
    ['^1.22', 'range open'],
    ['>=1.22', 'range open'],
    ['<1.23', 'range 1.22.9999'],
    ['1.20 - 1.22', 'range 1.22.9999'],
    ['1.x', 'moving'],
    ['1', 'moving'],
    ['stable', 'moving'],
    ['tip', 'moving'],
    ['', 'moving'],
    ['gccgo-12', 'unknown'],
    ['${{ x }}', 'unknown'],
  ];
  for (const [text, want] of cases)
    it(`${text || 'nothing'} is ${want}`, () => {
      const version = declaredVersionOf(text);
      const detail =
        'version' in version ? version.version : version.kind === 'range' ? (version.newest ?? 'open') : '';
      assert.equal(`${version.kind} ${detail}`.trim(), want);
    });

  it('knows the newest Go that may be meant, and the line of releases', () => {
    assert.equal(newestOf(declaredVersionOf('1.24')), '1.24.9999');
    assert.equal(newestOf(declaredVersionOf('1.24.2')), '1.24.2');
    assert.equal(newestOf(declaredVersionOf('^1.22')), undefined);
    assert.equal(minorOf(declaredVersionOf('1.24.2')), '1.24');
    assert.equal(minorOf(declaredVersionOf('stable')), undefined);
  });
});

describe('the table of releases', () => {
  it('has every line from its first to its last, with a month and a release of that line', () => {
    for (const [at, { line, released, newest }] of goReleaseLines.entries()) {
      assert.equal(line, `1.${at + 1}`);
      assert.match(released, /^20\d\d-(0[1-9]|1[0-2])$/);
      assert.ok(newest.startsWith(`${line}.`));
      assert.ok(at === 0 || released > (goReleaseLines[at - 1]?.released ?? ''));
    }
    assert.match(releaseTableDate, /^\d{4}-\d\d-\d\d$/);
  });

  it('ends a line with the first release of the second line behind it', () => {
    assert.equal(endOfSupport('1.20'), '2024-02');
    assert.equal(endOfSupport('1.19'), '2023-08');
    const [newest = '', before = ''] = supportedLines();
    assert.deepEqual([endOfSupport(newest), endOfSupport(before)], [undefined, undefined]);
    assert.ok(newestRelease(newest)?.startsWith(`${newest}.`));
  });

  it('says nothing of a line that it does not know', () => {
    for (const line of ['1.999', '2.0', '', 'x']) assert.equal(endOfSupport(line), undefined);
  });
});

describe('parseImageReference', () => {
  const go = (text: string): string => {
    const { isGo, officialGo, goVersion, goVersionStart } = parseImageReference(text);
    if (!isGo) return 'no';
    return `${officialGo ? 'official' : 'other'} ${goVersion === undefined ? '-' : text.slice(goVersionStart, goVersionStart + goVersion.length)}`;
  };
  it('knows images of Go by their names, and where the version stands in the tag', () => {
    assert.deepEqual(
      [
        'golang',
        'golang:1.24.2-alpine3.20@sha256:00',
        'public.ecr.aws/docker/library/golang:1.24',
        'registry.example:5000/team/golang:1.24',
        'mcr.microsoft.com/devcontainers/go:1-1.24-bookworm',
        'mcr.microsoft.com/vscode/devcontainers/go:0-1.17',
        'mcr.microsoft.com/devcontainers/go:1.24',
        'cimg/go:1.24.2',
        'ghcr.io/goreleaser/goreleaser-cross:v1.24',
        'golangci/golangci-lint:v1.64',
        'grafana/golang-builder:1.24',
        'registry.example:5000/golang',
      ].map(go),
      [
        'official -',
        'official 1.24.2',
        'official 1.24',
        'other 1.24',
        'other 1.24',
        'other 1.17',
        'other 1.24',
        'other 1.24.2',
        'other 1.24',
        'no',
        'no',
        'other -',
      ],
    );
  });
});
