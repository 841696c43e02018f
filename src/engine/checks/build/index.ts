import type { Check } from '../../model/check';
import { buildvcsBlocked } from './buildvcs-blocked';
import { embedNoFiles } from './embed-no-files';

export const buildChecks: readonly Check[] = [buildvcsBlocked, embedNoFiles];
