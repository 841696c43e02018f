import { isAbsolutePath, isWithin, joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { osVariable } from '../../facts/environment/osVariable';
import { placeOf } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

const mounts = '/proc/self/mountinfo';

export const tmpNoexec: MachineCheck = {
  id: 'tmp-noexec',
  family: 'environment',
  scope: 'machine',
  title: 'What go test builds can be run where it is built',
  why: 'go run and go test build a program in the folder for temporary files and start it there. On a file system that is mounted noexec, as hardened machines have it, nothing starts.',
  fix: 'Set GOTMPDIR to a folder on another file system: go env -w GOTMPDIR=$HOME/.cache/go-tmp (make it first).',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noexec:
      '{folder} lies on a file system that is mounted noexec ({mount}): go test and go run stop with "permission denied"',
    otherSystem: 'only Linux tells how its file systems are mounted',
    noFolder: '{folder} does not exist',
    relative: '{folder} is relative: another folder in each place',
    noMounts: '{file} cannot be read, which says how file systems are mounted',
  },
  run: async (_, facts) => {
    if (facts.environment.platform !== 'linux') return notApplicable(say('otherSystem'));
    const variable = await facts.get(environmentVariable, 'GOTMPDIR');
    // As os.TempDir of Go, which knows TMPDIR alone.
    const folder = variable.value || osVariable(facts.environment, 'TMPDIR') || '/tmp';
    if (!isAbsolutePath(folder)) return notApplicable(say('relative', { folder }));
    const real = await facts.realPath(joinPath(folder));
    if (real === undefined) return notApplicable(say('noFolder', { folder }));
    const text = await facts.readText(mounts);
    if (text === undefined) return unknown(say('noMounts', { file: mounts }), 'readable-files');
    const mount = mountHolding(real, text);
    if (mount === undefined || !mount.options.includes('noexec')) return passed;
    const place = variable.value === '' ? { anchor: 'env:TMPDIR' } : placeOf(variable);
    return found([{ message: say('noexec', { folder, mount: mount.path }), ...place, key: 'noexec' }]);
  },
};

interface Mount {
  readonly path: string;
  readonly options: readonly string[];
}

/** The mount that shows at a path: the innermost, and of two at one place the later one. */
function mountHolding(path: string, text: string): Mount | undefined {
  let held: Mount | undefined;
  for (const line of text.split('\n')) {
    const [, , , , place = '', options = ''] = line.split(' ');
    const mount = place.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    if (!mount.startsWith('/') || !isWithin(mount, path)) continue;
    if (held === undefined || mount.length >= held.path.length) held = { path: mount, options: options.split(',') };
  }
  return held;
}
