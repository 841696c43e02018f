import { ConstraintTable } from '../../constraints/constraintTable';
import type { Fact } from '../factStore';

/** The one table of a store. It rests on no input, so it is never computed again. */
export const constraintTable: Fact<ConstraintTable> = {
  name: 'constraintTable',
  compute: () => new ConstraintTable(),
};
