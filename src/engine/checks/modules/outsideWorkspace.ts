import type { Facts } from '../../facts/factStore';
import { workspaceOf } from '../../facts/modules/workspaceOf';
import type { Module } from '../../model/check';
import type { Severity } from '../../model/severity';

/**
 * In a workspace go does not ask whether the go.mod of a member is as it would write it. Then such a fault stops only those
 * who build the module by itself: CI with GOWORK=off, `go mod tidy`, users of the module.
 */
export interface Reach {
  readonly severity: Severity;
  /** picks the template: what happens here, or only outside the workspace */
  readonly name: <T extends string>(here: T) => T | `${T}Outside`;
}

export async function reachOf(module: Module, facts: Facts): Promise<Reach> {
  // In a module that the go.work does not list go stops for that reason first.
  const workspace = await facts.get(workspaceOf, module.dir);
  return workspace.kind !== 'file'
    ? { severity: 'error', name: (here) => here }
    : { severity: 'warning', name: (here) => `${here}Outside` };
}
