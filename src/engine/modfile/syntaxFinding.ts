import type { RelatedLocation } from '../model/finding';
import type { Fix } from '../model/fix';
import type { Message } from '../model/message';
import type { Range } from '../model/range';
import type { ModSyntax } from '../parse/goModSyntax';
import type { ModProblem } from '../parse/goModWords';

/** A go.mod or go.work as its text goes. */
export interface ModText {
  /** absolute */
  readonly path: string;
  /** `go.mod` or `go.work` */
  readonly name: string;
  readonly text: string;
  readonly syntax: ModSyntax;
  readonly problems: readonly ModProblem[];
}

/** What go rejects in a go.mod or go.work. */
export interface SyntaxFinding {
  /** the check of go.mod that it belongs to; go.work has one check for all */
  readonly check: string;
  /** by its whole id, so that both files share it */
  readonly message: Message;
  readonly range: Range;
  readonly related?: readonly RelatedLocation[];
  readonly fixes: readonly Fix[];
}
