import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { isBuilt, type BuildTarget, type ConstrainedFile } from '../../src/engine/constraints/inclusion';
import { portsOf, type Port } from '../../src/engine/constraints/ports';
import { constraintLinesOf, parseForeignHeader, parseGoHeader } from '../../src/engine/parse/goHeader';
import { goPrints, offline } from './realGo';

/**
 * The differential oracle: `go list -find -json` says for one build configuration which files of a package it takes, and
 * so do we. Every file on which the two differ is a fault of ours.
 */

export interface Disagreement {
  readonly target: string;
  readonly file: string;
  readonly ours: boolean | 'malformed';
  readonly go: boolean;
}

export interface Comparison {
  readonly decisions: number;
  readonly disagreements: readonly Disagreement[];
}

/** A build configuration of the installed Go, by name. */
export interface OracleTarget {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  readonly tags?: readonly string[];
}

/** Every port of the installed Go, with cgo off and, where it has cgo, on. */
export function allOracleTargets(): readonly OracleTarget[] {
  return portsOf(installedMinor()).flatMap(({ goos, goarch, cgo }) =>
    (cgo ? [false, true] : [false]).map((on) => ({ goos, goarch, cgo: on })),
  );
}

export function installedMinor(): number {
  return Number(/go1\.(\d+)/.exec(askToolchain(['env', 'GOVERSION'], {}))?.[1]);
}

/** The ports of the installed Go, by its own word. */
export function listPorts(): readonly Port[] {
  const said = JSON.parse(askToolchain(['tool', 'dist', 'list', '-json'], {})) as readonly ListedPort[];
  return said.map(({ GOOS, GOARCH, CgoSupported, FirstClass }) => ({
    goos: GOOS,
    goarch: GOARCH,
    cgo: CgoSupported,
    firstClass: FirstClass,
  }));
}

interface ListedPort {
  readonly GOOS: string;
  readonly GOARCH: string;
  readonly CgoSupported: boolean;
  readonly FirstClass: boolean;
}

/** `linux/amd64,cgo,tag`. */
export function printTarget({ goos, goarch, cgo, tags = [] }: OracleTarget): string {
  return [`${goos}/${goarch}`, ...(cgo ? ['cgo'] : []), ...tags].join(',');
}

export interface ScannedFolder {
  readonly path: string;
  readonly files: readonly ConstrainedFile[];
}

/** The files of all folders below `root` that go could build, with their headers. */
export function scanFolders(root: string): readonly ScannedFolder[] {
  const folders: ScannedFolder[] = [];
  const visit = (folder: string): void => {
    const files: ConstrainedFile[] = [];
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (/^[._]/.test(entry.name)) continue;
      // The package of builtin documentation is none; nested modules are listed on their own.
      if (entry.isDirectory() && (entry.name === 'builtin' || existsSync(path.join(folder, entry.name, 'go.mod'))))
        continue;
      const child = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'testdata' && entry.name !== 'vendor') visit(child);
      } else if (builtByGo.test(entry.name)) files.push(scanFile(child, entry.name));
    }
    if (files.some((file) => file.name.endsWith('.go'))) folders.push({ path: folder, files });
  };
  visit(root);
  return folders;
}

const builtByGo = /\.(go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso)$/;

function scanFile(file: string, name: string): ConstrainedFile {
  // The content of a .syso file is never read.
  const bytes = name.endsWith('.syso') ? new Uint8Array() : readFileSync(file);
  if (!name.endsWith('.go')) return { name, constraints: constraintLinesOf(parseForeignHeader(bytes)), cgo: false };
  const header = parseGoHeader(bytes);
  const cgo = header.imports.some((spec) => spec.path === 'C');
  return { name, constraints: constraintLinesOf(header.constraints), cgo };
}

/** The files that go takes for one target, by absolute folder. */
export function listTaken(root: string, target: OracleTarget): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = target.tags ? [`-tags=${target.tags.join()}`] : [];
  return filesTaken(
    askGoSync(root, ['list', ...tags, '-e', '-find', `-json=Dir,${fields.join()}`, './...'], variables(target)),
  );
}

function variables({ goos, goarch, cgo }: OracleTarget): Readonly<Record<string, string>> {
  return { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? '1' : '0' };
}

/** Compares the decisions for one target in the module at `root`. */
export function compareWithGoList(root: string, folders: readonly ScannedFolder[], target: OracleTarget): Comparison {
  const { goos, goarch, cgo, tags = [] } = target;
  const taken = listTaken(root, target);
  const minor = installedMinor();
  const buildTarget: BuildTarget = {
    goos,
    goarch,
    cgo,
    compiler: 'gc',
    minor,
    tags: new Set([...tags, ...toolTagsOf(target)]),
  };
  const name = printTarget(target);
  let decisions = 0;
  const disagreements: Disagreement[] = [];
  for (const folder of folders) {
    const go = taken.get(folder.path) ?? new Set();
    const built = folder.files.filter((file) => file.name.endsWith('.go') && isBuilt(file, buildTarget) === true);
    for (const file of folder.files) {
      if (isLeftToThePackage(file.name, built, cgo)) continue;
      decisions++;
      const ours = isBuilt(file, buildTarget);
      if ((ours === true) === go.has(file.name)) continue;
      disagreements.push({ target: name, file: path.join(folder.path, file.name), ours, go: go.has(file.name) });
    }
  }
  return { decisions, disagreements };
}

/** The tags that the toolchain itself sets for a target: experiments and architecture levels. */
function toolTagsOf(target: OracleTarget): readonly string[] {
  const said = askToolchain(['list', '-f', '{{context.ToolTags}}', '-find', 'unsafe'], variables(target));
  return said.replace(/[[\]\n]/g, '').split(' ');
}

/** Asks the go of another distribution meanwhile. What is called must not wait for anything. */
export function withGoOf<T>(goroot: string, ask: () => T): T {
  const before = process.env.PATH;
  process.env.PATH = `${goroot}/bin${path.delimiter}${before ?? ''}`;
  try {
    return ask();
  } finally {
    process.env.PATH = before;
  }
}

/** What depends on the toolchain alone is asked once. */
function askToolchain(args: readonly string[], environment: Readonly<Record<string, string>>): string {
  const key = JSON.stringify([process.env.PATH, args, environment]);
  const known = toolchainAnswers.get(key) ?? askGoSync('/', args, environment);
  toolchainAnswers.set(key, known);
  return known;
}

const toolchainAnswers = new Map<string, string>();

/**
 * Rules of packages, not of constraints: go tells nothing of a package without Go files, takes C only with cgo, and
 * preprocessed assembly only beside a Go file that imports "C".
 */
function isLeftToThePackage(name: string, built: readonly ConstrainedFile[], cgo: boolean): boolean {
  if (name.endsWith('.go')) return false;
  if (built.length === 0) return true;
  if (/\.(S|sx)$/.test(name)) return !built.some((file) => file.cgo);
  return !cgo && !/\.(s|h|syso)$/.test(name);
}

const fields = [
  'GoFiles',
  'CgoFiles',
  'TestGoFiles',
  'XTestGoFiles',
  'CFiles',
  'CXXFiles',
  'MFiles',
  'HFiles',
  'FFiles',
  'SFiles',
  'SwigFiles',
  'SwigCXXFiles',
  'SysoFiles',
] as const;

type ListedPackage = { readonly Dir: string } & Readonly<Partial<Record<(typeof fields)[number], readonly string[]>>>;

/** go prints one JSON object after another. */
function filesTaken(listing: string): ReadonlyMap<string, ReadonlySet<string>> {
  const packages = JSON.parse(`[${listing.replace(/^}\n{$/gm, '},{')}]`) as readonly ListedPackage[];
  return new Map(packages.map((each) => [each.Dir, new Set(fields.flatMap((field) => each[field] ?? []))]));
}

function askGoSync(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>>): string {
  return goPrints(args, { cwd, env: { ...offline, ...environment } });
}
