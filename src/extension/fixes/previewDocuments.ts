import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { FileChange } from '../../protocol/index';

const scheme = 'go-preflight-preview';

/** Read-only documents with the two sides of a preview. They live as long as the preview is shown. */
export class PreviewDocuments implements Disposable, vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** @returns what forgets them again */
  hold(changes: readonly FileChange[]): () => void {
    for (const change of changes) {
      this.#texts.set(sideUri(change, 'before').toString(), change.before ?? '');
      this.#texts.set(sideUri(change, 'after').toString(), change.after ?? '');
    }
    return () => {
      for (const change of changes) {
        this.#texts.delete(sideUri(change, 'before').toString());
        this.#texts.delete(sideUri(change, 'after').toString());
      }
    };
  }

  /** The triple that `vscode.changes` takes: name, original, modified. */
  sides(change: FileChange): [vscode.Uri, vscode.Uri | undefined, vscode.Uri | undefined] {
    return [
      vscode.Uri.parse(change.uri, true),
      change.before === null ? undefined : sideUri(change, 'before'),
      change.after === null ? undefined : sideUri(change, 'after'),
    ];
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}

function sideUri(change: FileChange, side: 'before' | 'after'): vscode.Uri {
  return vscode.Uri.parse(change.uri, true).with({ scheme, authority: '', query: side });
}
