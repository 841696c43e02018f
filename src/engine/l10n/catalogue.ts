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
  const english = englishTemplates(options);
  const translated = (id: string): string | undefined => templateOf(options.translations, id);
  return {
    language: options.language,
    render: ({ id, args }) => format(translated(id) ?? english(id) ?? id, args),
    check: (meta) => ({
      title: translated(`${meta.id}.title`) ?? meta.title,
      why: translated(`${meta.id}.why`) ?? meta.why,
      fix: translated(`${meta.id}.fix`) ?? meta.fix,
    }),
  };
}

/** Looked up where they were declared: a run says a few of thousands, and a cold one takes long to put them all together. */
function englishTemplates({ checks, templates = [] }: CatalogueOptions): (id: string) => string | undefined {
  const declared = new Map(checks.map(({ id, messages }) => [id, messages]));
  return (id) => {
    const dot = id.indexOf('.');
    const ofCheck = declared.get(id.slice(0, dot));
    const own = ofCheck && templateOf(ofCheck, id.slice(dot + 1));
    if (own !== undefined) return own;
    const holding = templates.findLast((words) => templateOf(words, id) !== undefined) ?? sharedMessages;
    return templateOf(holding, id);
  };
}

/** A template may be missing, and every object has a `constructor`. */
function templateOf(templates: Templates, id: string): string | undefined {
  return Object.hasOwn(templates, id) ? templates[id] : undefined;
}

/** The language of a locale name such as `zh_CN.UTF-8`, `zh-Hans` or `en-US`. */
export function languageOf(locale: string): Language {
  return /^zh([-_.@]|$)/i.test(locale) ? 'zh-cn' : 'en';
}
