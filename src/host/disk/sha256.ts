import { hash } from 'node:crypto';

/** In one step: an object for each of thousands of small files costs several times as much as their digests. */
export function sha256(content: Uint8Array | string, encoding: 'hex' | 'base64'): string {
  return hash('sha256', content, encoding);
}
