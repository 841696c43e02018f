import { deepEqual, equal } from 'node:assert/strict';
import { nearestTag, skeletonOf } from '../../../../src/engine/constraints/misspelling';
import { repairExpression } from '../../../../src/engine/constraints/repairExpression';
import { mentionsTag } from '../../../../src/engine/facts/buildTags/tagEvidence';
import { releaseMeant } from '../../../../src/engine/checks/build-tags/constraint-invalid-release-tag';

describe('tags that were perhaps meant otherwise', () => {
  it('are long enough and near enough', () => {
    const known =
      'linux windows darwin freebsd arm64 integration ts_omit_aws unix nocpu nozfs notime nomsgpack with_quic'.split(
        ' ',
      );
    const cases: readonly (readonly [string, 1 | 2, string | undefined])[] = [
      ['lniux', 2, 'linux'],
      ['widnows', 2, 'windows'],
      ['windws', 2, 'windows'],
      ['integraton', 1, 'integration'],
      ['Linux', 2, 'linux'],
      ['frebsdd', 2, 'freebsd'],
      ['linux', 2, undefined],
      ['unit', 2, undefined],
      ['unx', 2, undefined],
      ['arm46', 2, undefined],
      ['arm', 2, undefined],
      ['ts_omit_acme', 1, undefined],
      ['ts_omit_awsx', 1, undefined],
      // Switches of one family differ in what they switch.
      ['nogpu', 1, undefined],
      ['noxfs', 1, undefined],
      ['notimex', 1, undefined],
      ['with_quiz', 1, undefined],
      ['nomsgpak', 1, 'nomsgpack'],
      ['nmosgpack', 1, 'nomsgpack'],
      ['dawn', 2, undefined],
      ['intimation', 1, undefined],
    ];
    for (const [tag, edits, nearest] of cases) equal(nearestTag(tag, known, edits), nearest, tag);
  });

  it('are found behind any one slip, wherever it is', () => {
    for (const word of ['integration', 'kubernetes', 'linux64', 'Windows']) {
      for (let at = 0; at <= word.length; at++) {
        const [before, after] = [word.slice(0, at), word.slice(at)];
        const slips = [`${before}q${after}`, `${before}Q${after}`];
        if (after !== '') slips.push(before + after.slice(1), `${before}q${after.slice(1)}`);
        if (after.length > 1) slips.push(`${before}${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`);
        // A digit more or less is another thing.
        for (const slip of slips.filter((one) => one !== word && one.replace(/\d/g, '') !== word.replace(/\d/g, '')))
          equal(nearestTag(slip, [word], 1), word, slip);
      }
    }
  });

  it('are read as they look', () => {
    equal(skeletonOf('l\u0456nux'), 'linux');
    equal(skeletonOf('\uff41\uff4d\uff4464'), 'amd64');
    equal(skeletonOf('d\u0430rw\u0456n'), 'darwin');
    equal(skeletonOf('größe'), 'größe');
  });

  it('are whole words where somebody passes them', () => {
    for (const text of ['-tags=lniux', '-tags lniux,x', "tags: ['lniux']", 'TAGS += lniux', 'lniux', '-tags=lniux.'])
      equal(mentionsTag(text, 'lniux'), true, text);
    for (const text of ['lniuxes', 'my_lniux', 'x.lniux', '']) equal(mentionsTag(text, 'lniux'), false, text);
    equal(mentionsTag('a1b', 'a.b'), false);
  });

  it('are releases', () => {
    const cases: Readonly<Record<string, string | undefined>> = {
      go113: 'go1.13',
      go120: 'go1.20',
      'go1.20.1': 'go1.20',
      'go1.18rc1': 'go1.18',
      'go1.01': 'go1.1',
      go1_21: 'go1.21',
      'GO1.18': 'go1.18',
      go1: undefined,
      'go1.0': undefined,
      go2: undefined,
      'go1.120': undefined,
    };
    for (const [tag, meant] of Object.entries(cases)) equal(releaseMeant(tag), meant, tag);
  });
});

describe('malformed expressions', () => {
  it('are repaired only so that they parse', () => {
    const cases: Readonly<Record<string, readonly string[]>> = {
      'a,b': ['a && b'],
      'a, b': ['a && b'],
      'a & b | c': ['a && b || c'],
      'a and not b': ['a && !b'],
      'a OR b': ['a || b'],
      'my-tag': ['my_tag'],
      '!!a': ['a'],
      '"linux"': ['linux'],
      'a // only here': ['a'],
      '(a || b': ['(a || b)'],
      'a || b)': ['a || b'],
      'a &&': ['a'],
      '|| a': ['a'],
      'a b': ['a || b', 'a && b'],
      'a !b (c)': ['a || !b || (c)', 'a && !b && (c)'],
      '': [],
      '&&': [],
      '?': [],
    };
    for (const [text, repaired] of Object.entries(cases)) deepEqual(repairExpression(text), repaired, text);
  });
});
