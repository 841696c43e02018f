import type { Range } from './range';

/** What whole files of a folder say about the names they declare and use: plain data, sent from the worker thread. */

/** A place in a file of the folder. */
export interface SymbolPlace {
  /** base name */
  readonly file: string;
  readonly range: Range;
}

/** Targets on which something shows, worst first: see `constraints/targetLevels.ts`; `tagged` is with one tag of -tags. */
export type SymbolLevel = 'declared' | 'built' | 'first-class' | 'all' | 'tagged';

/**
 * Names that one pair of files declares twice, or that are missing, for the same reason in the same builds; a function that is
 * called with as many arguments as another build's takes; or a program without its function main.
 */
export interface SymbolClash {
  readonly kind: 'redeclared' | 'missing' | 'miscalled' | 'mainless';
  /** the first of them; of a method `Type.Method` */
  readonly name: string;
  /** how many more there are */
  readonly others: number;
  readonly level: SymbolLevel;
  /** the shortest description of a build that shows it: `GOOS=darwin, cgo off, tag integration` */
  readonly witness: string;
  /** every first-class port shows it, without -tags */
  readonly everywhere: boolean;
  /** of what is missing: somebody meant to have these builds */
  readonly intended: boolean;
  /** the builds of the level that show it, as `targets` of the configuration names them */
  readonly targets: readonly string[];
  /** of what is miscalled: the number of arguments that the call has, and that the function takes, or the least */
  readonly call?: { readonly given: number; readonly wanted: number };
  /** the second declaration, or the first use; of a program the package clause of a file of these builds */
  readonly place: SymbolPlace;
  /** the first declaration, or all declarations */
  readonly declarations: readonly SymbolPlace[];
}

/** The first thing in a file that the compiler refuses, where only some builds take the file. */
export interface SyntaxFault extends Pick<SymbolClash, 'level' | 'witness' | 'everywhere' | 'targets' | 'place'> {
  /** of the markers that a merge leaves, the compiler's words say nothing */
  readonly kind: 'syntax' | 'conflict';
  /** what -tags sets in these builds */
  readonly tags: readonly string[];
  /** the compiler's, without its "syntax error: " */
  readonly words: string;
  readonly isTest: boolean;
}

/** Constants of one file that do not fit a type of four bytes, in the same builds. */
export interface ConstantOverflow extends Pick<SymbolClash, 'level' | 'witness' | 'intended' | 'targets' | 'place'> {
  /** the text of the first of them */
  readonly text: string;
  /** in digits */
  readonly value: string;
  readonly type: string;
  /** those after the first */
  readonly others: readonly SymbolPlace[];
}

export interface FolderSymbols {
  readonly clashes: readonly SymbolClash[];
  readonly faults: readonly SyntaxFault[];
  readonly overflows: readonly ConstantOverflow[];
  /** base names of files that do not parse, without a fault: what their packages lack is not known */
  readonly broken: readonly string[];
  /** base names of files that do not parse, in a folder with constants that seem too large: they may declare an int of their own */
  readonly undecided: readonly string[];
  /** it exports a name that some builds of the package lack, or may */
  readonly partlyExported: boolean;
  /** files that could not be read: nothing was said of the folder */
  readonly unread: readonly { readonly file: string; readonly detail: string }[];
}

/** Builds that a clash of names is looked for in: see `constraints/targetLevels.ts`. */
export interface LevelOfBuilds {
  readonly level: Exclude<SymbolLevel, 'tagged'>;
  /** a set of rows */
  readonly rows: bigint;
  /** what -tags sets there */
  readonly tags: ReadonlySet<string>;
  /** of `built`: tests are run there, or vetted */
  readonly tested?: boolean;
  /** programs of the folder are linked there */
  readonly linked?: boolean;
}

/** What is asked about the names of a folder. */
export interface SymbolQuestion {
  /** absolute */
  readonly folder: string;
  /** a constraint decides about a file of the folder: elsewhere the compiler tells of clashes, on any machine */
  readonly constrained: boolean;
  /** the N of the module's go line: toolchains from go1.N on count */
  readonly oldestMinor: number;
  /** worst first */
  readonly levels: readonly LevelOfBuilds[];
}
