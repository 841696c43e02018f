import { joinPath } from '../../../base/paths';
import { homeVariable, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Facts } from '../factStore';

/** Folders where installers and package managers put `go`, for when PATH does not know it. */
export async function wellKnownFolders(facts: Facts): Promise<string[]> {
  const { environment } = facts;
  const home = homeVariable(environment).value;
  const fixed: Record<typeof environment.platform, readonly string[]> = {
    linux: [
      '/usr/local/go/bin',
      '/usr/lib/go/bin',
      '/usr/lib/golang/bin',
      '/snap/go/current/bin',
      '/home/linuxbrew/.linuxbrew/opt/go/libexec/bin',
    ],
    darwin: [
      '/usr/local/go/bin',
      '/opt/homebrew/opt/go/libexec/bin',
      '/usr/local/opt/go/libexec/bin',
      '/opt/local/lib/go/bin',
    ],
    win32: windowsFolders(['ProgramFiles', 'ProgramFiles(x86)', 'SystemDrive'], (name) =>
      pathFromVariable(environment, osVariable(environment, name)),
    ),
    other: ['/usr/local/go/bin', '/usr/pkg/go/bin'],
  };
  const own =
    home === '' ? [] : [joinPath(home, 'go-sdk/bin'), joinPath(home, '.local/go/bin'), joinPath(home, '.g/go/bin')];
  const scoop = environment.platform === 'win32' && home !== '' ? [joinPath(home, 'scoop/apps/go/current/bin')] : [];
  return [...fixed[environment.platform], ...own, ...scoop, ...(await downloadedSdks(home, facts))];
}

function windowsFolders(variables: readonly string[], read: (name: string) => string): string[] {
  return variables
    .map(read)
    .filter((folder) => folder !== '')
    .map((folder) => joinPath(/^[A-Za-z]:$/.test(folder) ? `${folder}/` : folder, 'Go/bin'));
}

/** The trees that `golang.org/dl` and the editors download, newest name first. */
async function downloadedSdks(home: string, facts: Facts): Promise<string[]> {
  if (home === '') return [];
  const folders: string[] = [];
  for (const parent of [joinPath(home, 'sdk'), joinPath(home, 'go/sdk')]) {
    const names = ((await facts.readDirectory(parent)) ?? []).map((entry) => entry.name);
    const sorted = newestFirst(names.filter((name) => name.startsWith('go')));
    folders.push(...sorted.map((name) => joinPath(parent, name, 'bin')));
  }
  return folders;
}

/** To make a collator takes 4 ms, and few have several of these. */
function newestFirst(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const byNumbers = new Intl.Collator('en', { numeric: true });
  return names.toSorted((a, b) => byNumbers.compare(b, a));
}
