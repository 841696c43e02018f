import assert from 'node:assert/strict';
import { createEngine, type Question } from '../../src/engine/index';
import { memoryTree } from './memoryTree';
import { memoryPorts, MemoryFiles } from './memoryPorts';

/** The answer to a question about `/work`, over a file system in memory. A question that runs a process fails. */
export async function askMemory<T>(files: Readonly<Record<string, string>>, question: Question<T>): Promise<T> {
  const memory = new MemoryFiles(files);
  const ports = memoryPorts({
    files: memory,
    tree: (root) => memoryTree(memory, root),
    answer: () => assert.fail('a question runs no process'),
  });
  return createEngine(ports, []).ask('/work', question, new AbortController().signal);
}
