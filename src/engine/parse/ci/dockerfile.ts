import type { Instruction } from 'dockerfile-ast';
import type { Range } from '../../model/range';

/** A Dockerfile as data: its stages and what matters in them for Go. */
export interface Dockerfile {
  /** `ARG` before the first `FROM` */
  readonly args: readonly DockerVariable[];
  readonly stages: readonly DockerStage[];
}

export interface DockerStage {
  /** `AS name`, lower case: Docker does not care */
  readonly name: string | undefined;
  /** as written, with variables */
  readonly image: string;
  readonly imageRange: Range;
  readonly steps: readonly DockerStep[];
}

export type DockerStep =
  | {
      readonly kind: 'copy';
      readonly sources: readonly string[];
      readonly target: string;
      readonly from: DockerImage | undefined;
    }
  | { readonly kind: 'run'; readonly script: string; readonly exec: boolean; readonly mounts: readonly string[] }
  | { readonly kind: 'env' | 'arg'; readonly variable: DockerVariable }
  | { readonly kind: 'workdir'; readonly path: string };

export interface DockerImage {
  readonly text: string;
  readonly range: Range;
}

export interface DockerVariable {
  readonly name: string;
  /** undefined: an ARG without a default */
  readonly value: string | undefined;
  /** of the value */
  readonly range: Range | undefined;
}

/** undefined: it cannot be read */
export async function parseDockerfile(text: string): Promise<Dockerfile | undefined> {
  const { DockerfileParser } = await import('dockerfile-ast');
  let instructions: readonly Instruction[];
  try {
    instructions = DockerfileParser.parse(withPlainRuns(text)).getInstructions();
  } catch {
    // The parser is made for editors and does not promise to survive everything.
    return undefined;
  }
  const args: DockerVariable[] = [];
  const stages: (DockerStage & { readonly steps: DockerStep[] })[] = [];
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    const stage = stages.at(-1);
    if (keyword === 'FROM') {
      const read = readFrom(instruction);
      if (read) stages.push(read);
    } else if (stage) stage.steps.push(...readStep(keyword, instruction));
    else if (keyword === 'ARG') args.push(...variablesOf(instruction));
  }
  return { args, stages };
}

/** As long as RUN: places stay what they are. */
const plainRun = 'R_N';

/** Its first word may stand on the next line; a flag is none. */
const runWithWords = /^([ \t]*)RUN(?=[ \t]+(?:\\\r?\n[ \t]*)?[^\s\\`#-])/gim;

/**
 * The parser takes the words of each RUN apart, twice, which takes it longer than all the rest, and here only the text of them is
 * wanted: it is shown a keyword that it does not know. But not where it has more to read: here-documents, and flags.
 */
function withPlainRuns(text: string): string {
  if (text.includes('<<')) return text;
  return text.replaceAll(runWithWords, (written: string, indent: string, at: number) =>
    goesOn(text, at) ? written : indent + plainRun,
  );
}

/** Whether the line that begins at an offset belongs to the one above: asked of few lines, since it walks back over their spaces. */
function goesOn(text: string, lineStart: number): boolean {
  let at = lineStart - 2;
  if (text[at] === '\r') at--;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '\\' || text[at] === '`';
}

interface DockerFrom {
  getImage(): string | null;
  getImageRange(): TextRange | null;
  getBuildStage(): string | null;
}

function readFrom(instruction: Instruction): (DockerStage & { readonly steps: DockerStep[] }) | undefined {
  const from = instruction as Instruction & DockerFrom;
  const [image, range] = [from.getImage(), from.getImageRange()];
  if (image === null || range === null) return undefined;
  return { name: from.getBuildStage()?.toLowerCase(), image, imageRange: rangeOf(range), steps: [] };
}

function readStep(keyword: string, instruction: Instruction): DockerStep[] {
  switch (keyword) {
    case 'ARG':
    case 'ENV': {
      const kind = keyword === 'ARG' ? 'arg' : 'env';
      return variablesOf(instruction).map((variable) => ({ kind, variable }));
    }
    case 'COPY':
    case 'ADD': {
      const operands = operandsOf(instruction);
      const [sources, target = ''] = [operands.slice(0, -1), operands.at(-1)];
      return [{ kind: 'copy', sources, target, from: fromOf(instruction) }];
    }
    case plainRun:
    case 'RUN': {
      const script = instruction.getRawArgumentsContent() ?? '';
      const exec = /^\s*\[/.test(script);
      const mounts = flagsOf(instruction)
        .filter((flag) => flag.getName() === 'mount')
        .map((flag) => flag.getValue() ?? '');
      return [{ kind: 'run', script: exec ? operandsOf(instruction).join(' ') : plainScript(script), exec, mounts }];
    }
    case 'WORKDIR':
      return [{ kind: 'workdir', path: (instruction.getArgumentsContent() ?? '').trim() }];
    default:
      return [];
  }
}

/** What a shell gets: the lines of a here-document, or a command in one line, without the comment lines. */
function plainScript(script: string): string {
  const [, , word, body] = /^<<(-?)["']?(\w+)["']?[^\n]*\n([^]*)$/.exec(script) ?? [];
  if (word === undefined || body === undefined)
    return script.replaceAll(/^[ \t]*#.*\r?\n/gm, '').replaceAll(/\\[ \t]*\r?\n/g, '');
  return body.replace(new RegExp(`^\\s*${word}\\s*$`, 'm'), '');
}

/** The words of COPY, ADD and RUN, written as words or as JSON. */
function operandsOf(instruction: Instruction): string[] {
  const text = (instruction.getArgumentsContent() ?? '').trim();
  const json = text.startsWith('[') ? stringsOf(text) : undefined;
  return json ?? instruction.getArguments().map((argument) => argument.getValue());
}

/** Docker takes a broken JSON form for words, too. */
function stringsOf(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

interface DockerFlag {
  getName(): string;
  getValue(): string | null;
  getValueRange(): TextRange | null;
}

function flagsOf(instruction: Instruction): readonly DockerFlag[] {
  return 'getFlags' in instruction ? (instruction as Instruction & { getFlags(): DockerFlag[] }).getFlags() : [];
}

function fromOf(instruction: Instruction): DockerImage | undefined {
  const flag = flagsOf(instruction).find((candidate) => candidate.getName() === 'from');
  const [text, range] = [flag?.getValue(), flag?.getValueRange()];
  return typeof text === 'string' && range ? { text, range: rangeOf(range) } : undefined;
}

interface DockerProperty {
  getName(): string;
  getValue(): string | null;
  getValueRange(): TextRange | null;
}

function variablesOf(instruction: Instruction): DockerVariable[] {
  const properties =
    'getProperties' in instruction
      ? (instruction as Instruction & { getProperties(): DockerProperty[] }).getProperties()
      : [];
  return properties.map((property) => {
    const range = property.getValueRange();
    return {
      name: property.getName(),
      value: property.getValue() ?? undefined,
      range: range ? rangeOf(range) : undefined,
    };
  });
}

interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function rangeOf({ start, end }: TextRange): Range {
  return { start: { line: start.line, column: start.character }, end: { line: end.line, column: end.character } };
}
