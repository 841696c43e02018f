import type { DirectoryEntry, FileContent, FileStat } from '../../engine/index';

/** One question about the disk, and what answers each. `sha256` in hexadecimal digits; undefined: no such file. */
export interface DiskAnswers {
  readonly readFile: FileContent;
  readonly stat: FileStat | undefined;
  readonly readDirectory: readonly DirectoryEntry[] | undefined;
  readonly realPath: string | undefined;
  readonly sha256: string | undefined;
}

export type DiskVerb = keyof DiskAnswers;

export interface DiskQuestion {
  readonly verb: DiskVerb;
  /** absolute, with `/` */
  readonly path: string;
}

export interface DiskRequest {
  readonly id: number;
  readonly questions: readonly DiskQuestion[];
}

/** The content of a file, packed: where it lies in the bytes of the answer. */
export interface PackedFile {
  readonly kind: 'packed';
  readonly start: number;
  readonly length: number;
}

export interface DiskReply {
  readonly id: number;
  /** one for each question, in its order */
  readonly answers: readonly (DiskAnswers[DiskVerb] | PackedFile)[];
  /** of all files together: one transfer instead of a copy of each */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Puts the contents of files behind one another. */
export function pack(id: number, answers: readonly DiskAnswers[DiskVerb][]): DiskReply {
  const contents = answers.map(bytesOf);
  const bytes = new Uint8Array(contents.reduce((sum, content) => sum + (content?.length ?? 0), 0));
  let start = 0;
  const packed = answers.map((answer, at) => {
    const content = contents[at];
    if (content === undefined) return answer;
    bytes.set(content, start);
    start += content.length;
    return { kind: 'packed', start: start - content.length, length: content.length } as const;
  });
  return { id, answers: packed, bytes };
}

/** Each file has bytes of its own, so that one that is kept does not keep all the others. */
export function unpack({ answers, bytes }: DiskReply): readonly DiskAnswers[DiskVerb][] {
  return answers.map((answer) =>
    isPacked(answer) ? { kind: 'file', bytes: bytes.slice(answer.start, answer.start + answer.length) } : answer,
  );
}

function bytesOf(answer: DiskAnswers[DiskVerb]): Uint8Array | undefined {
  return typeof answer === 'object' && 'bytes' in answer ? answer.bytes : undefined;
}

function isPacked(answer: DiskReply['answers'][number]): answer is PackedFile {
  return typeof answer === 'object' && 'kind' in answer && answer.kind === 'packed';
}
