import { applyEdits, applyForm, say, type FileEdit, type Finding, type Message } from '../../engine/index';
import { dirname, isWithin } from '../../base/paths';
import type { CliHost } from '../host';
import type { RecordingFiles } from '../recordingFiles';
import { planFixes, touchedFiles, type Candidate } from './planFixes';

export interface Refused {
  readonly finding: Finding;
  readonly reason: Message;
}

export interface Applied {
  readonly fixed: readonly Candidate[];
  readonly refused: readonly Refused[];
  readonly deferred: readonly Candidate[];
  /** absolute files that are different now */
  readonly changed: readonly string[];
}

export interface FixTarget {
  readonly root: string;
  readonly files: RecordingFiles;
  readonly host: Pick<CliHost, 'writeFile' | 'renameFile'>;
  /** a file as the user calls it */
  readonly name: (file: string) => string;
}

/** Applies what can be applied together. A file whose change cannot be made whole keeps its content, and its findings are refused. */
export async function applyFixes(candidates: readonly Candidate[], target: FixTarget): Promise<Applied> {
  const plan = planFixes(candidates, target.root);
  const problems = new Map<string, Message>();
  const changed: string[] = [];
  for (const [file, edits] of plan.edits) {
    const [first] = edits;
    // A rename is planned under both of its names, and made under the old one.
    if (first === undefined || first.file !== file) continue;
    const problem = await changeFile(file, edits, target);
    if (problem === undefined) changed.push(...touchedFiles(first));
    else for (const touched of touchedFiles(first)) problems.set(touched, problem);
  }
  const fixed: Candidate[] = [];
  const refused: Refused[] = plan.outside.map(({ finding, file }) => ({
    finding,
    reason: say('cli.fixed.outside', { file: target.name(file) }),
  }));
  for (const candidate of plan.accepted) {
    const problem = candidate.fix.edits.flatMap(touchedFiles).find((file) => problems.has(file));
    const reason = problem === undefined ? undefined : problems.get(problem);
    if (reason === undefined) fixed.push(candidate);
    else refused.push({ finding: candidate.finding, reason });
  }
  return { fixed, refused, deferred: plan.deferred, changed };
}

async function changeFile(file: string, edits: readonly FileEdit[], target: FixTarget): Promise<Message | undefined> {
  const { files, host, name } = target;
  const leaving = await leavesRoot(file, target);
  if (leaving) return leaving;
  try {
    const [first] = edits;
    if (first?.kind === 'create') {
      if ((await files.stat(file)) !== undefined) return say('cli.fixed.exists', { file: name(file) });
      await host.writeFile(file, new TextEncoder().encode(first.text));
      return undefined;
    }
    if (first?.kind === 'rename') {
      if ((await files.stat(first.to)) !== undefined) return say('cli.fixed.exists', { file: name(first.to) });
      await host.renameFile(file, first.to);
      return undefined;
    }
    return await editFile(file, edits, target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return say('cli.fixed.cannotWrite', { file: name(file), reason });
  }
}

async function editFile(
  file: string,
  edits: readonly FileEdit[],
  { files, host, name }: FixTarget,
): Promise<Message | undefined> {
  const judged = await files.judged(file);
  const current = await files.current(file);
  if (judged.kind !== 'file' || current.kind !== 'file' || !sameBytes(judged.bytes, current.bytes))
    return say('cli.fixed.changed', { file: name(file) });
  const [first] = edits;
  if (first?.kind === 'form') {
    await host.writeFile(file, applyForm(current.bytes, first.form));
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(current.bytes);
  } catch {
    return say('cli.fixed.notUtf8', { file: name(file) });
  }
  const edited = applyEdits(
    text,
    edits.filter((edit) => edit.kind === 'text'),
  );
  if (edited === undefined) return say('cli.fixed.changed', { file: name(file) });
  await host.writeFile(file, new TextEncoder().encode(edited));
  return undefined;
}

/** A link inside the root may lead out of it; what it leads to is not ours to change. */
async function leavesRoot(file: string, { root, files, name }: FixTarget): Promise<Message | undefined> {
  // Of a file that is to be created: the nearest folder that exists.
  let existing = file;
  while ((await files.stat(existing)) === undefined && dirname(existing) !== existing) existing = dirname(existing);
  const [realRoot, realFile] = await Promise.all([files.realPath(root), files.realPath(existing)]);
  if (realRoot === undefined || realFile === undefined || isWithin(realRoot, realFile)) return undefined;
  return say('cli.fixed.outside', { file: name(realFile) });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
