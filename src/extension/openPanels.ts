import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';

/** What distinguishes pages of one kind. */
export interface PanelKind<Reference, Panel> {
  readonly viewType: string;
  /** until the page knows a better one */
  readonly title: () => string;
  /** equal for references to one subject, which has one panel */
  readonly keyOf: (reference: Reference) => string;
  /** what a page remembered, which anybody may have written; undefined where it names no subject */
  readonly restored: (remembered: Readonly<Record<string, unknown>>) => Reference | undefined;
  readonly create: (webview: vscode.WebviewPanel, reference: Reference, closed: () => void) => Panel;
  /** an open panel is to show what the reference names */
  readonly show: (panel: Panel, reference: Reference) => void;
}

/** The panels of one kind that are open: one a subject. When the window is loaded again they come back as they were. */
export class OpenPanels<Reference, Panel extends Disposable> implements Disposable, vscode.WebviewPanelSerializer {
  readonly #kind: PanelKind<Reference, Panel>;
  readonly #panels = new Map<string, Panel>();
  readonly #registration: Disposable;

  constructor(kind: PanelKind<Reference, Panel>) {
    this.#kind = kind;
    this.#registration = vscode.window.registerWebviewPanelSerializer(kind.viewType, this);
  }

  get panels(): readonly Panel[] {
    return [...this.#panels.values()];
  }

  show(reference: Reference): void {
    const known = this.#panels.get(this.#kind.keyOf(reference));
    if (known) {
      this.#kind.show(known, reference);
      return;
    }
    const { viewType, title } = this.#kind;
    this.#adopt(vscode.window.createWebviewPanel(viewType, title(), vscode.ViewColumn.Active), reference);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { reference } = (state ?? {}) as { readonly reference?: Readonly<Record<string, unknown>> };
    const restored = this.#kind.restored(reference ?? {});
    if (restored === undefined) panel.dispose();
    else this.#adopt(panel, restored);
    return Promise.resolve();
  }

  dispose(): void {
    this.#registration.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, reference: Reference): void {
    const key = this.#kind.keyOf(reference);
    this.#panels.set(
      key,
      this.#kind.create(webview, reference, () => this.#panels.delete(key)),
    );
  }
}
