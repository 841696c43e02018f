import { directiveMutations } from './directives';
import type { ModFileMutation } from './lines';
import { requireMutations } from './requires';
import { sumMutations } from './sums';
import { vendorMutations, workMutations } from './workspaces';

/** Every way in which the proof breaks go.mod, go.sum, go.work and vendor/modules.txt. */
export const modFileMutations: readonly { readonly group: string; readonly mutations: readonly ModFileMutation[] }[] = [
  { group: 'require', mutations: requireMutations },
  { group: 'go.mod', mutations: directiveMutations },
  { group: 'go.sum', mutations: sumMutations },
  { group: 'go.work', mutations: workMutations },
  { group: 'vendor', mutations: vendorMutations },
];
