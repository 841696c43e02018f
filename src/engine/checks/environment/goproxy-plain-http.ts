import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { Facts } from '../../facts/factStore';
import { placeOf } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, type CheckResult } from '../../model/outcome';
import { coverCredentials, parseGoProxy, proxyUrl } from '../../parse/goProxy';

export const goproxyPlainHttp: MachineCheck = {
  id: 'goproxy-plain-http',
  family: 'environment',
  scope: 'machine',
  title: 'Proxies are asked over https',
  why: 'Over plain http everybody on the way reads the names of the modules and may change what is not in go.sum yet; go refuses to send a password.',
  fix: 'Write https, or keep the proxy on this machine.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    plain: 'GOPROXY has {proxy}: over plain http anybody on the way reads and changes what go downloads',
  },
  run: (_, facts) =>
    judge(facts, (url) => {
      const host = /^http:\/\/([^/?#]*)/i.exec(url)?.[1];
      if (host === undefined) return undefined;
      const name = host.slice(host.lastIndexOf('@') + 1).replace(/:\d*$/, '');
      return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i.test(name)
        ? undefined
        : say('plain', { proxy: coverCredentials(url) });
    }),
};

export const goproxyQueryString: MachineCheck = {
  id: 'goproxy-query-string',
  family: 'environment',
  scope: 'machine',
  title: 'Proxies have no parameters',
  why: 'go has none that could be set in a URL: what follows the question mark is sent to the server with every request.',
  fix: 'Take the question mark and what follows out of GOPROXY.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    query: 'GOPROXY has {query}, which means nothing to go: it goes to the server with every request',
  },
  run: (_, facts) =>
    judge(facts, (url) => {
      const query = /^https?:\/\/[^?#]*(\?[^#]*)/i.exec(url)?.[1];
      // A parameter may be a secret: its name says enough.
      return query === undefined ? undefined : say('query', { query: query.replace(/=[^&]*/g, '=***') });
    }),
};

async function judge(facts: Facts, look: (url: string) => Message | undefined): Promise<CheckResult> {
  const variable = await facts.get(environmentVariable, 'GOPROXY');
  return found(
    parseGoProxy(variable.value).entries.flatMap((entry): FindingDraft[] => {
      const message = entry.dead || entry.kind !== 'url' ? undefined : look(proxyUrl(entry.text));
      return message ? [{ message, ...placeOf(variable, entry), key: `${message.id} ${entry.start}` }] : [];
    }),
  );
}
