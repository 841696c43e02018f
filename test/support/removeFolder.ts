import { rm } from 'node:fs/promises';

/**
 * Removes a folder of a test. What the test had started may still write into it for a moment after it was killed, so this
 * tries for a minute; what then stays is the system's to clear, and no fault of the test.
 */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 300 });
  } catch (error) {
    console.log(`        left behind: ${folder}: ${String(error)}`);
  }
}
