import { deepEqual, equal, ok } from 'node:assert/strict';
import { firstClassPorts, portsOf } from '../../../../src/engine/constraints/ports';
import {
  areEquivalent,
  certainRows,
  contradictingPair,
  findWitness,
  isAlwaysTrue,
  isSatisfiable,
  plainBuilds,
  possibleRows,
} from '../../../../src/engine/constraints/reach';
import { intersect, listRows, printRow, rowsOfPorts, type RowSet } from '../../../../src/engine/constraints/rows';
import { parseBuildExpr } from '../../../../src/engine/parse/buildConstraint';
import { printExpr, type BuildExpr } from '../../../../src/engine/parse/buildExpr';

function expr(text: string): BuildExpr {
  const parsed = parseBuildExpr(text);
  if (parsed.kind !== 'expression') throw new Error(text);
  return parsed.expr;
}

describe('what a constraint can reach', () => {
  it('proves impossible only what contradicts itself on every target', () => {
    const impossible = [
      'linux && windows',
      'linux && !unix',
      'android && !linux',
      'ios && windows',
      'amd64 && arm64',
      'x && !x',
      'go1.21 && !go1.20',
      'gc && gccgo',
      'js && cgo',
      'amd64.v3 && arm64',
      '(linux || darwin) && windows',
      'linux && (darwin || x) && !x',
    ];
    const possible = [
      'linux && android',
      'darwin && ios',
      'solaris && illumos',
      'linux && !android',
      'linux && sparc64',
      'windows && arm',
      'openbsd && mips64',
      'go1.20 && !go1.21',
      'go1.99',
      '!gc && !gccgo',
      'tamago && arm',
      'race && msan',
      'ignore',
      'true && false',
      'amd64 && amd64.v5',
      'boringcrypto && !goexperiment.boringcrypto',
      'plan9 && !cgo',
      'linux && cgo',
    ];
    for (const text of impossible) ok(!isSatisfiable(expr(text)), text);
    for (const text of possible) ok(isSatisfiable(expr(text)), text);
  });

  it('stays silent where there are too many tags to try', () => {
    const many = Array.from({ length: 13 }, (_, at) => `(t${at} || !t${at})`).join(' && ');
    ok(isSatisfiable(expr(`${many} && linux && windows`)));
  });

  it('knows what is always true and what is equivalent', () => {
    ok(isAlwaysTrue(expr('linux || !linux')));
    ok(isAlwaysTrue(expr('!linux || unix')));
    ok(!isAlwaysTrue(expr('gc || gccgo')), 'another toolchain is neither');
    ok(areEquivalent(expr('linux || darwin'), expr('darwin || linux')));
    ok(areEquivalent(expr('!(a && b)'), expr('!a || !b')));
    ok(areEquivalent(expr('linux && windows'), expr('x && !x')));
    ok(!areEquivalent(expr('linux || darwin'), expr('linux && darwin')));
  });

  it('tells plain builds from those with tags', () => {
    const rows = rowsOfPorts(firstClassPorts);
    const names = (set: RowSet): string[] => listRows(intersect(set, rows)).map(printRow);
    deepEqual(names(certainRows(expr('windows && !cgo && !debug'), plainBuilds(26))), ['windows/386', 'windows/amd64']);
    deepEqual(names(certainRows(expr('darwin && debug'), plainBuilds(26))), []);
    deepEqual(names(possibleRows(expr('darwin && cgo && debug'))), ['darwin/amd64,cgo', 'darwin/arm64,cgo']);
    deepEqual(names(certainRows(expr('goexperiment.x && darwin'), plainBuilds(26))), [], 'experiments are unknown');
    deepEqual(names(certainRows(expr('!go1.20'), plainBuilds(26))), []);
  });

  it('names a build, a familiar one first', () => {
    const first = rowsOfPorts(firstClassPorts);
    const all = rowsOfPorts(portsOf(27));
    const witness = (text: string): string => {
      const found = findWitness(expr(text), [first, all]);
      return found ? [printRow(found.row), ...found.tags].join(' ') : 'none';
    };
    equal(witness('unix && !linux && !darwin && a && !b'), 'aix/ppc64 a');
    equal(witness('!windows'), 'darwin/amd64');
    equal(witness('sparc64'), 'aix/sparc64');
    equal(witness('linux && windows'), 'none');
  });

  it('explains an impossible condition by two of its terms', () => {
    const pair = contradictingPair(expr('a && linux && b && (darwin || windows)'));
    deepEqual(pair?.map(printExpr), ['linux', 'darwin || windows']);
    equal(contradictingPair(expr('(a || b) && !a && !b')), undefined);
  });
});

describe('the ports of Go', () => {
  it('change from release to release', () => {
    const names = (minor: number): string[] => portsOf(minor).map((port) => `${port.goos}/${port.goarch}`);
    deepEqual(
      [21, 22, 23, 24, 25, 26, 27].map((minor) => names(minor).length),
      [47, 48, 49, 48, 48, 47, 47],
    );
    ok(names(23).includes('windows/arm') && !names(24).includes('windows/arm'));
    ok(names(25).includes('freebsd/riscv64') && !names(26).includes('freebsd/riscv64'));
    const ppc64 = (minor: number): boolean | undefined =>
      portsOf(minor).find((port) => port.goos === 'linux' && port.goarch === 'ppc64')?.cgo;
    deepEqual([ppc64(26), ppc64(27)], [false, true]);
    equal(firstClassPorts.length, 8);
    deepEqual(portsOf(19), portsOf(21));
    deepEqual(portsOf(99), portsOf(27));
  });
});
