import type { WriteStream } from 'node:tty';
import { OutputLost, type Output } from './host';

/**
 * A stream of this process. A reader that has gone away (`| head -1`) has read what it wanted, so its absence is no error;
 * a full disk is one.
 */
export function createNodeOutput(stream: NodeJS.WriteStream): Output {
  let closed = false;
  // Without a listener the event of a closed pipe would end the process.
  stream.on('error', () => {
    closed = true;
  });
  return {
    isTerminal: stream.isTTY,
    get columns() {
      // A pseudo-terminal that nobody sized has none.
      const { columns = 0 } = stream as Partial<WriteStream>;
      return columns > 0 ? columns : undefined;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed || text === '') {
          resolve();
          return;
        }
        stream.write(text, (error) => {
          if (!error || isClosedPipe(error)) resolve();
          else reject(new OutputLost(error.message, { cause: error }));
        });
      }),
  };
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
