import {
  commentText,
  onlyArgument,
  readDirective,
  readGo,
  readGodebug,
  readReplace,
  readToolchain,
  usage,
  type Directive,
  type GoDirective,
  type GodebugDirective,
  type ReplaceDirective,
  type ReportProblem,
  type ToolchainDirective,
} from './goModDirectives';
import { parseRetract, checkRetracts, type RetractDirective } from './goModRetract';
import { goFields } from './goSpace';
import { parseModSyntax, type ModBlock, type ModLine, type ModSyntax } from './goModSyntax';
import {
  ModDirectiveError,
  readPathMajor,
  readVersion,
  readWord,
  requirePathMajor,
  type ModProblem,
  type ModVersion,
  type ModWord,
} from './goModWords';

/**
 * go.mod as `modfile.Parse` and `ParseLax` read it, with the place of every word. Never throws: faults of the layout are in
 * `syntax.faults`, rejected directives in `problems`, and everything else is read as if they were not there.
 */
export interface GoModFile {
  readonly syntax: ModSyntax;
  readonly problems: readonly ModProblem[];
  readonly module: ModuleDirective | undefined;
  readonly go: GoDirective | undefined;
  readonly toolchain: ToolchainDirective | undefined;
  readonly godebug: readonly GodebugDirective[];
  readonly require: readonly RequireDirective[];
  readonly exclude: readonly ExcludeDirective[];
  readonly replace: readonly ReplaceDirective[];
  readonly retract: readonly RetractDirective[];
  readonly tool: readonly PathDirective[];
  readonly ignore: readonly PathDirective[];
}

export interface ModuleDirective {
  /** '' where the line has no good argument */
  readonly path: ModWord;
  /** '' where it is not deprecated */
  readonly deprecated: string;
  readonly line: ModLine;
}

export interface RequireDirective {
  readonly path: ModWord;
  readonly version: ModVersion;
  /** carries `// indirect` in the one form that go knows */
  readonly indirect: boolean;
  readonly line: ModLine;
}

export interface ExcludeDirective {
  readonly path: ModWord;
  readonly version: ModVersion;
  readonly line: ModLine;
}

export interface PathDirective {
  readonly path: ModWord;
  readonly line: ModLine;
}

export interface ParseOptions {
  /** as go reads the go.mod of a dependency: unknown directives and those of main modules are passed over */
  readonly lax?: boolean;
  /** a backslash is a separator in the target of a replace */
  readonly windows?: boolean;
}

type Draft = { -readonly [K in keyof GoModFile]: GoModFile[K] extends readonly (infer T)[] ? T[] : GoModFile[K] };

export function parseGoMod(text: string, options: ParseOptions = {}): GoModFile {
  const strict = options.lax !== true;
  const syntax = parseModSyntax(text);
  const file: Draft = {
    syntax,
    problems: [],
    module: undefined,
    go: undefined,
    toolchain: undefined,
    godebug: [],
    require: [],
    exclude: [],
    replace: [],
    retract: [],
    tool: [],
    ignore: [],
  };
  for (const directive of directivesOf(syntax, blockVerbs, strict ? file.problems : undefined)) {
    if (!strict && !laxVerbs.has(directive.verb)) continue;
    const read = (own: Directive, report: ReportProblem): void => {
      readInto(file, own, report, strict, options.windows === true);
    };
    readDirective(directive, file.problems, read);
  }
  if (strict) checkRetracts(file.retract, file.module?.path.value ?? '', file.problems);
  return file;
}

const blockVerbs = new Set(['module', 'godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore']);
const laxVerbs = new Set(['go', 'module', 'retract', 'require', 'ignore']);

/** The directives of a file, those of blocks one by one. @param problems where unknown blocks are told */
export function* directivesOf(
  syntax: ModSyntax,
  blocks: ReadonlySet<string>,
  problems: ModProblem[] | undefined,
): Generator<Directive> {
  for (const statement of syntax.statements) {
    if (statement.kind === 'line') {
      const [verb, ...args] = statement.tokens;
      yield { verb: verb?.text ?? '', args, line: statement, block: undefined };
    } else if (statement.kind === 'block') {
      const verb = statement.tokens.map((token) => token.text).join(' ');
      if (blocks.has(verb) && statement.tokens.length === 1) {
        for (const line of statement.lines) yield { verb, args: line.tokens, line, block: statement };
      } else problems?.push(unknownBlock(statement, verb));
    }
  }
}

function unknownBlock(block: ModBlock, verb: string): ModProblem {
  const range = { start: block.range.start, end: block.tokens.at(-1)?.range.end ?? block.openParen.end };
  return { kind: 'unknown-directive', message: `unknown block type: ${verb}`, verb, range, line: block, word: verb };
}

export function unknownDirective({ verb, line }: Directive): ModDirectiveError {
  // Outside a block the verb is the first word.
  const range = line.tokens[0]?.range ?? line.range;
  return new ModDirectiveError({
    kind: 'unknown-directive',
    message: `unknown directive: ${verb}`,
    range,
    word: verb,
  });
}

export function repeated(verb: string): ModDirectiveError {
  return new ModDirectiveError({ kind: 'repeated', message: `repeated ${verb} statement` });
}

function readInto(file: Draft, directive: Directive, report: ReportProblem, strict: boolean, windows: boolean): void {
  switch (directive.verb) {
    case 'go':
      if (file.go) throw repeated('go');
      file.go = readGo(directive, strict);
      break;
    case 'toolchain':
      if (file.toolchain) throw repeated('toolchain');
      file.toolchain = readToolchain(directive);
      break;
    case 'module':
      if (file.module) throw repeated('module');
      readModule(file, directive);
      break;
    case 'godebug':
      file.godebug.push(readGodebug(directive));
      break;
    case 'require': {
      const { line } = directive;
      const { path, version } = readModuleVersion(directive, report);
      // Written out: V8 gives what something is spread into a shape of its own, larger than itself, and there are thousands.
      file.require.push({ path, version, indirect: isIndirect(line), line });
      break;
    }
    case 'exclude': {
      const { path, version } = readModuleVersion(directive, report);
      file.exclude.push({ path, version, line: directive.line });
      break;
    }
    case 'replace':
      file.replace.push(readReplace(directive, report, windows));
      break;
    case 'retract': {
      const retract = parseRetract(directive, strict);
      if (retract) file.retract.push(retract);
      break;
    }
    case 'tool':
    case 'ignore': {
      const token = onlyArgument(directive, `${directive.verb} directive expects exactly one argument`);
      file[directive.verb].push({ path: readWord(token), line: directive.line });
      break;
    }
    default:
      throw unknownDirective(directive);
  }
}

const deprecation = /(?:^|\n\n)Deprecated: *(.*?)(?:$|\n\n)/s;

/** The line counts as the module line even where its argument is bad. */
function readModule(file: Draft, directive: Directive): void {
  const { line } = directive;
  const deprecated = deprecation.exec(commentText(directive))?.[1] ?? '';
  file.module = { path: { value: '', range: line.range }, deprecated, line };
  const [token, more] = directive.args;
  if (token === undefined || more !== undefined) throw usage('usage: module module/path');
  file.module = { path: readWord(token), deprecated, line };
}

function readModuleVersion(
  { verb, args }: Directive,
  report: ReportProblem,
): { readonly path: ModWord; readonly version: ModVersion } {
  const [pathToken, versionToken, more] = args;
  if (pathToken === undefined || versionToken === undefined || more !== undefined)
    throw usage(`usage: ${verb} module/path v1.2.3`);
  const path = readWord(pathToken);
  const version = readVersion(versionToken, verb, path.value, report);
  requirePathMajor(version, path, readPathMajor(path), verb);
  return { path, version };
}

/** isIndirect: `// indirect`, or `// indirect; more`; nothing else counts. */
export function isIndirect(line: ModLine): boolean {
  const [first, ...rest] = goFields(line.suffix?.text.slice(2) ?? '');
  return first?.text === (rest.length === 0 ? 'indirect' : 'indirect;');
}
