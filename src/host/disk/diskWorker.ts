import type { MessagePort } from 'node:worker_threads';
import { allKnown, type Awaitable } from '../../base/awaitable';
import { DirectFileSystem } from './directFileSystem';
import { directHasher } from './hasher';
import { pack, type DiskAnswers, type DiskQuestion, type DiskRequest, type DiskVerb } from './diskBatch';

/** The worker thread that reads the disk synchronously, hundreds of files at a time. */
export function answerDiskQuestions(port: MessagePort): void {
  const files = new DirectFileSystem();
  const hasher = directHasher();
  const answerOf = ({ verb, path }: DiskQuestion): Awaitable<DiskAnswers[DiskVerb]> =>
    verb === 'sha256' ? hasher.sha256OfFile(path) : files[verb](path);
  port.on('message', ({ id, questions }: DiskRequest) => {
    void Promise.resolve(allKnown(questions.map(answerOf))).then((answers) => {
      const reply = pack(id, answers);
      port.postMessage(reply, [reply.bytes.buffer]);
    });
  });
}
