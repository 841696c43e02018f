import { late } from '../../base/late';
import { parseBuildExpr } from '../parse/buildConstraint';

/** Ways to write a malformed expression so that it parses, each a pattern that people really type. */

type Rule = (text: string) => string;

/** Nobody types more; patterns over text without end could take without end. */
const longestText = 500;

const tagCharacter = '[\\p{L}\\p{Nd}_.]';
const betweenOperands = late(() => new RegExp(`(${tagCharacter}|\\))[ \\t]+(?=${tagCharacter}|\\(|!)`, 'gu'));

const rules: readonly Rule[] = [
  // A no-break space, which nobody sees.
  (text) => text.replace(/[^\S \t]/g, ' '),
  (text) => text.replace(/\s*(\/\/|\/\*|#).*$/, ''),
  (text) => text.replace(/["'`;]/g, ''),
  (text) =>
    text
      .replace(/\bAND\b/gi, '&&')
      .replace(/\bOR\b/gi, '||')
      .replace(/\bNOT\b\s*/gi, '!'),
  (text) => text.replace(/\s*,\s*/g, ' && '),
  (text) => text.replace(/(?<!&)&(?!&)/g, '&&').replace(/(?<!\|)\|(?!\|)/g, '||'),
  (text) => text.replace(/!\s*!/g, ''),
  (text) => text.replace(new RegExp(`(?<=${tagCharacter})-(?=${tagCharacter})`, 'gu'), '_'),
  (text) => text.replace(/^\s*(&&|\|\|)\s*|\s*(&&|\|\||!)\s*$/g, ''),
  balance,
];

/** Expressions that were perhaps meant, the likeliest first; none where the text gives no hint. */
export function repairExpression(text: string): readonly string[] {
  if (text.length > longestText) return [];
  const single = rules.map((rule) => rule(text)).filter(parses);
  if (single.length > 0) return distinct(single);
  const all = rules.reduce((at, rule) => rule(at), text);
  if (parses(all)) return [tidy(all)];
  const either = ['||', '&&'].map((operator) => all.replace(betweenOperands(), `$1 ${operator} `));
  return distinct(either.filter(parses));
}

function balance(text: string): string {
  const open = text.split('(').length - 1;
  const close = text.split(')').length - 1;
  if (open > close) return text + ')'.repeat(open - close);
  return close > open && text.trimEnd().endsWith(')') ? text.trimEnd().slice(0, -(close - open)) : text;
}

function parses(text: string): boolean {
  return parseBuildExpr(text).kind === 'expression';
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(tidy))];
}
