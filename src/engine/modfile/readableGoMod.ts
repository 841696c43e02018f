import type { Facts } from '../facts/factStore';
import { goModOf, type GoModRead } from '../facts/modules/goModOf';
import type { Module } from '../model/check';
import { say } from '../model/message';
import { notApplicable, unknown, type CheckResult } from '../model/outcome';

/** A go.mod to look at, or what a check ends with where there is none. */
export type ReadableGoMod =
  { readonly kind: 'read'; readonly goMod: GoModRead } | { readonly kind: 'none'; readonly result: CheckResult };

/** For checks of the text itself. */
export async function readableGoMod(module: Module, facts: Facts): Promise<ReadableGoMod> {
  const goMod = await facts.get(goModOf, module.dir);
  switch (goMod.kind) {
    case 'missing':
      return none(notApplicable(say('shared.noModule')));
    case 'unreadable':
      return none(
        unknown(say('shared.unreadable', { file: 'go.mod', reason: goMod.reason }), 'readable-files', ['go.mod']),
      );
    case 'file':
      // A go.mod of no directives keeps a folder out of the module above; nobody builds in it.
      return goMod.state === 'boundary' ? none(notApplicable(say('shared.goModBoundary'))) : { kind: 'read', goMod };
  }
}

/** For checks of what the file says: go reads nothing from a go.mod with a fault in it. */
export async function soundGoMod(module: Module, facts: Facts): Promise<ReadableGoMod> {
  const readable = await readableGoMod(module, facts);
  if (readable.kind === 'none' || readable.goMod.state === 'sound') return readable;
  return none(unknown(say('shared.goModFaulty'), 'readable-files', ['go.mod']));
}

function none(result: CheckResult): ReadableGoMod {
  return { kind: 'none', result };
}
