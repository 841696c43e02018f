import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Cancelled, goEnvFile, goForFix, say, type SettingFix } from '../../engine/index';
import type { FixFailure, FixPreview, SettingApplied } from '../../protocol/index';
import { failed, type FixContext } from './fixContext';
import { fileChange } from './fileChange';
import { readOrNull } from './fileTree';
import { nativePathOf } from './nativePath';
import { withScratch } from './scratch';

/** A change of the GOENV file that was shown, or that takes back one that was made. */
interface Pending {
  readonly key: string;
  readonly value: string | undefined;
  readonly file: string;
  /** what the file held when this was shown; null: there was none */
  readonly before: Uint8Array | null;
  readonly previous: string | undefined;
  /** the workspace folder of the finding */
  readonly root: string;
}

const timeoutMs = 10_000;
const mostPending = 50;

/** Previews and applies changes of the GOENV file. What is applied is what was shown, and only `go env` writes. */
export class SettingFixes {
  readonly #pending = new Map<string, Pending>();

  async preview(fix: SettingFix, title: string, context: FixContext, signal: AbortSignal): Promise<FixPreview> {
    const command = shownSetting(fix);
    if (!/^[A-Z][A-Z0-9_]*$/.test(fix.key) || /[\0\r\n]/.test(fix.value ?? '')) {
      return failed(context, say('server.fix.badSetting', { name: fix.key }));
    }
    if ((context.ports.environment.variables[fix.key] ?? '') !== '') {
      return failed(context, say('server.fix.overridden', { name: fix.key }));
    }
    const { state, path } = await goEnvFile(context.ports, signal);
    if (state === 'off') return failed(context, say('server.fix.goenvOff', { command }));
    if (path === undefined) return failed(context, say('server.fix.goenvUnknown'));
    const before = await readOrNull(context.ports.files, path);
    return withScratch(context.ports.environment.tempDir, async (scratch): Promise<FixPreview> => {
      const copy = `${scratch}/env`;
      if (before !== null) await writeFile(copy, before);
      const written = await writeSetting(fix, copy, context, signal);
      if (written) return written;
      const file = fileChange(context.uriOf(path), before, await readOrNull(context.ports.files, copy));
      if (file === undefined) return { kind: 'nothing', title, output: '' };
      const oldValue = valueIn(before, fix.key);
      const { key, value } = fix;
      const pending = { key, value, file: path, before, previous: oldValue, root: context.root };
      return {
        kind: 'setting',
        title,
        command,
        token: this.#remember(pending),
        file,
        ...(oldValue !== undefined && { oldValue }),
        ...(fix.value !== undefined && { newValue: fix.value }),
      };
    });
  }

  async apply(token: string, anyContext: Omit<FixContext, 'root'>, signal: AbortSignal): Promise<SettingApplied> {
    const pending = this.#pending.get(token);
    const context = { ...anyContext, root: pending?.root ?? '' };
    this.#pending.delete(token);
    const { state, path } = await goEnvFile(context.ports, signal);
    const now = path === undefined ? null : await readOrNull(context.ports.files, path);
    if (pending === undefined || path !== pending.file || !sameBytes(now, pending.before)) {
      return failed(context, say('server.fix.previewOld'));
    }
    if (state === 'off') return failed(context, say('server.fix.goenvOff', { command: shownSetting(pending) }));
    const problem = await writeSetting(pending, pending.file, context, signal);
    if (problem) return problem;
    const { key, value, previous, file, root } = pending;
    const before = await readOrNull(context.ports.files, file);
    return { kind: 'applied', undo: this.#remember({ key, value: previous, file, before, previous: value, root }) };
  }

  #remember(pending: Pending): string {
    const token = randomUUID();
    this.#pending.set(token, pending);
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > mostPending && oldest !== undefined) this.#pending.delete(oldest);
    return token;
  }
}

/** Lets `go env` write one file. @returns why it did not */
async function writeSetting(
  { key, value }: Pick<SettingFix, 'key' | 'value'>,
  file: string,
  context: FixContext,
  signal: AbortSignal,
): Promise<FixFailure | undefined> {
  const command = shownSetting({ key, value });
  const { ports } = context;
  const folder = ports.environment.tempDir;
  const go = await goForFix(ports, { root: context.root, dir: folder, network: false }, signal);
  if (go.kind === 'no-go') return failed(context, say('server.fix.noGo', { command }));
  if (go.kind === 'no-toolchain') {
    return failed(context, say('server.fix.noToolchain', { command, toolchain: go.toolchain }));
  }
  const args = value === undefined ? ['env', '-u', key] : ['env', '-w', `${key}=${value}`];
  // A neutral value, for one of the person's own could hold -u or -w and turn the command into another.
  const env = { ...go.env, GOENV: nativePathOf(ports.environment, file), GOFLAGS: '-mod=readonly' };
  const result = await ports.processes.run({ file: go.path, args, cwd: folder, env, timeoutMs }, signal);
  if (result.kind === 'exited' && result.code === 0) return undefined;
  if (result.kind === 'cancelled') throw new Cancelled();
  const output = 'stderr' in result ? result.stderr : '';
  const detail = output.trim().split('\n').at(-1) ?? result.kind;
  return failed(context, say('server.fix.commandFailed', { command, detail: detail || result.kind }), output);
}

function shownSetting({ key, value }: Pick<SettingFix, 'key' | 'value'>): string {
  if (value === undefined) return `go env -u ${key}`;
  return `go env -w ${/^[\w@%+=:,./~-]*$/.test(value) ? `${key}=${value}` : `'${key}=${value}'`}`;
}

/** The last line of a key counts, as in go. */
function valueIn(bytes: Uint8Array | null, key: string): string | undefined {
  if (bytes === null) return undefined;
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines
    .findLast((line) => line.startsWith(`${key}=`))
    ?.slice(key.length + 1)
    .replace(/\r$/, '');
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
