import type { Check } from '../../model/check';
import { cacheOnNetworkFs, diskSpaceLow, gocacheUnwritable, gomodcacheUnwritable } from './gocache-unwritable';
import { modcacheInsideModule } from './modcache-inside-module';
import { modcacheMissing } from './modcache-missing';
import { modcacheModified } from './modcache-modified';
import { modcachePartial } from './modcache-partial';
import { modcacheZipBroken } from './modcache-zip-broken';

export const cacheChecks: readonly Check[] = [
  cacheOnNetworkFs,
  diskSpaceLow,
  gocacheUnwritable,
  gomodcacheUnwritable,
  modcacheInsideModule,
  modcacheMissing,
  modcacheModified,
  modcachePartial,
  modcacheZipBroken,
];
