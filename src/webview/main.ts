import type { FromGraphView, GraphViewState, ToGraphView } from '../protocol/index';
import { GraphPage } from './graphPage';
import type { Host } from './pageHost';

declare function acquireVsCodeApi(): Host<FromGraphView, GraphViewState>;

const host = acquireVsCodeApi();
const page = new GraphPage(host, document.body);
// Only the extension can post into this frame: VS Code's own frame passes on nothing else.
window.addEventListener('message', ({ data }: MessageEvent<ToGraphView>) => page.receive(data));
host.postMessage({ kind: 'ready' });
