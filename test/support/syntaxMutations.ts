import type { SeededRandom } from './seededRandom';

/** Faults as people and tools leave them in a Go file: each takes a text apart at random. */

export interface Mutation {
  readonly kind: string;
  readonly apply: (text: string, random: SeededRandom) => string;
}

/** Comments are left whole: what happens in them shows nowhere. */
const tokens =
  /\/\/[^\n]*|\/\*[^]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|[\p{L}_][\p{L}\p{Nd}_]*|\.?\d[\w.]*|\.\.\.|&\^=?|<<=?|>>=?|<-|\+\+|--|&&|\|\||:=|[-+*/%&|^=!<>]=|\S/gu;

interface Token {
  readonly text: string;
  readonly at: number;
}

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(tokens)]
    .map((match) => ({ text: match[0], at: match.index }))
    .filter((token) => !/^\/[/*]/.test(token.text));
}

const inserted = (
  '( ) [ ] { } , ; : . ... = := == != < <= <- << <<= & && &^ | || + ++ - -- * / ! ~ ^ break case chan const continue default ' +
  'defer else fallthrough for func go goto if import interface map package range return select struct switch type var x any ' +
  '_ 0 1.5 0x 0b12 1_ 08 1i .5 0x1p-2 "s" `r` \'c\' \'\' \'ab\' "\\q" \'\\x1\' "\\u{1}" "\\400" [T any] (T) x.(type) T{} (T){} {} ' +
  'func(){} struct{} interface{} []int map[K]V chan<- <-chan ~int @ # $ ? \\ é 中 \u00a0 \u2019 \ufeff \u0000 // /* */ " \' `'
).split(' ');

/** Replaces some tokens from a random one on. */
function atToken(
  text: string,
  random: SeededRandom,
  change: (list: readonly Token[], at: number) => readonly [from: number, to: number, by: string],
): string {
  const list = tokensOf(text);
  if (list.length < 8) return text;
  const [from, to, by] = change(list, random.below(list.length - 3));
  return text.slice(0, from) + by + text.slice(to);
}

function endOf(token: Token): number {
  return token.at + token.text.length;
}

function atLine(text: string, random: SeededRandom, change: (line: string) => string): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  lines[at] = change(lines[at]!);
  return lines.join('\n');
}

export const mutations: readonly Mutation[] = [
  {
    kind: 'token deleted',
    apply: (text, random) => atToken(text, random, (list, at) => [list[at]!.at, endOf(list[at]!), '']),
  },
  {
    kind: 'token doubled',
    apply: (text, random) =>
      atToken(text, random, (list, at) => [endOf(list[at]!), endOf(list[at]!), ` ${list[at]!.text}`]),
  },
  {
    kind: 'tokens swapped',
    apply: (text, random) =>
      atToken(text, random, (list, at) => {
        const [first, second] = [list[at]!, list[at + 1]!];
        return [first.at, endOf(second), second.text + text.slice(endOf(first), second.at) + first.text];
      }),
  },
  {
    kind: 'token inserted',
    apply: (text, random) =>
      atToken(text, random, (list, at) => [
        list[at]!.at,
        list[at]!.at,
        `${random.pick(inserted)}${random.pick([' ', ''])}`,
      ]),
  },
  {
    kind: 'token replaced',
    apply: (text, random) =>
      atToken(text, random, (list, at) => [list[at]!.at, endOf(list[at]!), random.pick(inserted)]),
  },
  {
    kind: 'token of elsewhere',
    apply: (text, random) =>
      atToken(text, random, (list, at) => [
        list[at]!.at,
        random.below(2) === 0 ? list[at]!.at : endOf(list[at]!),
        `${random.pick(list).text} `,
      ]),
  },
  {
    kind: 'brace inserted',
    apply: (text, random) =>
      atToken(text, random, (list, at) => [list[at]!.at, list[at]!.at, random.pick(['(', ')', '{', '}', '[', ']'])]),
  },
  {
    kind: 'quote dropped',
    apply: (text, random) => {
      const quotes = [...text.matchAll(/["'`]/g)].map(({ index }) => index);
      const at = quotes[random.below(quotes.length)];
      return at === undefined ? text : text.slice(0, at) + text.slice(at + 1);
    },
  },
  {
    kind: 'character inserted',
    apply: (text, random) => {
      const at = random.below(text.length);
      return text.slice(0, at) + String.fromCodePoint(32 + random.below(95)) + text.slice(at);
    },
  },
  {
    kind: 'character deleted',
    apply: (text, random) => {
      const at = random.below(text.length);
      return text.slice(0, at) + text.slice(at + 1);
    },
  },
  { kind: 'line deleted', apply: (text, random) => atLine(text, random, () => '') },
  { kind: 'line doubled', apply: (text, random) => atLine(text, random, (line) => `${line}\n${line}`) },
  {
    kind: 'line end dropped',
    apply: (text, random) => {
      const lines = text.split('\n');
      const at = random.below(lines.length - 1);
      lines.splice(at, 2, `${lines[at]!} ${lines[at + 1] ?? ''}`);
      return lines.join('\n');
    },
  },
  {
    kind: 'merge conflict',
    apply: (text, random) => atLine(text, random, (line) => `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> other`),
  },
  { kind: 'half written', apply: (text, random) => text.slice(0, random.below(text.length)) },
];
