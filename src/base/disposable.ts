/** What gives back what it holds. */
export interface Disposable {
  dispose(): unknown;
}

/** Disposes in the opposite order of acquisition. */
export function disposeAll(disposables: readonly Disposable[]): void {
  for (const disposable of disposables.toReversed()) disposable.dispose();
}
