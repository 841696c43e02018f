import { writeFile } from 'node:fs/promises';
import { basename, isWithin, joinPath } from '../../base/paths';
import { nativePathOf } from './nativePath';
import { say, type CommandFix } from '../../engine/index';
import type { FixFailure } from '../../protocol/index';
import { failed, type FixContext } from './fixContext';
import { fileChange } from './fileChange';
import { readOrNull, readTree } from './fileTree';
import { runFixCommand } from './runFixCommand';
import { shownCommand, type Tried } from './tried';

/**
 * `go mod tidy`, `download` and `vendor` write where they are told to: -modfile names another go.mod (and the go.sum
 * beside it), -o another vendor folder. So the command runs in the person's own folder, where every relative replacement
 * is right, and writes into the scratch folder alone. Unsaved files are overlaid.
 */
export async function tryWithModFile(
  fix: CommandFix,
  scratch: string,
  network: boolean,
  context: FixContext,
  signal: AbortSignal,
): Promise<Tried | FixFailure> {
  const { files } = context.ports;
  const goMod = joinPath(fix.cwd, 'go.mod');
  const goSum = joinPath(fix.cwd, 'go.sum');
  const before = { mod: await readOrNull(files, goMod), sum: await readOrNull(files, goSum) };
  if (before.mod === null) return failed(context, say('server.fix.unreadable', { file: goMod, reason: 'ENOENT' }));
  await writeFile(`${scratch}/go.mod`, before.mod);
  if (before.sum !== null) await writeFile(`${scratch}/go.sum`, before.sum);
  const [command = '', verb = '', ...rest] = fix.args;
  const native = (path: string): string => nativePathOf(context.ports.environment, path);
  const own = [`-modfile=${native(`${scratch}/go.mod`)}`];
  const overlay = await writeOverlay(scratch, [goMod, goSum], context);
  if (overlay !== undefined) own.push(`-overlay=${native(overlay)}`);
  if (verb === 'vendor') own.push('-o', native(`${scratch}/vendor`));
  const ran = await runFixCommand(
    {
      args: [command, verb, ...own, ...rest],
      shown: shownCommand(fix),
      cwd: fix.cwd,
      selectIn: fix.cwd,
      network,
      // -modfile is refused in workspace mode, and these commands are about the module alone.
      variables: { GOWORK: 'off' },
    },
    context,
    signal,
  );
  if (ran.kind === 'failed') return ran;
  const changes = [
    fileChange(context.uriOf(goMod), before.mod, await readOrNull(files, `${scratch}/go.mod`)),
    fileChange(context.uriOf(goSum), before.sum, await readOrNull(files, `${scratch}/go.sum`)),
  ];
  if (verb === 'vendor') changes.push(...(await vendorChanges(fix.cwd, scratch, context)));
  return { kind: 'tried', output: ran.output, changes: changes.filter((change) => change !== undefined) };
}

async function vendorChanges(
  dir: string,
  scratch: string,
  context: FixContext,
): Promise<ReturnType<typeof fileChange>[]> {
  const vendor = joinPath(dir, 'vendor');
  const before = await readTree(context.ports.files, vendor);
  const after = await readTree(context.ports.files, `${scratch}/vendor`);
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.map((path) =>
    fileChange(context.uriOf(joinPath(vendor, path)), before.get(path) ?? null, after.get(path) ?? null),
  );
}

/** @returns the overlay file; undefined where everything that go reads is saved */
async function writeOverlay(
  scratch: string,
  except: readonly string[],
  context: FixContext,
): Promise<string | undefined> {
  const { files, environment } = context.ports;
  const replace: Record<string, string> = {};
  for (const [at, path] of context.unsaved().entries()) {
    if (except.includes(path) || !/\.go$|^go\.(mod|sum)$/.test(basename(path)) || isWithin(scratch, path)) continue;
    const bytes = await readOrNull(files, path);
    if (bytes === null) continue;
    const copy = `${scratch}/unsaved-${at}-${basename(path)}`;
    await writeFile(copy, bytes);
    replace[nativePathOf(environment, path)] = nativePathOf(environment, copy);
  }
  if (Object.keys(replace).length === 0) return undefined;
  const overlay = `${scratch}/overlay.json`;
  await writeFile(overlay, JSON.stringify({ Replace: replace }));
  return overlay;
}
