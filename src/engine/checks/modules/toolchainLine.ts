import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import type { GoModFile } from '../../parse/goMod';
import { compareGoVersions, goVersionOfToolchain } from '../../parse/goVersion';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { reachOf } from './outsideWorkspace';
import { soundGoMod } from '../../modfile/readableGoMod';

/** Why go would take a toolchain line out of go.mod: until then commands that may not change go.mod stop. */
export type ToolchainFault =
  'gomod-toolchain-redundant' | 'gomod-toolchain-default' | 'gomod-toolchain-pre121' | 'gomod-toolchain-format';

/** `UpdateGoModFromReqs`: dropped when it repeats the go line, and below 1.21, which what names no version counts as. */
export function toolchainFault({ go, toolchain }: GoModFile): ToolchainFault | undefined {
  const name = toolchain?.name.value;
  if (name === undefined) return undefined;
  if (name === 'default') return 'gomod-toolchain-default';
  // Without a go line go assumes 1.16.
  if (name === `go${go?.version.value ?? '1.16'}`) return 'gomod-toolchain-redundant';
  const version = goVersionOfToolchain(name);
  if (version === '') return 'gomod-toolchain-format';
  return compareGoVersions(version, '1.21') < 0 ? 'gomod-toolchain-pre121' : undefined;
}

/** The body of a check that reports one of them. */
export function toolchainCheck(id: ToolchainFault): ModuleCheck['run'] {
  return async (module: Module, facts: Facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path, file } = sound.goMod;
    if (file.toolchain === undefined) return notApplicable(say('shared.noToolchainLine'));
    if (toolchainFault(file) !== id) return passed;
    const { severity, name } = await reachOf(module, facts);
    const { line, name: toolchain } = file.toolchain;
    const args = { name: toolchain.value, go: file.go?.version.value ?? '1.16' };
    const place = { file: path, range: id === 'gomod-toolchain-format' ? toolchain.range : line.range };
    return found([
      {
        message: say(name('dropped'), args),
        severity,
        location: place,
        fixes: [deleteDirectiveFix(sound.goMod, line, true)],
      },
    ]);
  };
}
