import type { CheckMeta } from '../model/check';
import type { Templates } from '../model/message';
import {
  checkLevels,
  settingDeclarations,
  settingTexts,
  tagPattern,
  targetPattern,
  type SettingDeclaration,
} from './schema';

/**
 * What other programs read of the declaration of settings: the manifest's `configuration` block, and the JSON schema of
 * `go-preflight.jsonc`. `scripts/generate-manifest.mjs` writes them; no program of ours loads this file.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How texts are written: by reference in the manifest, in place in the schema. */
interface Texts {
  /** one line of text, or Markdown */
  readonly description: (id: string) => Readonly<Record<string, string>>;
  readonly words: (ids: readonly string[]) => Readonly<Record<string, readonly string[]>>;
}

const byReference: Texts = {
  description: (id) => ({ markdownDescription: `%${id}%` }),
  words: (ids) => ({ markdownEnumDescriptions: ids.map((id) => `%${id}%`) }),
};

const inPlace: Texts = {
  description: (id) => ({ description: settingTexts[id] ?? id }),
  // VS Code's own extension of JSON Schema; others skip it.
  words: (ids) => ({ enumDescriptions: ids.map((id) => settingTexts[id] ?? id) }),
};

/** The manifest's `contributes.configuration`. */
export function configurationBlock(checks: readonly CheckMeta[]): Json {
  const properties = settingDeclarations.map((declaration, order): [string, Json] => [
    `goPreflight.${declaration.key}`,
    { ...schemaOf(declaration, checks, byReference), default: declaration.default, scope: declaration.scope, order },
  ]);
  return { title: '%setting.title%', properties: Object.fromEntries(properties) };
}

/** Keys of `package.nls*.json` that `configurationBlock` refers to. */
export function manifestTexts(translations: Templates): Templates {
  return Object.fromEntries(Object.keys(settingTexts).map((id) => [id, translations[id] ?? settingTexts[id] ?? id]));
}

/** Settings of which an untrusted workspace's value is not used. */
export function restrictedSettings(): readonly string[] {
  return (settingDeclarations as readonly SettingDeclaration[])
    .filter(({ restricted }) => restricted)
    .map(({ key }) => `goPreflight.${key}`);
}

/** The JSON schema of `go-preflight.jsonc`. */
export function fileSchema(checks: readonly CheckMeta[]): Json {
  const properties = settingDeclarations
    .filter(({ inFile }) => inFile)
    .map((declaration): [string, Json] => [declaration.key, schemaOf(declaration, checks, inPlace)]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'go-preflight/go-preflight.schema.json',
    title: 'go-preflight.jsonc',
    description: 'What a repository decides about its verification by Go Preflight.',
    type: 'object',
    allowComments: true,
    allowTrailingCommas: true,
    additionalProperties: false,
    properties: { $schema: { type: 'string' }, ...Object.fromEntries(properties) },
  };
}

function schemaOf(
  { key, type }: SettingDeclaration,
  checks: readonly CheckMeta[],
  texts: Texts,
): { [key: string]: Json } {
  const description = texts.description(`setting.${key}`);
  switch (type.kind) {
    case 'switch':
      return { ...description, type: 'boolean' };
    case 'text':
      return { ...description, type: 'string' };
    case 'word':
      return {
        ...description,
        type: 'string',
        enum: type.words,
        ...texts.words(type.words.map((word) => `setting.${key}.${word}`)),
      };
    case 'list': {
      const pattern = type.of === 'target' ? targetPattern : tagPattern;
      return { ...description, type: 'array', items: { type: 'string', pattern: pattern().source }, uniqueItems: true };
    }
    case 'checks':
      return {
        ...description,
        type: 'object',
        propertyNames: { enum: [...familiesOf(checks), ...idsOf(checks)] },
        additionalProperties: { type: 'string', enum: checkLevels },
      };
    case 'ignores':
      return { ...description, type: 'array', items: ignoreSchema(checks, texts) };
  }
}

function ignoreSchema(checks: readonly CheckMeta[], { description }: Texts): Json {
  return {
    type: 'object',
    required: ['check', 'reason'],
    additionalProperties: false,
    properties: {
      check: { ...description('setting.ignores.check'), type: 'string', enum: idsOf(checks) },
      file: { ...description('setting.ignores.file'), type: 'string', minLength: 1 },
      reason: { ...description('setting.ignores.reason'), type: 'string', pattern: '\\S' },
      until: {
        ...description('setting.ignores.until'),
        type: 'string',
        pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
      },
    },
  };
}

function idsOf(checks: readonly CheckMeta[]): string[] {
  return checks.map(({ id }) => id).toSorted();
}

function familiesOf(checks: readonly CheckMeta[]): string[] {
  return [...new Set(checks.map(({ family }) => family))].toSorted();
}
