import { say, type Catalogue, type Hover, type Message } from '../engine/index';

/** A link below the lines, to a page of the extension. */
export interface HoverLink {
  /** id of its text */
  readonly text: string;
  readonly command: string;
  readonly argument: unknown;
}

/** @param link undefined where the client has no such command */
export function hoverMarkdown(hover: Hover, catalogue: Catalogue, link: HoverLink | undefined): string {
  const { title, labels, lines } = hover;
  const render = (message: Message | string): string =>
    typeof message === 'string' ? escapeMarkdown(message) : catalogue.render(escaped(message));
  const head = [`**${escapeMarkdown(title)}**`, labels.map(render).join(' · ')].filter((part) => part !== '').join(' ');
  const list = lines.map((line) => `- ${render(line)}`).join('\n');
  const argument = encodeURIComponent(JSON.stringify([link?.argument]));
  const text = link && `[${catalogue.render(say(link.text))}](command:${link.command}?${argument})`;
  return [head, list, ...(text === undefined ? [] : [text])].join('\n\n');
}

/** For clients that do not read Markdown. */
export function hoverPlainText({ title, labels, lines }: Hover, catalogue: Catalogue): string {
  const render = (message: Message | string): string =>
    typeof message === 'string' ? message : catalogue.render(message);
  return [[title, labels.map(render).join(' · ')].filter((part) => part !== '').join(' '), ...lines.map(render)].join(
    '\n',
  );
}

/** Names come from go.mod files of strangers: they are text, never links, images or HTML. */
function escaped({ id, args }: Message): Message {
  const safe = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'string' ? escapeMarkdown(value) : value,
  ]);
  return { id, args: Object.fromEntries(safe) as Message['args'] };
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~&|#!]/g, '\\$&').replaceAll(/[\r\n]+/g, ' ');
}
