import type { GraphModuleState, GraphWords, NamedVersion, VersionState } from '../protocol/index';
import { element, fill } from './element';

/** Longer lists wait behind a button: nobody reads two thousand names, and they would cost a second. */
const atOnce = 100;

export interface DetailActions {
  show(path: string): void;
  goToLine(path: string): void;
}

/** Everything that is known of one module: why its version, the shortest chain to it, who asks for what, what it requires. */
export function moduleDetail(
  module: GraphModuleState,
  words: GraphWords,
  actions: DetailActions,
): readonly HTMLElement[] {
  return [
    heading(module, words, actions),
    sentences(module),
    ...chain(module, words, actions),
    versions(module, words, actions),
    requires(module, words, actions),
  ];
}

function heading(
  { path, version, requirement, line }: GraphModuleState,
  words: GraphWords,
  actions: DetailActions,
): HTMLElement {
  const title = element('h2', { tabindex: -1 }, path, ' ', element('span', { class: 'version' }, version));
  const label = element('span', { class: 'label' }, words.labels[requirement]);
  const button = element('button', { class: 'link' }, words.goToLine);
  button.addEventListener('click', () => actions.goToLine(path));
  return element('header', {}, title, element('p', { class: 'under' }, label, ...(line ? [button] : [])));
}

function sentences(module: GraphModuleState): HTMLElement {
  return element('ul', { class: 'sentences' }, ...module.sentences.map((text) => element('li', {}, text)));
}

/** One step a line, each further in, so that the way down is seen. */
function chain(
  { chain: steps, path }: GraphModuleState,
  words: GraphWords,
  actions: DetailActions,
): readonly HTMLElement[] {
  if (steps.length < 2) return [];
  const items = steps.map((step, at) => {
    const item = element('li', {}, step.path === path ? nameOf(step) : link(step, words, actions));
    item.style.marginInlineStart = `${Math.min(at, 12)}em`;
    return item;
  });
  return [
    section(words.chain, element('ol', { class: 'chain' }, element('li', { class: 'main' }, words.goMod), ...items)),
  ];
}

function versions({ versions: asked }: GraphModuleState, words: GraphWords, actions: DetailActions): HTMLElement {
  return section(words.versions, ...asked.flatMap((version) => askedVersion(version, words, actions)));
}

function askedVersion(
  { version, selected, byMain, by }: VersionState,
  words: GraphWords,
  actions: DetailActions,
): readonly HTMLElement[] {
  const mark = selected ? [' ', element('span', { class: 'label' }, words.selected)] : [];
  const main = byMain ? [element('li', { class: 'main' }, words.goMod)] : [];
  return [element('h4', {}, version, ...mark), list(main, by, words, actions)];
}

function requires(
  { requires: required, state }: GraphModuleState,
  words: GraphWords,
  actions: DetailActions,
): HTMLElement {
  const note = state === 'read' ? words.requiresNothing : words.notRead[state];
  return section(words.requires, required.length === 0 ? element('p', {}, note) : list([], required, words, actions));
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...content);
}

function list(
  first: readonly HTMLElement[],
  named: readonly NamedVersion[],
  words: GraphWords,
  actions: DetailActions,
): HTMLElement {
  const item = (each: NamedVersion): HTMLElement => element('li', {}, link(each, words, actions));
  const made = element('ul', { class: 'names' }, ...first, ...named.slice(0, atOnce).map(item));
  if (named.length <= atOnce) return made;
  const more = element('button', { class: 'link' }, fill(words.showAll, named.length));
  const last = element('li', {}, more);
  more.addEventListener('click', () => {
    const rest = named.slice(atOnce).map(item);
    last.replaceWith(...rest);
    rest[0]?.querySelector('button')?.focus();
  });
  made.append(last);
  return made;
}

function link(named: NamedVersion, words: GraphWords, actions: DetailActions): HTMLElement {
  const button = element('button', { class: 'link' }, nameOf(named));
  button.addEventListener('click', () => actions.show(named.path));
  if (!named.passedOver) return button;
  return element('span', {}, button, ' ', element('span', { class: 'dim' }, words.passedOver));
}

function nameOf({ path, version }: NamedVersion): HTMLElement {
  return element('span', {}, path, ' ', element('span', { class: 'version' }, version));
}
