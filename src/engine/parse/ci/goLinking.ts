import { takesNextWord } from './flagsWithValue';
import type { GoInvocation } from './goInvocations';

/**
 * Whether a command links the programs among its packages, so that each needs a function main: `go build` of one package and
 * of many, `go install`. `go test` and `go vet` do not, and what only a run knows may say anything.
 */
export function linksPrograms({ verb, words, variables }: GoInvocation): boolean {
  return /^(build|install)$/.test(verb) && !variables.has('GOFLAGS') && flagsLinkPrograms(words);
}

/** @param words flags, their values, and packages */
export function flagsLinkPrograms(words: readonly string[]): boolean {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, name, value] = /^--?([a-z]+)(?:=([^]*))?$/.exec(word) ?? [];
    if (name === undefined) {
      if (mayBeFlags.test(word)) return false;
    } else {
      if (notBuilding.has(name)) return false;
      const isTold = value !== undefined || !takesNextWord(word);
      const given = isTold ? value : words[++at];
      if (name === 'buildmode' && !linkingModes.has(given ?? '')) return false;
      if (name === 'compiler' && given !== 'gc') return false;
    }
  }
  return true;
}

/** `$(FLAGS)`, `{{.Flags}}`, `@FLAGS@`: `./cmd/$(APP)` is a package. */
const mayBeFlags = /^(?:[$`%@]|\{\{|<<)/;

/** Nothing is linked, or other files than those that lie there. */
const notBuilding: ReadonlySet<string> = new Set(['n', 'overlay']);

/** Of these all need a function main, of libraries of C too; a plugin does not. */
const linkingModes: ReadonlySet<string> = new Set(['default', 'exe', 'pie', 'c-archive', 'c-shared']);
