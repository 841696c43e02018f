import type { Location, Range } from '../../model/range';
import type { GoInvocation } from '../../parse/ci/goInvocations';
import { parseGoFlags } from '../../parse/goFlags';
import type { Fact } from '../factStore';
import { environmentVariable } from '../environment/environmentVariable';
import { buildInstructions, isWrittenOut, type BuildInstructions } from './buildInstructions';

/** A value that somebody hands to -tags, and where. */
export interface PassedValue {
  readonly value: string;
  /** absent where the process environment holds it */
  readonly location?: Location;
  readonly anchor?: string;
  /** how it reaches go: a flag of a command, a setting (`joined`: as `-tags=value`; `element`: one of a list), GOFLAGS */
  readonly way: 'flag' | 'value' | 'joined' | 'element' | 'goflags';
  /** what to call the place: `go test -tags`, `go.buildTags`, `GOFLAGS` */
  readonly source: string;
  /** of a flag: the command, and the file that it stands in */
  readonly invocation?: GoInvocation;
  readonly instructions?: BuildInstructions;
}

/** All values of the repository and of this machine's GOFLAGS. Key: the verified folder. */
export const passedValues: Fact<readonly PassedValue[]> = {
  name: 'passedValues',
  compute: async (root, facts) => {
    const values: PassedValue[] = [];
    for (const instructions of await facts.get(buildInstructions, root)) {
      for (const invocation of instructions.invocations) values.push(...ofInvocation(invocation, instructions));
      for (const { key, value, range, form } of instructions.settings) {
        if (!isWrittenOut(value)) continue;
        values.push({ value, location: { file: instructions.file, range }, way: form, source: key, instructions });
      }
    }
    const goflags = await facts.get(environmentVariable, 'GOFLAGS');
    for (const { name, value } of parseGoFlags(goflags.value).flags) {
      if (name !== 'tags' || value === undefined) continue;
      const place = goflags.location ? { location: goflags.location } : { anchor: 'env:GOFLAGS' };
      values.push({ value, ...place, way: 'goflags', source: 'GOFLAGS' });
    }
    return values;
  },
};

function ofInvocation(invocation: GoInvocation, instructions: BuildInstructions): readonly PassedValue[] {
  const values = invocation.tags.flatMap((piece): PassedValue[] => {
    if (piece === undefined) return [];
    const location = instructions.locate(piece);
    return [
      { value: piece.text, location, way: 'flag', source: `go ${invocation.verb} -tags`, invocation, instructions },
    ];
  });
  const goflags = invocation.variables.get('GOFLAGS');
  const own = goflags && tagsOfGoFlags(goflags.text);
  if (goflags && own !== undefined)
    values.push({
      value: own,
      location: instructions.locate(goflags),
      way: 'goflags',
      source: 'GOFLAGS',
      invocation,
      instructions,
    });
  return values;
}

/** The value of -tags in GOFLAGS as written; undefined where there is none, or only a run knows it. */
export function tagsOfGoFlags(text: string): string | undefined {
  if (/[$`%]/.test(text)) return undefined;
  return parseGoFlags(text).flags.findLast(({ name }) => name === 'tags')?.value;
}

/** Whether a place holds the value and nothing else, so that it can be replaced. */
export function holdsExactly({ start, end }: Range, value: string): boolean {
  return start.line === end.line && end.column - start.column === value.length;
}
