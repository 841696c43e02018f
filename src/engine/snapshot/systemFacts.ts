import { joinPath } from '../../base/paths';
import { hostGoos } from '../facts/cgo/cgoDefault';
import type { Facts } from '../facts/factStore';
import type { SystemFacts } from './snapshot';

/** The machine as far as its files tell. The name of the machine is none of anybody's business. */
export async function systemFacts(facts: Facts): Promise<SystemFacts> {
  const { environment } = facts;
  const isLinux = environment.platform === 'linux';
  return {
    os: hostGoos(environment),
    arch: environment.arch,
    distribution: (await distribution(facts)) ?? null,
    kernel: isLinux ? ((await facts.readText('/proc/sys/kernel/osrelease'))?.trim() ?? null) : null,
    libc: isLinux ? await libcs(facts) : [],
  };
}

async function distribution(facts: Facts): Promise<string | undefined> {
  if (facts.environment.platform === 'darwin') {
    const text = await facts.readText('/System/Library/CoreServices/SystemVersion.plist');
    const version = /<key>ProductVersion<\/key>\s*<string>([^<]*)<\/string>/.exec(text ?? '')?.[1];
    return version === undefined ? undefined : `macOS ${version}`;
  }
  if (facts.environment.platform !== 'linux') return undefined;
  // os-release(5): the second is there where the first, often a link to it, is not.
  const text = (await facts.readText('/etc/os-release')) ?? (await facts.readText('/usr/lib/os-release'));
  return /^PRETTY_NAME=(["']?)(.*)\1\s*$/m.exec(text ?? '')?.[2];
}

/** By the loader that a dynamic binary names: `/lib/ld-musl-x86_64.so.1`, `/lib64/ld-linux-x86-64.so.2`. */
async function libcs(facts: Facts): Promise<readonly ('glibc' | 'musl')[]> {
  const names: string[] = [];
  for (const folder of ['/lib', '/lib64', '/usr/lib', '/usr/lib64'])
    names.push(...((await facts.readDirectory(joinPath(folder))) ?? []).map(({ name }) => name));
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  return [
    ...(has(/^ld-linux(?:-[\w-]+)?\.so\.\d$|^ld64\.so\.\d$/) ? (['glibc'] as const) : []),
    ...(has(/^ld-musl-.*\.so\.1$/) ? (['musl'] as const) : []),
  ];
}
