import type { Clock } from '../engine/index';

const nanosecondsPerMs = 1_000_000;

export const nodeClock: Clock = {
  // Not `performance`: a cold process takes most of a millisecond to load what is behind it.
  now: () => Number(process.hrtime.bigint()) / nanosecondsPerMs,
  // The user's calendar, not UTC's.
  today: () => {
    const now = new Date();
    const two = (part: number): string => String(part).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },
};
