import { say, type Message } from '../model/message';
import type { Range } from '../model/range';
import { buildReach } from './buildReach';
import type { Question } from './question';

/** How far a file with a condition is built, in a few words above the line that decides it. */
export interface BuildLens {
  readonly range: Range;
  readonly said: Message;
}

/** undefined for a file that every build takes, and for one that go cannot read. @param path of a Go file */
export function buildLens(path: string): Question<BuildLens | undefined> {
  return async (facts) => {
    const reach = await buildReach(path, facts);
    if (reach?.condition === undefined) return undefined;
    const { constraints, packageClause } = reach.file.header;
    const line = constraints.find(({ form, place }) => form !== 'near-miss' && place === 'honoured');
    const range = line?.range ?? packageClause?.clauseRange;
    if (range === undefined) return undefined;
    const { built, ports, own } = reach;
    const args = { built: built.length, total: ports.length, target: own.name };
    return { range, said: say(`ask.lens.${own.built}`, args) };
  };
}
