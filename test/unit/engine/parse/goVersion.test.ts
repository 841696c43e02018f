import { deepEqual, equal } from 'node:assert/strict';
import {
  compareGoVersions,
  goLanguageVersion,
  goVersionOfToolchain,
  isGoLanguageVersion,
  isValidGoVersion,
  laterGoVersion,
  parseGoVersion,
} from '../../../../src/engine/parse/goVersion';

describe('versions of Go', () => {
  it('parses as internal/gover does', () => {
    const parts = (text: string): string | undefined => {
      const version = parseGoVersion(text);
      return version && Object.values(version).join('|');
    };
    const rows: Readonly<Record<string, string | undefined>> = {
      '1': '1|0|0||',
      '1.2': '1|2|0||',
      '1.2.3': '1|2|3||',
      '1.2rc3': '1|2||rc|3',
      '1.20': '1|20|0||',
      '1.21': '1|21|||',
      '1.21rc3': '1|21||rc|3',
      '1.21.0': '1|21|0||',
      '1.999testmod': '1|999||testmod|',
      '1.99999999999999999': '1|99999999999999999|||',
      '': undefined,
      '1.': undefined,
      '1.02': undefined,
      '01.2': undefined,
      '1.2.3rc1': undefined,
      '1.2.3.4': undefined,
      '1.2RC1': undefined,
      '1.2rc01': undefined,
      '1.2rc1x': undefined,
      '1.600+auto': undefined,
      'go1.21': undefined,
      '1.21\n': undefined,
    };
    deepEqual(Object.fromEntries(Object.keys(rows).map((text) => [text, parts(text)])), rows);
  });

  it('orders as internal/gover does', () => {
    const ascending: readonly (readonly string[])[] = [
      ['', 'x', 'go1.21'],
      ['1', '1.0', '1.0.0'],
      ['1.1'],
      ['1.6'],
      ['1.6.1'],
      ['1.19alpha3'],
      ['1.19beta2'],
      ['1.19rc1'],
      ['1.19rc2'],
      ['1.19', '1.19.0'],
      ['1.19.1'],
      ['1.20rc1'],
      ['1.20', '1.20.0'],
      ['1.21'],
      ['1.21rc1'],
      ['1.21.0'],
      ['1.21.9'],
      ['1.21.10'],
      ['1.99999999999999998'],
      ['1.99999999999999999'],
    ];
    const ranked = ascending.flatMap((group, rank) => group.map((text) => ({ text, rank })));
    for (const a of ranked) {
      for (const b of ranked)
        equal(Math.sign(compareGoVersions(a.text, b.text)), Math.sign(a.rank - b.rank), `${a.text} and ${b.text}`);
    }
  });

  it('prefers the first of two equal versions', () => {
    equal(laterGoVersion('1.20', '1.20.0'), '1.20');
    equal(laterGoVersion('1.21', '1.21.0'), '1.21.0');
  });

  it('knows language versions', () => {
    deepEqual(['1.2rc3', '1.2.3', '1.2', '1', '1.0', '1.999testmod', 'x'].map(goLanguageVersion), [
      '1.2',
      '1.2',
      '1.2',
      '1',
      '1',
      '1.999',
      '',
    ]);
    deepEqual(['1.22', '1.21', '1.20', '1', '1.21.0', '1.21rc1', 'x'].filter(isGoLanguageVersion), ['1.22', '1.21']);
    equal(isValidGoVersion('1.22.x'), false);
  });

  it('reads the version off the name of a toolchain', () => {
    const rows: Readonly<Record<string, string>> = {
      'go1.2.3': '1.2.3',
      '1.2.3': '',
      'go1.2.3+bigcorp': '',
      'go1.2.3-bigcorp': '1.2.3',
      'go1.2.3-bigcorp more text': '1.2.3',
      'gccgo-go1.23rc4': '',
      'go1.22.x': '',
      'go1.22-../x': '',
      default: '',
    };
    deepEqual(Object.fromEntries(Object.keys(rows).map((name) => [name, goVersionOfToolchain(name)])), rows);
  });
});
