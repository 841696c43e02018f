import { FactStore } from '../facts/factStore';
import type { Ports } from '../ports';
import type { Question } from './question';

/** Asks about one folder where nothing is verified: what one answer computed serves the next. */
export function openQuestions(
  ports: Ports,
  root: string,
  signal: AbortSignal,
): <T>(question: Question<T>) => Promise<T> {
  const store = new FactStore(ports, root);
  return (question) => question(store.session(signal));
}
