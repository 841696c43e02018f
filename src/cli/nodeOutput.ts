import { fstatSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { late } from '../base/late';
import { OutputLost, type Output } from './host';

/**
 * A stream of this process. A reader that has gone away (`| head -1`) has read what it wanted, so its absence is no error;
 * a full disk is one.
 * @param file its number
 * @param open makes it, which takes Node a millisecond: most runs write nothing to standard error
 */
export function createNodeOutput(file: 1 | 2, open: () => NodeJS.WriteStream): Output {
  let closed = false;
  const stream = late(() =>
    // Without a listener the event of a closed pipe would end the process.
    open().on('error', () => {
      closed = true;
    }),
  );
  return {
    get isTerminal() {
      return mayBeTerminal(file) && stream().isTTY;
    },
    get columns() {
      // A pseudo-terminal that nobody sized has none.
      const { columns = 0 } = stream() as Partial<WriteStream>;
      return columns > 0 ? columns : undefined;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed || text === '') {
          resolve();
          return;
        }
        stream().write(text, (error) => {
          if (!error || isClosedPipe(error)) resolve();
          else reject(new OutputLost(error.message, { cause: error }));
        });
      }),
  };
}

function mayBeTerminal(file: number): boolean {
  try {
    return process.platform === 'win32' || fstatSync(file).isCharacterDevice();
  } catch {
    return false;
  }
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
