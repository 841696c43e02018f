/** Go's txtar format: a comment, then files, each after a line `-- name --`. */
export interface TxtarArchive {
  readonly comment: string;
  readonly files: readonly TxtarFile[];
}

export interface TxtarFile {
  readonly name: string;
  readonly data: string;
}

export function parseTxtar(text: string): TxtarArchive {
  const files: { name: string; data: string }[] = [];
  let comment = '';
  for (const line of text.split(/(?<=\n)/)) {
    const name = /^-- (.+) --\r?\n?$/.exec(line)?.[1]?.trim();
    const last = files.at(-1);
    if (name !== undefined) files.push({ name, data: '' });
    else if (last) last.data += line;
    else comment += line;
  }
  return { comment, files };
}

export function formatTxtar(archive: TxtarArchive): string {
  const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  return ended(archive.comment) + archive.files.map(({ name, data }) => `-- ${name} --\n${ended(data)}`).join('');
}
