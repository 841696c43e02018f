import { environmentVariable } from '../../facts/environment/environmentVariable';
import { findOsVariable } from '../../facts/environment/osVariable';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { parseGoProxy, proxyServer } from '../../parse/goProxy';

export const httpProxyEnv: MachineCheck = {
  id: 'http-proxy-env',
  family: 'environment',
  scope: 'machine',
  title: 'The HTTP proxy of this machine is one that go uses',
  why: 'go takes HTTPS_PROXY for https:// and HTTP_PROXY for http:// alone, and knows no ALL_PROXY. Behind a firewall downloads hang, while curl and browsers work.',
  fix: 'Set HTTPS_PROXY to the same value.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    httpOnly:
      '{name} is set and HTTPS_PROXY is not: go goes around it to {host}, for it uses it for http:// addresses alone',
    allProxy: '{name} is set, which go does not read, and HTTPS_PROXY is not: go goes to {host} without any proxy',
    noProxy: 'no HTTP proxy is set',
    nothingOverHttps: 'go fetches nothing over https here',
  },
  run: async (_, facts) => {
    const set = (...names: readonly string[]): string | undefined =>
      names.find((name) => (findOsVariable(facts.environment, name) ?? '') !== '');
    const http = set('HTTP_PROXY', 'http_proxy');
    const name = http ?? set('ALL_PROXY', 'all_proxy');
    if (name === undefined) return notApplicable(say('noProxy'));
    if (set('HTTPS_PROXY', 'https_proxy') !== undefined) return passed;
    const host = await firstHttpsHost(facts);
    if (host === undefined) return notApplicable(say('nothingOverHttps'));
    if (isExempt(host, findOsVariable(facts.environment, set('NO_PROXY', 'no_proxy') ?? '') ?? '')) return passed;
    const message = say(http === undefined ? 'allProxy' : 'httpOnly', { name, host });
    // Who sets ALL_PROXY for curl may reach the server without it.
    const severity = http === undefined ? 'info' : 'warning';
    return found([{ message, severity, anchor: `env:${name}`, key: message.id }]);
  },
};

/** The first server that go asks, where it does so over https. */
async function firstHttpsHost(facts: Facts): Promise<string | undefined> {
  const { value } = await facts.get(environmentVariable, 'GOPROXY');
  const [first] = parseGoProxy(value).entries;
  const server = first && proxyServer(first);
  return server?.secure ? server.host.replace(/:\d*$/, '') : undefined;
}

/** As golang.org/x/net/http/httpproxy: a name covers what is below it, `*` everything, and this machine is never proxied. */
function isExempt(host: string, noProxy: string): boolean {
  if (host === 'localhost' || host.startsWith('127.')) return true;
  return noProxy
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .toLowerCase()
        .replace(/:\d+$/, '')
        .replace(/^\*?\./, ''),
    )
    .some((entry) => entry === '*' || (entry !== '' && (host === entry || host.endsWith(`.${entry}`))));
}
