/** What the tree scan knows about a folder: plain data, sent from the worker thread, shared by all checks. */

/** The lines of a file's header that decide when it is built (`knowledge/build-tags.md` 1.3). Interned: equal headers share one object. */
export interface ConstraintLines {
  /** texts of the honoured `//go:build` lines, trimmed; more than one is an error */
  readonly goBuild: readonly string[];
  /** texts of the honoured `// +build` lines, trimmed */
  readonly plusBuild: readonly string[];
  /**
   * some other line looks like a constraint (misplaced, misspelt, in a block comment), or a `#cgo` line has operators in
   * its condition: the full parse must look at it
   */
  readonly suspicious: boolean;
}

export interface GoFile {
  /** base name */
  readonly name: string;
  /** '' where the package clause could not be read */
  readonly packageName: string;
  /** distinct import paths in order of appearance, `C` left out; equal lists share one array */
  readonly imports: readonly string[];
  /** imports "C" */
  readonly cgo: boolean;
  readonly constraints: ConstraintLines;
}

/** A file of a package that is not Go: assembly, C family, SWIG, an object. */
export interface OtherFile {
  /** base name */
  readonly name: string;
  /** none in a folder without Go files, which is no package, and of objects */
  readonly constraints: ConstraintLines;
}

/**
 * A folder that holds Go, C, assembly or syso files. It is the same object as long as nothing in it changes. What stands for its
 * files is made when somebody asks, the same objects until the run, or whatever else is under way, ends: so to remember something
 * by a file or by a list of files is to remember it for so long.
 */
export interface Directory {
  /** relative to the root with `/`; '' is the root */
  readonly path: string;
  readonly goFileCount: number;
  readonly otherFileCount: number;
  readonly goFiles: readonly GoFile[];
  readonly otherFiles: readonly OtherFile[];
  // What follows is said of all files at once, without an object for each.
  /** of its Go files, then of the others, joined by `/` */
  readonly names: string;
  /** whether a Go file has a constraint or a line that looks like one, or imports "C" */
  readonly hasConditions: boolean;
  /** of its Go files, each name once, in order of appearance */
  readonly packageNames: readonly string[];
  /** what its Go files import, each list once: an array that equal lists of the tree share */
  readonly importLists: readonly (readonly string[])[];
  /** @param file its place among the Go files */
  packageNameOf(file: number): string;
}

export interface TreeProblem {
  /** relative to the root */
  readonly path: string;
  readonly kind: 'unreadable' | 'too-many-files' | 'out-of-time';
  readonly detail: string;
}

export interface Tree {
  /** absolute, with `/` */
  readonly root: string;
  /** by relative path: the folders that Go's `./...` would look at, in all modules (vendor, testdata, `_` and `.` folders and node_modules left out) */
  readonly directories: ReadonlyMap<string, Directory>;
  /** folders with a regular file go.mod, relative to the root, sorted; those in testdata, vendor and the like left out */
  readonly modules: readonly string[];
  /** folders with a go.work, relative to the root, sorted */
  readonly workspaces: readonly string[];
  /** `vendor` folders beside a go.mod or go.work, relative to the root */
  readonly vendors: readonly string[];
  /** other files that checks may want, relative to the root: Dockerfiles, CI files, version files */
  readonly otherFiles: readonly string[];
  /** what could not be looked at; never silently dropped */
  readonly problems: readonly TreeProblem[];
  readonly goFileCount: number;
}
