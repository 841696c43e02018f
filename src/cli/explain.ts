import { nearestWord } from '../base/nearest';
import { say, type Catalogue, type CheckMeta, type Message } from '../engine/index';
import { pageText } from '../report/pageText';
import type { Style } from '../report/style';
import { wrapText } from '../report/wrapText';
import type { CliHost } from './host';

export function findCheck(checks: readonly CheckMeta[], id: string): CheckMeta | Message {
  const check = checks.find((candidate) => candidate.id === id);
  if (check) return check;
  const nearest = nearestWord(
    id,
    checks.map((candidate) => candidate.id),
  );
  const args = { option: '--explain', value: id };
  return nearest === undefined ? say('cli.noSuchCheck', args) : say('cli.noSuchCheckNearest', { ...args, nearest });
}

/** Longer lines are hard to read, however wide the terminal is. */
const widestLine = 100;

/**
 * The page of a check: what the metadata knows, then the prose.
 * @param columns of the terminal; undefined where the text goes elsewhere
 */
export async function explainText(
  check: CheckMeta,
  catalogue: Catalogue,
  host: Pick<CliHost, 'readResource'>,
  style: Style,
  columns: number | undefined,
): Promise<string> {
  const width = columns === undefined ? undefined : Math.min(columns, widestLine);
  const { title, why, fix } = catalogue.check(check);
  const text = (id: string, args: Message['args'] = {}): string => catalogue.render(say(id, args));
  const prose = (words: string): string => (width === undefined ? words : wrapText(words, { width }));
  const facts = [
    style.severity(check.severity, text(`report.severity.${check.severity}`)),
    text('cli.explain.family', { family: check.family }),
    text('cli.list.profile', { profile: check.profile }),
    text(`cli.explain.confidence.${check.confidence}`),
    text('cli.explain.since', { version: check.since }),
  ].join(style.dot);
  const page = await pageOf(check.id, catalogue, host);
  return [
    `${style.strong(check.id)}  ${title}`,
    facts,
    '',
    prose(text('cli.explain.why', { why })),
    prose(text('cli.explain.fix', { fix })),
    '',
    page === undefined ? text('cli.explain.noPage') : pageText(page, style, width),
    '',
  ].join('\n');
}

/** English stands in for a page that is not translated. */
async function pageOf(
  id: string,
  { language }: Catalogue,
  host: Pick<CliHost, 'readResource'>,
): Promise<string | undefined> {
  const own = language === 'en' ? undefined : await host.readResource(`pages/${id}.${language}.md`);
  return own ?? (await host.readResource(`pages/${id}.md`));
}
