import type { CheckMeta } from '../model/check';
import { format, type Message, type Templates } from '../model/message';
import { sharedMessages } from '../messages';

/** The languages that every text exists in. */
export const languages = ['en', 'zh-cn'] as const;
export type Language = (typeof languages)[number];

/** What is said about a check, in one language. */
export interface CheckTexts {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

/** Renders messages in one language. */
export interface Catalogue {
  readonly language: Language;
  render(message: Message): string;
  /** What is said about a check. */
  check(meta: CheckMeta): CheckTexts;
}

export interface CatalogueOptions {
  readonly language: Language;
  readonly checks: readonly CheckMeta[];
  /** English templates by whole id, of faces that have words of their own */
  readonly templates?: readonly Templates[];
  /** templates of `language` by whole id; empty for English */
  readonly translations: Templates;
}

/** English stands in for what a translation lacks; the id itself for what nobody declared, so that a mistake is seen. */
export function createCatalogue(options: CatalogueOptions): Catalogue {
  const english = new Map<string, string>();
  for (const templates of [sharedMessages, ...(options.templates ?? [])])
    for (const [id, text] of Object.entries(templates)) english.set(id, text);
  for (const check of options.checks)
    for (const [name, text] of Object.entries(check.messages)) english.set(`${check.id}.${name}`, text);
  const translations = new Map(Object.entries(options.translations));
  return {
    language: options.language,
    render: ({ id, args }) => format(translations.get(id) ?? english.get(id) ?? id, args),
    check: (meta) => ({
      title: translations.get(`${meta.id}.title`) ?? meta.title,
      why: translations.get(`${meta.id}.why`) ?? meta.why,
      fix: translations.get(`${meta.id}.fix`) ?? meta.fix,
    }),
  };
}

/** The language of a locale name such as `zh_CN.UTF-8`, `zh-Hans` or `en-US`. */
export function languageOf(locale: string): Language {
  return /^zh([-_.@]|$)/i.test(locale) ? 'zh-cn' : 'en';
}
