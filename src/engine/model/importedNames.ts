import type { Range } from './range';

/** What whole files say about names that other packages export: plain data, sent to the worker thread and from it. */

/** What is asked about the names that a package exports. */
export interface ExportsQuestion {
  /** absolute */
  readonly folder: string;
  /** base names of the files, other than tests, that only some of the builds take that matter */
  readonly some: readonly string[];
  /** of those that none of these builds takes: what they declare is passed over */
  readonly none: readonly string[];
}

/** Which names a package exports that not every build takes from the same files. */
export interface PackageExports {
  /** a digest of these names and of the files that declare them; '' where there is none */
  readonly digest: string;
  /** the files that declare one of them, or that may; each set once */
  readonly groups: readonly (readonly string[])[];
}

/** A package that files of a folder import, and of whose names some are exported to some builds alone. */
export interface PartialPackage extends ExportsQuestion, Pick<PackageExports, 'digest'> {
  readonly path: string;
  /** of its package clause */
  readonly name: string;
  /** those of the groups that some build lacks */
  readonly lacking: readonly number[];
}

/** What is asked about the files of one folder. */
export interface ImportedNamesQuestion {
  /** absolute */
  readonly folder: string;
  /** base names of those that import one of the packages */
  readonly files: readonly string[];
  readonly packages: readonly PartialPackage[];
}

/** The first use of a name in a file, `syscall.Kill`, that only some files of the imported package declare. */
export interface ImportedUse {
  /** base name of the file that uses it */
  readonly file: string;
  /** of the import */
  readonly path: string;
  /** without that of the package */
  readonly name: string;
  /** of the name, in UTF-16 code units from zero on */
  readonly range: Range;
  /** the group of the files that declare it */
  readonly group: number;
}

export interface ImportedNames {
  /** in the order of the question's files, and of the text */
  readonly uses: readonly ImportedUse[];
  /** base names of files that do not parse: what they use is not known */
  readonly broken: readonly string[];
  /** base names of files that could not be read */
  readonly unread: readonly { readonly file: string; readonly detail: string }[];
}
