import { moduleKey } from '../facts/cache/moduleCache';
import type { ModuleVersion } from '../facts/sums/requiredModules';
import { say, type Message } from '../model/message';
import type { ModuleAnswer } from './moduleAnswer';

/** What is worth saying of a module, the same in a hover, in the module graph and in the terminal. */
export function moduleSentences(answer: ModuleAnswer, own: string): readonly Message[] {
  const { chain, inWorkspace, retracted, deprecated } = answer;
  return [
    whySelected(answer),
    // A chain of one is the require line itself.
    ...(chain.length > 1 ? [say('ask.chain', { chain: chainText(chain, own) })] : []),
    ...replacement(answer),
    ...(retracted ? [retraction(retracted)] : []),
    ...(deprecated === '' ? [] : [say('ask.deprecated', { reason: deprecated })]),
    ...sums(answer.sums),
    ...known(answer),
    ...(inWorkspace ? [say('ask.inWorkspace')] : []),
  ];
}

export function chainText(chain: readonly ModuleVersion[], own: string): string {
  return [own, ...chain.map(({ path, version }) => `${path} ${version}`)].join(' → ');
}

function whySelected({ version, required, versions, chain }: ModuleAnswer): Message {
  const asked = versions.find((each) => each.version === version);
  // The one through whom the shortest chain goes explains most.
  const nearest = chain.at(-2);
  const first = asked?.by.find(({ path }) => path === nearest?.path) ?? asked?.by[0];
  if (first === undefined) return say('ask.selected', { version });
  const by = `${first.path} ${first.version}`;
  if (asked?.byMain) return say('ask.selectedForMain', { version, by });
  if (required !== undefined && required !== version) return say('ask.raised', { version, required, by });
  const more = (asked?.by.length ?? 1) - 1;
  return more === 0
    ? say('ask.selectedForOne', { version, by })
    : say('ask.selectedForMany', { version, by, count: more });
}

function replacement({ source, path, version }: ModuleAnswer): readonly Message[] {
  if (source.kind === 'folder') return [say('ask.replaced', { target: source.path })];
  if (!source.replaced || moduleKey(source.path, source.version) === moduleKey(path, version)) return [];
  return [say('ask.replaced', { target: `${source.path} ${source.version}` })];
}

function retraction({ reason, by }: NonNullable<ModuleAnswer['retracted']>): Message {
  return reason === '' ? say('ask.retractedSilently', { by }) : say('ask.retracted', { by, reason });
}

function sums(states: ModuleAnswer['sums']): readonly Message[] {
  if (states === undefined) return [];
  const { zip, goMod } = states;
  const differing = [
    ...(zip === 'differs' ? [say('ask.sumsZipDiffers')] : []),
    ...(goMod === 'differs' ? [say('ask.sumsGoModDiffers')] : []),
  ];
  if (differing.length > 0) return differing;
  if (zip === 'missing') return [say(goMod === 'missing' ? 'ask.sumsNone' : 'ask.sumsGoModOnly')];
  if (goMod === 'missing') return [say('ask.sumsZipOnly')];
  return [say(zip === 'match' && goMod === 'match' ? 'ask.sumsMatch' : 'ask.sumsPresent')];
}

/** How far the answer reaches. */
function known({ state, missing }: ModuleAnswer): readonly Message[] {
  const own = {
    read: [],
    pruned: [],
    missing: [say('ask.notRead')],
    faulty: [say('ask.faulty')],
  }[state];
  return [...own, ...uncertainty(missing)];
}

/** @param missing go.mod files that count and are not on this machine */
export function uncertainty(missing: readonly string[]): readonly Message[] {
  const [first, ...more] = missing;
  if (first === undefined) return [];
  return [
    more.length === 0 ? say('ask.incompleteOne', { first }) : say('ask.incomplete', { first, count: missing.length }),
  ];
}
