import { firstClassPorts, newestKnownMinor, portsOf } from './ports';
import { impliedOs, knownArches, knownOses, unixOses } from './knownNames';
import { plainBuilds, type Universe } from './reach';
import { intersect, isEmpty, listRows, printRow, rowsOfPorts, rowsOfTag, unite, type Row, type RowSet } from './rows';

/**
 * The universe of targets, best known first: those that the configuration declares, those that a file of the repository
 * builds for, the first-class ports of Go, all ports. What shows on an earlier one is worse.
 */
export interface TargetLevel {
  readonly level: 'declared' | 'built' | 'first-class' | 'all';
  readonly rows: RowSet;
  /** what -tags sets there */
  readonly tags: ReadonlySet<string>;
  /** of `built`: tests are run there, or vetted */
  readonly tested?: boolean;
  /** of `built`: programs are linked there */
  readonly linked?: boolean;
  /** the folders of those that are; absent: all that are built */
  readonly linkedFolders?: ReadonlySet<string>;
  /** of `built`: the folders of packages that are built there, relative to the verified folder; absent: all of the module */
  readonly folders?: ReadonlySet<string>;
}

/** The levels at which a package is built: for others the ports speak. @param folder relative to the verified one */
export function levelsAt(levels: readonly TargetLevel[], folder: string): readonly TargetLevel[] {
  if (levels.every(({ folders }) => folders === undefined)) return levels;
  return levels.filter((level) => isBuiltAt(level, folder));
}

/** Whether a package is built at a level. */
export function isBuiltAt({ folders }: TargetLevel, folder: string): boolean {
  return folders === undefined || folders.has(folder);
}

/** Whether a program of a folder is linked at a level: whoever declares a target wants all of it built. */
export function isLinkedAt({ level, linked, linkedFolders }: TargetLevel, folder: string): boolean {
  return level === 'declared' || (linked === true && (linkedFolders === undefined || linkedFolders.has(folder)));
}

const everyPort = rowsOfPorts(portsOf(newestKnownMinor));

const noTags: ReadonlySet<string> = new Set();

/** The levels that every repository has. */
export const portLevels: readonly TargetLevel[] = [
  { level: 'first-class', rows: rowsOfPorts(firstClassPorts), tags: noTags },
  { level: 'all', rows: everyPort, tags: noTags },
];

/** `linux/amd64`, `windows/386,nocgo,tags=a+b`: without a word about cgo, both. undefined for a port that nobody has. */
export function declaredLevel(target: string): TargetLevel | undefined {
  const [port = '', ...words] = target.split(',');
  const [goos = '', goarch = ''] = port.split('/');
  const tags =
    words
      .find((word) => word.startsWith('tags='))
      ?.slice('tags='.length)
      .split('+') ?? [];
  const cgo = words.includes('cgo') ? true : words.includes('nocgo') ? false : undefined;
  return targetLevel('declared', goos, goarch, cgo, tags);
}

/** @param cgo undefined: on and off */
export function targetLevel(
  level: TargetLevel['level'],
  goos: string,
  goarch: string,
  cgo: boolean | undefined,
  tags: readonly string[],
): TargetLevel | undefined {
  if (!knownOses.includes(goos) || !knownArches.includes(goarch)) return undefined;
  const port = portsOf(newestKnownMinor).find((known) => known.goos === goos && known.goarch === goarch);
  const rows = rowsOfPorts([port ?? { goos, goarch, cgo: true, firstClass: false }]);
  const withCgo = rowsOfTag('cgo');
  const off = rowsOfPorts([{ goos, goarch, cgo: false, firstClass: false }]);
  const chosen = cgo === undefined || withCgo === undefined ? rows : cgo ? intersect(rows, withCgo) : off;
  return isEmpty(chosen) ? undefined : { level, rows: chosen, tags: new Set(tags) };
}

/** What a build of this level sets, by the newest known Go. */
export function universeOf({ rows, tags }: TargetLevel): Universe {
  const plain = plainBuilds(newestKnownMinor);
  return { ...plain, rows, fixed: (tag, kind) => (tags.has(tag) ? true : plain.fixed(tag, kind)) };
}

/** Systems in the order in which people have them. */
const familiar = ['linux', 'darwin', 'windows'];

/** The one of some rows that most people have. */
export function witnessOf(listed: readonly Row[]): Row | undefined {
  const goos = familiar.find((os) => listed.some((row) => row.goos === os)) ?? listed[0]?.goos;
  const ofSystem = listed.filter((row) => row.goos === goos);
  return ofSystem.find(({ goarch }) => goarch === 'amd64') ?? ofSystem[0];
}

/**
 * The shortest description of some of a level's rows: `GOOS=darwin`, `GOOS=linux, cgo off, tag integration`.
 * @param rows not empty
 */
export function describeRows(rows: RowSet, { level, rows: own, tags }: TargetLevel): string {
  const listed = listRows(rows);
  // A single target must not be told as its whole system.
  const all = level === 'first-class' ? own : unite(own, everyPort);
  const names = new Set(listed.map(printRow));
  const hasAll = (accept: (row: Row) => boolean): boolean =>
    listRows(all)
      .filter(accept)
      .every((row) => names.has(printRow(row)));
  const first = witnessOf(listed);
  if (first === undefined) return '';
  const { goos } = first;
  const isOs = (row: Row): boolean => row.goos === goos;
  const isCgo = (row: Row): boolean => row.cgo === first.cgo;
  const isArch = (row: Row): boolean => row.goarch === first.goarch;
  const cgo = `cgo ${first.cgo ? 'on' : 'off'}`;
  const words = [`GOOS=${goos}`];
  if (!hasAll(isOs)) {
    if (hasAll((row) => isOs(row) && isCgo(row))) words.push(cgo);
    else {
      words[0] = `GOOS=${goos} GOARCH=${first.goarch}`;
      if (!hasAll((row) => isOs(row) && isArch(row))) words.push(cgo);
    }
  }
  if (tags.size > 0) words.push(`${tags.size > 1 ? 'tags' : 'tag'} ${[...tags].join(',')}`);
  return words.join(', ');
}

/** Whether a file that names one of these tags was written with the system in mind. */
export function concerns(tags: ReadonlySet<string>, goos: string): boolean {
  const implied = impliedOs.get(goos);
  return tags.has(goos) || (implied !== undefined && tags.has(implied)) || (unixOses.has(goos) && tags.has('unix'));
}
