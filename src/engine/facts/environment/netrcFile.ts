import { joinPath } from '../../../base/paths';
import { parseNetrc, type Netrc } from '../../parse/netrc';
import type { Fact } from '../factStore';
import { homeVariable, osVariable, pathFromVariable } from './osVariable';

/** The file that go takes passwords from, as it finds it. */
export interface NetrcFile {
  readonly path: string;
  /** the variable NETRC names it */
  readonly named: boolean;
  readonly state: 'missing' | 'unreadable' | 'present';
  readonly netrc: Netrc;
}

/** `netrcPath` of cmd/go/internal/auth; undefined where there is no home folder. Key: ''. */
export const netrcFile: Fact<NetrcFile | undefined> = {
  name: 'netrcFile',
  compute: async (_, facts) => {
    const { environment } = facts;
    const variable = pathFromVariable(environment, osVariable(environment, 'NETRC'));
    const home = homeVariable(environment).value;
    if (variable === '' && home === '') return undefined;
    const legacy = joinPath(home, '_netrc');
    const isLegacy = environment.platform === 'win32' && (await facts.stat(legacy)) !== undefined;
    const path = variable === '' ? (isLegacy ? legacy : joinPath(home, '.netrc')) : variable;
    // go opens a relative path wherever it runs: what is there nobody can say.
    const stat = await facts.stat(path);
    // NETRC=/dev/null is how somebody turns it off.
    const content = stat?.kind === 'other' ? { kind: 'missing' as const } : await facts.readFile(path);
    const named = variable !== '' && stat?.kind !== 'other';
    const text = content.kind === 'file' ? ((await facts.readText(path)) ?? '') : '';
    const state = content.kind === 'file' ? 'present' : content.kind;
    return { path, named, state, netrc: parseNetrc(text) };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};
