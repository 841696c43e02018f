import type { FromMatrixView, MatrixReference, MatrixViewState, ToMatrixView } from '../../protocol/index';
import type { Host } from '../pageHost';
import { MatrixView } from './matrixView';

/** The page of the build matrix. */
export class MatrixPage {
  readonly #host: Host<FromMatrixView, MatrixViewState>;
  readonly #root: HTMLElement;
  #view: MatrixView | undefined;
  #reference: MatrixReference | undefined;

  constructor(host: Host<FromMatrixView, MatrixViewState>, root: HTMLElement) {
    this.#host = host;
    this.#root = root;
  }

  receive(message: ToMatrixView): void {
    switch (message.kind) {
      case 'words':
        this.#view = new MatrixView(message.words, this.#host, () => this.#remember());
        this.#root.replaceChildren(this.#view.element);
        break;
      case 'matrix': {
        const first = this.#reference === undefined;
        this.#reference = message.reference;
        if (first) this.#restore(message.reference);
        this.#view?.show(message.matrix);
        if (message.reference.file !== undefined) this.#view?.goTo(message.reference.file);
        this.#remember();
        break;
      }
      case 'show':
        this.#view?.goTo(message.file);
        break;
    }
  }

  /** The window was loaded again: what was chosen counts once more. */
  #restore({ folder, dir }: MatrixReference): void {
    const state = this.#host.getState();
    if (this.#view === undefined || state?.reference.folder !== folder || state.reference.dir !== dir) return;
    this.#view.restore(state);
    const { tags } = this.#view;
    const wanted = state.withTag && state.tag !== '' ? [state.tag] : tags;
    if (wanted.length > 0) this.#host.postMessage({ kind: 'tags', tags: wanted });
  }

  #remember(): void {
    if (this.#reference === undefined || this.#view === undefined) return;
    const { folder, dir } = this.#reference;
    this.#host.setState({ reference: { folder, dir }, ...this.#view.choice });
  }
}
