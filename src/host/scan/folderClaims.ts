import type { DividedWalk } from '../../engine/index';

/** Folders that two walks in two threads have begun and emptied: a byte a folder, found by the hash of its path. */
export type FolderClaims = Uint8Array<SharedArrayBuffer>;

/** Two folders of one byte are taken for one: of 9,000 folders that are some hundred, which are then read last. */
const size = 1 << 18;

export function newFolderClaims(): FolderClaims {
  return new Uint8Array(new SharedArrayBuffer(size));
}

const begun = 1;
const exhausted = 2;

/** One of the two walks; both are given the same claims. */
export function dividedWalk(claims: FolderClaims, backwards: boolean): DividedWalk {
  return {
    backwards,
    claim: (path) => (Atomics.or(claims, slotOf(path), begun) & begun) === 0,
    exhaust: (path) => void Atomics.or(claims, slotOf(path), exhausted),
    isExhausted: (path) => (Atomics.load(claims, slotOf(path)) & exhausted) !== 0,
  };
}

function slotOf(path: string): number {
  let hash = 0;
  for (let at = 0; at < path.length; at++) hash = (Math.imul(hash, 31) + path.charCodeAt(at)) | 0;
  return Math.imul(hash, 0x9e3779b1) >>> 14;
}
