import type { Check } from '../../model/check';
import { modcacheMissing } from './modcache-missing';
import { modcacheModified } from './modcache-modified';
import { modcachePartial } from './modcache-partial';

export const cacheChecks: readonly Check[] = [modcacheMissing, modcacheModified, modcachePartial];
