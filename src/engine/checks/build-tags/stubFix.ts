import { basename, joinPath } from '../../../base/paths';
import { isGoFileName, isTestFileName, nameTagsOf } from '../../constraints/fileName';
import { isSatisfiable } from '../../constraints/reach';
import { shorten } from '../../constraints/shorten';
import { constrainedFile, type ConstrainedFile } from '../../facts/buildTags/constrainedFile';
import type { Facts } from '../../facts/factStore';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import type { SymbolClash } from '../../model/symbols';
import { andExpr, printExpr, type BuildExpr } from '../../parse/buildExpr';
import { goDeclarations, type GoDeclaration } from '../../parse/goSource/goDeclarations';
import { predeclared } from '../../parse/goSource/predeclared';
import { conditionOf, longestConstraint, negate, newestGo } from './fileCondition';

/** A Go file of the package, whole. */
interface Source {
  readonly file: ConstrainedFile;
  readonly declarations: readonly GoDeclaration[];
  readonly bytes: Uint8Array;
}

/** In a larger folder nobody waits for a light bulb. */
const mostFiles = 60;

/**
 * The file that a family of files lacks: the same functions for the builds that have none, which panic. Exact only where the
 * files of the family declare the same functions and nothing else, with types that every build has.
 */
export async function stubFixes(folder: string, clash: SymbolClash, facts: Facts): Promise<readonly EditFix[]> {
  const declaring = [...new Set(clash.declarations.map(({ file }) => file))];
  if (declaring.length === 0 || [clash.place.file, ...declaring].some(isTestFileName)) return [];
  const sources = await sourcesOf(folder, facts);
  const family = declaring.map((name) => sources.get(name)).filter((source) => source !== undefined);
  const user = sources.get(clash.place.file);
  const [model] = family;
  if (!user || !model || family.length < declaring.length) return [];
  const signatures = sharedSignatures(model, family, sources);
  const condition =
    signatures &&
    missingCondition(
      user.file,
      family.map((source) => source.file),
    );
  const file = freeName(basename(model.file.path), new Set(sources.keys()));
  if (!signatures || condition === undefined || file === undefined) return [];
  const text = stubText(model, condition, signatures);
  if (text === undefined) return [];
  const title = say('stub', { file, constraint: condition });
  return [{ kind: 'edit', title, safe: false, edits: [{ kind: 'create', file: joinPath(folder, file), text }] }];
}

async function sourcesOf(folder: string, facts: Facts): Promise<ReadonlyMap<string, Source>> {
  const entries = (await facts.readDirectory(folder)) ?? [];
  const names = entries.filter(({ kind, name }) => kind === 'file' && isGoFileName(name) && !/^[._]/.test(name));
  const sources = new Map<string, Source>();
  if (names.length > mostFiles) return sources;
  for (const { name } of names) {
    const file = await facts.get(constrainedFile, joinPath(folder, name));
    if (file === undefined) continue;
    const bytes = new TextEncoder().encode(file.text);
    const { declarations, broken } = goDeclarations(bytes);
    // What may declare more is no ground for a stub.
    if (broken) return new Map();
    sources.set(name, { file, declarations, bytes });
  }
  return sources;
}

/** Each function of the family with its signature; undefined where the files differ, or declare more than plain functions. */
function sharedSignatures(
  model: Source,
  family: readonly Source[],
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  for (const { name, kind, bodyless } of model.declarations) {
    if (kind !== 'func' || bodyless) return undefined;
    const declaring = [...sources.values()].filter(({ declarations }) =>
      declarations.some((each) => each.name === name),
    );
    if (declaring.length !== family.length || !declaring.every((source) => family.includes(source))) return undefined;
    const texts = new Set(family.map((source) => signatureOf(source, name)));
    const [text] = texts;
    if (texts.size !== 1 || text === undefined) return undefined;
    found.set(name, text);
  }
  return found.size === 0 ? undefined : found;
}

/** `(path string) (int, error)`: what stands between the name and the body, where it is that simple. */
function signatureOf({ declarations, bytes }: Source, name: string): string | undefined {
  const declaration = declarations.find((each) => each.name === name);
  if (declaration === undefined) return undefined;
  const rest = new TextDecoder().decode(bytes.subarray(declaration.end, declaration.end + 500));
  const match = /^(\([^(){}\n]*\))[ \t]*(\([^(){}\n]*\)|[^(){}\n]*?)[ \t]*\{/.exec(rest);
  if (!match) return undefined;
  const [, parameters = '', results = ''] = match;
  return results === '' ? parameters : `${parameters} ${results}`;
}

const plainType = /^(?:\.\.\.)?(?:\*|\[\d*\])*(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*)$/;

/** The package names that the types of a signature use; undefined where a type is not one that every build has. */
function packagesIn(signature: string): ReadonlySet<string> | undefined {
  const packages = new Set<string>();
  for (const list of signature.split(/[()]/)) {
    const pieces = list.split(',').map((piece) => piece.trim());
    const named = pieces.some((piece) => /\s/.test(piece));
    for (const piece of pieces.filter((each) => each !== '')) {
      const words = piece.split(/\s+/);
      if (named && words.length === 1) continue;
      const type = plainType.exec(words.at(-1) ?? '');
      if (!type || words.length > 2) return undefined;
      const [, qualifier, name = ''] = type;
      if (qualifier !== undefined) packages.add(qualifier);
      else if (!predeclared.has(name)) return undefined;
    }
  }
  return packages;
}

/** The builds that use the names and have no declaration of them. */
export function missingCondition(user: ConstrainedFile, family: readonly ConstrainedFile[]): string | undefined {
  const own = conditionOf(user);
  const declared = family.map((file) => conditionOf(file)?.whole);
  if (own === undefined || declared.some((whole) => whole === undefined)) return undefined;
  const others = declared.filter((whole): whole is BuildExpr => whole !== undefined).map(negate);
  const none = others.reduce(andExpr);
  const whole = own.whole ? andExpr(own.whole, none) : none;
  if (!isSatisfiable(whole, newestGo)) return undefined;
  const text = printExpr(shorten(whole));
  return text.length > longestConstraint ? undefined : text;
}

/** `open_other.go` beside `open_linux.go`. */
export function freeName(model: string, names: ReadonlySet<string>): string | undefined {
  const tags = nameTagsOf(model);
  const stem = (tags ? model.slice(0, tags.start) : model.replace(/\.go$/, '')).replace(/_+$/, '');
  return [`${stem}_other.go`, `${stem}_stub.go`].find((name) => !names.has(name) && nameTagsOf(name) === undefined);
}

function stubText(model: Source, condition: string, signatures: ReadonlyMap<string, string>): string | undefined {
  const imports = new Set<string>();
  const functions: string[] = [];
  for (const [name, signature] of signatures) {
    const packages = packagesIn(signature);
    if (packages === undefined) return undefined;
    for (const used of packages) {
      const found = model.file.header.imports.find(({ path, name: own }) => (own?.text ?? basename(path)) === used);
      if (found === undefined) return undefined;
      imports.add(found.name ? `${found.name.text} "${found.path}"` : `"${found.path}"`);
    }
    functions.push(`func ${name}${signature} {\n\tpanic("${name} is not implemented for this target")\n}\n`);
  }
  const clause = packageOf(model);
  if (clause === undefined) return undefined;
  const imported = [...imports].toSorted().map((spec) => `import ${spec}\n`);
  return [
    `//go:build ${condition}\n`,
    `package ${clause}\n`,
    ...(imported.length > 0 ? [imported.join('')] : []),
    ...functions,
  ].join('\n');
}

function packageOf({ file }: Source): string | undefined {
  return /^package\s+(\w+)/m.exec(file.text)?.[1];
}
