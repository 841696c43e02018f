import * as path from 'node:path';
import { goPrints, offline } from './realGo';

/** What go/build/constraint of the installed Go says of a line. */
export interface OracleAnswer {
  readonly goBuild: boolean;
  readonly plusBuild: boolean;
  readonly error: string;
  readonly offset: number;
  readonly printed: string;
  readonly evals: readonly boolean[] | null;
  readonly consulted: readonly string[] | null;
  readonly version: string;
  readonly plusLines: readonly string[] | null;
}

/** The truth that the oracle gives a tag under one of its four assignments. */
export function oracleHolds(tag: string, assignment: number): boolean {
  return new TextEncoder().encode(tag).reduce((sum, byte) => sum + byte, assignment) % 4 < 2;
}

/** @param root of the repository */
export function askConstraintOracle(root: string, lines: readonly string[]): readonly OracleAnswer[] {
  const source = path.join(root, 'test', 'fixtures', 'oracles', 'constraint', 'main.go');
  return JSON.parse(
    goPrints(['run', source], { input: JSON.stringify(lines), env: offline }),
  ) as readonly OracleAnswer[];
}
