import type { Check } from '../../model/check';
import { buildvcsBlocked } from './buildvcs-blocked';

export const buildChecks: readonly Check[] = [buildvcsBlocked];
