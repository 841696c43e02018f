import { pairBrackets, type Brackets, type GoToken } from '../parse/goTokens';

/** Uses of the language that an older version of it lacks, as far as tokens tell for certain. */
export interface LanguageFeature {
  readonly name: 'rangeOverInt' | 'genericAlias' | 'newOfExpression';
  /** the N of the go1.N that brought it */
  readonly minor: number;
  /** UTF-16 offset and length of the token that shows it */
  readonly offset: number;
  readonly length: number;
}

/** The first use of something that go1.`minor` lacks. */
export function findMissingFeature(tokens: readonly GoToken[], minor: number): LanguageFeature | undefined {
  const brackets = pairBrackets(tokens);
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'name') continue;
    const feature = featureAt(tokens, brackets, at, token);
    if (feature && feature.minor > minor) return feature;
  }
  return undefined;
}

function featureAt(
  tokens: readonly GoToken[],
  { closing }: Brackets,
  at: number,
  token: GoToken,
): LanguageFeature | undefined {
  const next = tokens[at + 1];
  switch (token.text) {
    case 'range': {
      const integer = next?.kind === 'number' && /^[0-9][0-9_]*$/.test(next.text) && tokens[at + 2]?.text === '{';
      const length = /^(len|cap)$/.test(next?.text ?? '') && tokens[at + 2]?.text === '(';
      const whole = length && tokens[(closing[at + 2] ?? tokens.length) + 1]?.text === '{';
      return next && (integer || whole) ? { name: 'rangeOverInt', minor: 22, ...placeOf(next) } : undefined;
    }
    case 'type': {
      if (next?.kind !== 'name' || tokens[at + 2]?.text !== '[') return undefined;
      const alias = tokens[(closing[at + 2] ?? tokens.length) + 1]?.text === '=';
      return alias ? { name: 'genericAlias', minor: 23, ...placeOf(next) } : undefined;
    }
    case 'new': {
      const value = tokens[at + 2];
      const literal = next?.text === '(' && (value?.kind === 'number' || value?.kind === 'string');
      const isBuiltin = literal && tokens[at - 1]?.text !== '.';
      return isBuiltin ? { name: 'newOfExpression', minor: 26, ...placeOf(token) } : undefined;
    }
    default:
      return undefined;
  }
}

function placeOf({ start, text }: GoToken): Pick<LanguageFeature, 'offset' | 'length'> {
  return { offset: start, length: text.length };
}
