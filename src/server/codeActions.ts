import { rangesOverlap, type Catalogue, type EditFix, type Finding, type Fix, type Range } from '../engine/index';
import { commandIds, type FixReference } from '../protocol/index';

/** A change of files as the editor makes it. */
export interface FileEditPlan {
  readonly steps: readonly FileEditStep[];
  /** why the person should look at it first: other files change too */
  readonly confirm?: string;
}

interface TextStep {
  readonly range: Range;
  readonly newText: string;
  /** the part of the text that the person is going to write: selected where the editor can do that */
  readonly select?: string;
}

export type FileEditStep =
  | {
      readonly kind: 'text';
      readonly uri: string;
      /** of the open document; null where it is not open */
      readonly version: number | null;
      readonly edits: readonly TextStep[];
    }
  | { readonly kind: 'create'; readonly uri: string; readonly text: string }
  | { readonly kind: 'rename'; readonly uri: string; readonly to: string };

/** What a light bulb offers. */
export interface Action {
  readonly title: string;
  readonly kind: 'fix' | 'fix-all';
  readonly preferred: boolean;
  readonly edit?: FileEditPlan;
  readonly command?: { readonly id: string; readonly args: readonly unknown[] };
}

export interface ActionContext {
  readonly folder: string;
  readonly catalogue: Catalogue;
  /** whether the client has the commands of the extension */
  readonly commands: boolean;
  /** whether, without them, the server may run commands and change files here */
  readonly executes: boolean;
  readonly uriOf: (path: string) => string;
  readonly versionOf: (path: string) => number | null;
}

/** The fixes of a finding, best first. Only the best may be preferred, and only when it is safe. */
export function fixActions(finding: Finding, context: ActionContext): Action[] {
  return finding.fixes.flatMap((fix, index): Action[] => {
    const base = {
      title: context.catalogue.render(fix.title),
      kind: 'fix' as const,
      preferred: index === 0 && fix.safe,
    };
    if (fix.kind === 'edit' && !reforms(fix)) return [{ ...base, edit: planOf(fix, finding, context) }];
    if (!context.commands && (!context.executes || fix.kind === 'edit')) return [];
    const reference: FixReference = {
      folder: context.folder,
      fingerprint: finding.fingerprint,
      fixIndex: index,
    };
    return [{ ...base, command: { id: commandIds.applyFix, args: [reference] } }];
  });
}

/** Opens the page of the check; offered where the client can open it. */
export function explainAction(finding: Finding, context: ActionContext): Action[] {
  if (!context.commands) return [];
  return [
    {
      title: context.catalogue.render({ id: 'server.explain', args: { check: finding.check } }),
      kind: 'fix',
      preferred: false,
      command: { id: commandIds.explain, args: [finding.check] },
    },
  ];
}

/** All safe text edits within one file, those that overlap an earlier one left out: the next run offers them again. */
export function fixAllAction(file: string, findings: readonly Finding[], context: ActionContext): Action[] {
  const edits: { range: Range; newText: string }[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => candidate.safe && isEditOf(candidate, file));
    if (fix?.kind !== 'edit') continue;
    const own = fix.edits.flatMap((edit) => (edit.kind === 'text' ? [edit] : []));
    if (own.some((edit) => edits.some((taken) => rangesOverlap(taken.range, edit.range)))) continue;
    edits.push(...own.map(({ range, newText }) => ({ range, newText })));
  }
  if (edits.length === 0) return [];
  const step = { kind: 'text' as const, uri: context.uriOf(file), version: context.versionOf(file), edits };
  return [
    {
      title: context.catalogue.render({ id: 'server.fixAll', args: {} }),
      kind: 'fix-all',
      preferred: false,
      edit: { steps: [step] },
    },
  ];
}

function isEditOf(fix: Fix, file: string): fix is EditFix {
  return fix.kind === 'edit' && fix.edits.every((edit) => edit.kind === 'text' && edit.file === file);
}

/** Line ends and byte order marks are nothing that LSP can edit. */
function reforms(fix: EditFix): boolean {
  return fix.edits.some(({ kind }) => kind === 'form');
}

/** An edit fix as steps, in its own order, the text edits of a file together. */
export function planOf(fix: EditFix, finding: Finding, context: ActionContext): FileEditPlan {
  const steps: FileEditStep[] = [];
  const texts = new Map<string, { range: Range; newText: string }[]>();
  for (const edit of fix.edits) {
    const uri = context.uriOf(edit.file);
    if (edit.kind === 'create') steps.push({ kind: 'create', uri, text: edit.text });
    else if (edit.kind === 'form') continue;
    else if (edit.kind === 'rename') steps.push({ kind: 'rename', uri, to: context.uriOf(edit.to) });
    else {
      const known = texts.get(edit.file);
      if (known) known.push({ range: edit.range, newText: edit.newText });
      else {
        const edits = [{ range: edit.range, newText: edit.newText }];
        texts.set(edit.file, edits);
        steps.push({ kind: 'text', uri, version: context.versionOf(edit.file), edits });
      }
    }
  }
  const elsewhere = fix.edits.some((edit) => edit.kind === 'rename' || edit.file !== finding.location?.file);
  if (!elsewhere) return { steps };
  return { steps, confirm: context.catalogue.render({ id: 'server.confirmOtherFiles', args: {} }) };
}
