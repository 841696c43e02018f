import { joinPath } from '../../base/paths';
import { environmentVariable } from '../facts/environment/environmentVariable';
import { nativePath, osVariable } from '../facts/environment/osVariable';
import { userEnvFile, type UserEnvFile } from '../facts/environment/userEnvFile';
import { FactStore } from '../facts/factStore';
import { guardedGoFlags } from '../facts/go/goFlagsGuard';
import { selectedToolchain } from '../facts/go/selectedToolchain';
import type { Ports } from '../ports';

/** The go that makes a fix, and the environment it gets. */
export type GoForFix =
  | { readonly kind: 'ready'; readonly path: string; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'no-go' }
  | { readonly kind: 'no-toolchain'; readonly toolchain: string };

export interface GoForFixRequest {
  /** the folder that is verified: a go inside it is never run */
  readonly root: string;
  /** the folder whose files choose the toolchain */
  readonly dir: string;
  /** whether the person agreed to it; then the proxies and the checksum database are the person's own */
  readonly network: boolean;
}

/**
 * The go for a command that a person asked for, in a scratch copy: it may write there. Checks never use this; they have
 * `runGo`.
 */
export async function goForFix(
  ports: Ports,
  { root, dir, network }: GoForFixRequest,
  signal: AbortSignal,
): Promise<GoForFix> {
  const facts = new FactStore(ports, root).session(signal);
  const selected = await facts.get(selectedToolchain, dir);
  switch (selected.kind) {
    case 'no-go':
      return { kind: 'no-go' };
    case 'missing':
      return { kind: 'no-toolchain', toolchain: selected.toolchain };
    case 'refused':
      return { kind: 'no-toolchain', toolchain: `go${selected.required}` };
    case 'invalid':
      return { kind: 'no-toolchain', toolchain: selected.setting.value };
    case 'local':
    case 'switch':
  }
  const path = selected.kind === 'local' ? selected.local.path : selected.path;
  const flags = (await facts.get(environmentVariable, 'GOFLAGS')).value;
  const environment = facts.environment;
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment.variables)) {
    const plain = environment.platform === 'win32' ? name.toUpperCase() : name;
    if (!replaced.has(plain) && !plain.startsWith('GOTOOLCHAIN_INTERNAL_')) env[name] = value;
  }
  Object.assign(env, always, network ? {} : offline);
  const debug = osVariable(environment, 'GODEBUG');
  env.GODEBUG = network ? debug : [debug, 'cmdgonetlimit=0'].filter((part) => part !== '').join(',');
  env.GOFLAGS = guardedGoFlags(flags, ['-buildvcs=false']);
  // A path below a file cannot be created: nothing is counted and nothing is uploaded.
  env.TEST_TELEMETRY_DIR = nativePath(environment, joinPath(path, 'telemetry'));
  // As cmd/go does when it switches.
  if (selected.kind === 'switch') {
    delete env.GOROOT;
    if (selected.where === 'module-cache') env.GOROOT = nativePath(environment, joinPath(path, '../..'));
  }
  return { kind: 'ready', path, env };
}

/** Ours, or a property of the folder that a command runs in. */
const replaced: ReadonlySet<string> = new Set(['GODEBUG', 'GOFLAGS', 'PWD', 'OLDPWD', 'GO111MODULE']);

const always = { GOTOOLCHAIN: 'local', GO111MODULE: 'on', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' } as const;

const offline = { GOPROXY: 'off', GONOPROXY: 'none', GOSUMDB: 'off' } as const;

/** The file that `go env -w` writes. */
export async function goEnvFile(ports: Ports, signal: AbortSignal): Promise<UserEnvFile> {
  return new FactStore(ports).session(signal).get(userEnvFile);
}
