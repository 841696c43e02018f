import type { FolderAnswer, HeaderAnswer } from '../../support/headerOracle';
import type { SeededRandom } from '../../support/seededRandom';
import type { HeaderFile, PackageFolder } from './packages';

/** A fault that a person could make, where it must be told, and how go shows it. */
export interface HeaderFault {
  readonly what: string;
  /** new texts by name within the folder; undefined: the file goes */
  readonly changes: ReadonlyMap<string, string | undefined>;
  /** one of these checks tells it */
  readonly checks: readonly string[];
  /** within the folder, or absolute; one-based */
  readonly file: string;
  readonly line: number;
  readonly proof: FaultProof;
  /** nothing is said where a script or a document of the repository names it */
  readonly tag?: string;
}

/** A text that go/build is asked about, under a name. */
export interface AskedText {
  readonly name: string;
  readonly text: string;
  /** free tags, every subset of which is tried */
  readonly tags?: readonly string[];
}

export type FaultProof =
  /** which builds take the file as it is now, and as it was meant */
  | {
      readonly kind: 'texts';
      readonly asked: readonly AskedText[];
      readonly shows: (said: readonly HeaderAnswer[]) => boolean;
    }
  /** what the builds of first-class ports make of the folder */
  | { readonly kind: 'folder'; readonly shows: (said: readonly FolderAnswer[]) => boolean }
  /** the compiler stops at the line with these words */
  | { readonly kind: 'compiler'; readonly words: string }
  /** `go list` of the folder says so; `deps` with what it imports, `target` where it shows in any case */
  | { readonly kind: 'list'; readonly deps: boolean; readonly target: string; readonly words: string }
  /** go with these arguments answers so */
  | { readonly kind: 'command'; readonly args: readonly string[]; readonly words: string };

export type FaultPlanter = (folder: PackageFolder, random: SeededRandom) => HeaderFault | undefined;

/** Builds take the file nowhere, whatever the tags. */
export function nowhere(name: string, text: string, tags: readonly string[] = []): FaultProof {
  return { kind: 'texts', asked: [{ name, text, tags }], shows: ([now]) => now?.Any.length === 0 };
}

/** A plain build takes the file nowhere. */
export function plainlyNowhere(name: string, text: string): FaultProof {
  return { kind: 'texts', asked: [{ name, text }], shows: ([now]) => now?.Plain.length === 0 };
}

/** Other builds take the file than those that were meant. */
export function unlike(name: string, now: string, meant: string, meantName = name): FaultProof {
  const asked = [
    { name, text: now },
    { name: meantName, text: meant },
  ];
  return { kind: 'texts', asked, shows: ([a, b]) => a !== undefined && b !== undefined && !same(a.Plain, b.Plain) };
}

/** The same builds take the file, whether the line stands there or not. */
export function alike(name: string, now: string, other: string): FaultProof {
  const asked = [
    { name, text: now },
    { name, text: other },
  ];
  return { kind: 'texts', asked, shows: ([a, b]) => a !== undefined && b !== undefined && same(a.Any, b.Any) };
}

/** go/build stops at the file. */
export function refused(name: string, text: string, words: string): FaultProof {
  return { kind: 'texts', asked: [{ name, text }], shows: ([now]) => now?.Error.includes(words) === true };
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

export interface HeaderText {
  readonly text: string;
  /** of the first line put in, one-based */
  readonly line: number;
}

/** The file with these lines for its constraint, where a person writes it: below the licence, with a blank line behind. */
export function withConstraint({ text }: HeaderFile, block: readonly string[]): HeaderText {
  const { header, rest } = split(text);
  let at = 0;
  while (header[at]?.startsWith('//')) at++;
  at = at > 0 && header[at] === '' ? at + 1 : 0;
  const lines = [...header.slice(0, at), ...block, '', ...header.slice(at), ...rest];
  return { text: lines.join('\n'), line: at + 1 };
}

/** The file with these lines right above its package clause. */
export function aboveClause({ text }: HeaderFile, block: readonly string[]): HeaderText {
  const { header, rest } = split(text);
  return { text: [...header, ...block, ...rest].join('\n'), line: header.length + 1 };
}

/** The file with these lines right below its package clause. */
export function belowClause({ text }: HeaderFile, block: readonly string[]): HeaderText {
  const { header, rest } = split(text);
  return { text: [...header, rest[0], '', ...block, ...rest.slice(1)].join('\n'), line: header.length + 3 };
}

export function withoutConstraint({ text }: HeaderFile): string {
  const { header, rest } = split(text);
  return [...header, ...rest].join('\n');
}

/** The lines above the package clause, without constraints, and the others. */
function split(text: string): { readonly header: readonly string[]; readonly rest: readonly string[] } {
  const lines = text.split('\n');
  const clause = lines.findIndex((line) => /^package\s/.test(line));
  const header = lines.slice(0, clause).filter((line) => !/^\/\/(go:build\b|\s*\+build\b)/.test(line));
  return { header, rest: lines.slice(clause) };
}

export function clauseLineOf(text: string): number {
  return text.split('\n').findIndex((line) => /^package\s/.test(line)) + 1;
}

export function sourceOf({ files }: PackageFolder, random: SeededRandom): HeaderFile | undefined {
  return pick(
    files.filter(({ isTest }) => !isTest),
    random,
  );
}

/** One that every build takes. */
export function plainSourceOf({ files }: PackageFolder, random: SeededRandom): HeaderFile | undefined {
  return pick(
    files.filter(({ isTest, isConstrained }) => !isTest && !isConstrained),
    random,
  );
}

export function testOf({ files }: PackageFolder, random: SeededRandom): HeaderFile | undefined {
  return pick(
    files.filter(({ isTest, isConstrained }) => isTest && !isConstrained),
    random,
  );
}

export function pick<T>(items: readonly T[], random: SeededRandom): T | undefined {
  return items.length === 0 ? undefined : random.pick(items);
}

export const systems = ['linux', 'darwin', 'windows', 'freebsd'] as const;
