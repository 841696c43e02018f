import type { FromMatrixView, MatrixViewState, ToMatrixView } from '../../protocol/index';
import type { Host } from '../pageHost';
import { MatrixPage } from './matrixPage';

declare function acquireVsCodeApi(): Host<FromMatrixView, MatrixViewState>;

const host = acquireVsCodeApi();
const page = new MatrixPage(host, document.body);
// Only the extension can post into this frame: VS Code's own frame passes on nothing else.
window.addEventListener('message', ({ data }: MessageEvent<ToMatrixView>) => page.receive(data));
host.postMessage({ kind: 'ready' });
