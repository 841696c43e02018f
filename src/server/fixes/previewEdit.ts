import { applyEdits, applyForm, type EditFix, type FileForm, type FileSystem } from '../../engine/index';
import type { FileChange, FixPreview } from '../../protocol/index';
import { fileChange } from './fileChange';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What an edit fix makes of each file, as whole texts. */
export async function previewEdit(
  fix: EditFix,
  title: string,
  files: FileSystem,
  uriOf: (path: string) => string,
): Promise<FixPreview> {
  const before = new Map<string, Uint8Array | null>();
  const after = new Map<string, Uint8Array | null>();
  const forms = new Map<string, FileForm>();
  const read = async (file: string): Promise<Uint8Array | null> => {
    const known = before.get(file);
    if (known !== undefined) return known;
    const content = await files.readFile(file);
    const bytes = content.kind === 'file' ? content.bytes : null;
    before.set(file, bytes);
    return bytes;
  };
  for (const edit of fix.edits) {
    const bytes = await read(edit.file);
    if (edit.kind === 'create') after.set(edit.file, encoder.encode(edit.text));
    if (edit.kind === 'rename') {
      await read(edit.to);
      after.set(edit.to, after.get(edit.file) ?? bytes);
      after.set(edit.file, null);
    }
    if (edit.kind === 'form' && bytes) {
      after.set(edit.file, applyForm(bytes, edit.form));
      forms.set(edit.file, edit.form);
    }
    if (edit.kind !== 'text' || after.has(edit.file)) continue;
    // All ranges refer to the text before the fix, so those of one file are applied together.
    const edits = fix.edits.flatMap((other) => (other.kind === 'text' && other.file === edit.file ? [other] : []));
    const text = bytes && applyEdits(decoder.decode(bytes), edits);
    if (text === undefined || text === null) return { kind: 'gone' };
    after.set(edit.file, encoder.encode(text));
  }
  const changes = [...after].flatMap(([file, bytes]): FileChange[] => {
    const change = fileChange(uriOf(file), before.get(file) ?? null, bytes);
    const form = forms.get(file);
    return change ? [{ ...change, ...(form && { form }) }] : [];
  });
  return changes.length === 0
    ? { kind: 'nothing', title, output: '' }
    : { kind: 'files', title, files: changes, output: '' };
}
