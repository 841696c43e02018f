import type { Timers } from './runLoop';

/** Node's timers; a waiting one does not keep the process alive. */
export const nodeTimers: Timers = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};
