import type { Clock } from '../engine/index';

export const nodeClock: Clock = {
  now: () => performance.now(),
  // The user's calendar, not UTC's.
  today: () => {
    const now = new Date();
    const two = (part: number): string => String(part).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },
};
