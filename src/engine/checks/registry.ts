import type { Check } from '../model/check';
import { buildChecks } from './build/index';
import { buildTagsChecks } from './build-tags/index';
import { cacheChecks } from './cache/index';
import { cgoChecks } from './cgo/index';
import { ciChecks } from './ci/index';
import { environmentChecks } from './environment/index';
import { modulesChecks } from './modules/index';
import { policyChecks } from './policy/index';
import { sumsChecks } from './sums/index';
import { toolchainChecks } from './toolchain/index';
import { vendorChecks } from './vendor/index';
import { workspaceChecks } from './workspace/index';

/** The families that judge Go's own world, each list in its `index.ts`, sorted by id; a test compares lists and folders. */
const goChecks: readonly Check[] = [
  ...buildChecks,
  ...buildTagsChecks,
  ...cacheChecks,
  ...cgoChecks,
  ...ciChecks,
  ...environmentChecks,
  ...modulesChecks,
  ...sumsChecks,
  ...toolchainChecks,
  ...vendorChecks,
  ...workspaceChecks,
];

/** Every check. The family policy judges what a repository says about the others. */
export const allChecks: readonly Check[] = [...goChecks, ...policyChecks(goChecks)];
