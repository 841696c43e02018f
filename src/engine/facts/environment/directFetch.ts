import { matchesPatterns } from '../../parse/modulePatterns';
import { parseGoProxy, proxyServer } from '../../parse/goProxy';
import type { Fact } from '../factStore';
import { environmentVariable } from './environmentVariable';

/** Where go fetches modules from. */
export interface FetchRoutes {
  /** value of GONOPROXY: what it matches goes around every proxy */
  readonly around: string;
  /** the first entry of GOPROXY that go reads is direct: no proxy is asked for anything */
  readonly allDirect: boolean;
  /** those that go can ask, and whether over https */
  readonly proxies: readonly { readonly host: string; readonly secure: boolean }[];
  /** go sends some request over https: to a proxy, or to the host of a module */
  readonly overHttps: boolean;
}

/** Key: ''. */
export const fetchRoutes: Fact<FetchRoutes> = {
  name: 'fetchRoutes',
  compute: async (_, facts) => {
    const { entries } = parseGoProxy((await facts.get(environmentVariable, 'GOPROXY')).value);
    const around = (await facts.get(environmentVariable, 'GONOPROXY')).value;
    const live = entries.filter(({ dead }) => !dead);
    const proxies = live.map(proxyServer).filter((server) => server !== undefined);
    const direct = live.some(({ kind }) => kind === 'direct');
    return {
      around,
      allDirect: live[0]?.kind === 'direct',
      proxies,
      overHttps: direct || proxies.some(({ secure }) => secure),
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Whether go fetches a module from where it is developed, without asking a proxy. */
export function isFetchedDirectly({ around, allDirect }: FetchRoutes, path: string): boolean {
  return allDirect || matchesPatterns(around, path);
}
