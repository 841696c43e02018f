import type { Catalogue, CheckMeta } from '../engine/index';
import type { Page } from '../protocol/index';

/** A file that comes with Go Preflight, such as `pages/goroot-mismatch.md`. */
export type ReadResource = (name: string) => Promise<string | undefined>;

/** The page of a check: what its metadata knows, then the prose. English stands in for prose that is not translated. */
export async function pageOf(check: CheckMeta, catalogue: Catalogue, read: ReadResource): Promise<Page> {
  const { title, why, fix } = catalogue.check(check);
  const translated = catalogue.language === 'en' ? undefined : await read(`pages/${check.id}.${catalogue.language}.md`);
  const prose = translated ?? (await read(`pages/${check.id}.md`)) ?? '';
  const parts = [`# ${title}`, `\`${check.id}\``, why, fix, prose.trim()];
  return { check: check.id, title, markdown: `${parts.filter((part) => part !== '').join('\n\n')}\n` };
}
