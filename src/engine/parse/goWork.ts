import { directivesOf, repeated, unknownDirective, type PathDirective } from './goMod';
import {
  onlyArgument,
  readDirective,
  readGo,
  readGodebug,
  readReplace,
  readToolchain,
  type Directive,
  type GoDirective,
  type GodebugDirective,
  type ReplaceDirective,
  type ReportProblem,
  type ToolchainDirective,
} from './goModDirectives';
import { parseModSyntax, type ModSyntax } from './goModSyntax';
import { readWord, type ModProblem } from './goModWords';

/** go.work as `modfile.ParseWork` reads it, with the place of every word. Never throws: see `goMod.ts`. */
export interface GoWorkFile {
  readonly syntax: ModSyntax;
  readonly problems: readonly ModProblem[];
  readonly go: GoDirective | undefined;
  readonly toolchain: ToolchainDirective | undefined;
  readonly godebug: readonly GodebugDirective[];
  readonly use: readonly PathDirective[];
  readonly replace: readonly ReplaceDirective[];
}

type Draft = { -readonly [K in keyof GoWorkFile]: GoWorkFile[K] extends readonly (infer T)[] ? T[] : GoWorkFile[K] };

const blockVerbs = new Set(['godebug', 'use', 'replace']);

export function parseGoWork(text: string, options: { readonly windows?: boolean } = {}): GoWorkFile {
  const syntax = parseModSyntax(text);
  const file: Draft = {
    syntax,
    problems: [],
    go: undefined,
    toolchain: undefined,
    godebug: [],
    use: [],
    replace: [],
  };
  for (const directive of directivesOf(syntax, blockVerbs, file.problems)) {
    readDirective(directive, file.problems, (own, report) => {
      // go completes the versions of go.work by itself and asks nobody.
      const reportRejected: ReportProblem = (problem) => {
        if (problem.buildOnly !== true) report(problem);
      };
      readInto(file, own, reportRejected, options.windows === true);
    });
  }
  return file;
}

function readInto(file: Draft, directive: Directive, report: ReportProblem, windows: boolean): void {
  switch (directive.verb) {
    case 'go':
      if (file.go) throw repeated('go');
      file.go = readGo(directive, true);
      break;
    case 'toolchain':
      if (file.toolchain) throw repeated('toolchain');
      file.toolchain = readToolchain(directive);
      break;
    case 'godebug':
      file.godebug.push(readGodebug(directive));
      break;
    case 'use':
      file.use.push({ path: readWord(onlyArgument(directive, 'usage: use local/dir')), line: directive.line });
      break;
    case 'replace':
      file.replace.push(readReplace(directive, report, windows));
      break;
    default:
      throw unknownDirective(directive);
  }
}
