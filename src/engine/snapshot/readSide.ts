import type { Question } from '../ask/question';
import { say, type Message } from '../model/message';
import { readBinary } from './readBinary';
import { readSnapshot, textOfFile } from './readSnapshot';
import { sideOfBinary, sideOfSnapshot, type Side } from './side';

/** No snapshot is as large: one of a thousand modules has a tenth of it. */
const mostBytes = 16 * 1024 * 1024;

export interface SideFile {
  /** absolute */
  readonly path: string;
  /** as messages name it */
  readonly name: string;
  /** whether go may be run, which reads binaries */
  readonly mayRun: boolean;
}

/** A file to compare: a snapshot, or a binary that go built. A message says what else it is, and what to do. */
export function readSide({ path, name, mayRun }: SideFile): Question<Side | Message> {
  return async (facts) => {
    const stat = await facts.stat(path);
    if (stat === undefined) return say('diff.noSuchFile', { file: name });
    if (stat.kind !== 'file') return say('diff.unreadable', { file: name, reason: 'not a regular file' });
    if (stat.size <= mostBytes) {
      const content = await facts.readFile(path);
      if (content.kind === 'missing') return say('diff.noSuchFile', { file: name });
      if (content.kind === 'unreadable') return say('diff.unreadable', { file: name, reason: content.reason });
      const text = textOfFile(content.bytes);
      if (text.trim() === '') return say('diff.empty.file', { file: name });
      if (/^\s*[{[]/.test(text)) {
        const snapshot = await readSnapshot(text, name);
        return 'id' in snapshot ? snapshot : sideOfSnapshot(snapshot);
      }
    }
    if (!mayRun) return say('diff.needsTrust', { file: name });
    const info = await readBinary(path, facts);
    return 'id' in info ? { ...info, args: { ...info.args, file: name } } : sideOfBinary(info);
  };
}
