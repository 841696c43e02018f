import { answerIn, type GoFound } from './goAnswerIn';
import { goFaces, type AskShell, type GoFace } from './goFaces';
import type { Question } from './question';

/** Which go runs in a folder, why, and which one other programs would take there. */
export interface GoAnswer extends GoFound {
  /** absolute */
  readonly folder: string;
  readonly faces: readonly GoFace[];
}

/**
 * @param folder absolute: where somebody would type `go`
 * @param askShell a shell runs start files: only where somebody wants it, or there is no other way to know
 */
export function whyGo(folder: string, askShell: AskShell = 'never'): Question<GoAnswer> {
  return async (facts) => {
    const own = await answerIn(folder, facts);
    return { folder, ...own, faces: await goFaces(folder, own, askShell, facts) };
  };
}
