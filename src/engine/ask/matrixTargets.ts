import { newestKnownMinor, portsOf, type Port } from '../constraints/ports';
import { listRows, rowsOfPorts, type Row, type RowSet } from '../constraints/rows';
import { declaredLevel, targetLevel, type TargetLevel } from '../constraints/targetLevels';
import { builtTargets } from '../facts/buildTags/builtTargets';
import type { Facts } from '../facts/factStore';
import type { OwnTarget } from './ownTarget';

/** Why a target is a column: the machine's own, declared in the configuration, built for by a file here, a port of Go. */
export type TargetOrigin = 'own' | 'declared' | 'built' | 'first-class' | 'port';

/** A column of the matrix. */
export interface MatrixTarget {
  /** as `targets` of the configuration writes it: `linux/amd64`, `windows/386,nocgo,tags=a+b` */
  readonly name: string;
  readonly origin: TargetOrigin;
  readonly goos: string;
  readonly goarch: string;
  /** undefined: on and off */
  readonly cgo: boolean | undefined;
  readonly tags: readonly string[];
  readonly rows: RowSet;
}

/** The stated universe, best known targets first; each target once, however many say it. */
export async function matrixTargets(
  own: OwnTarget,
  declared: readonly string[],
  minor: number,
  facts: Facts,
): Promise<readonly MatrixTarget[]> {
  const ownLevel = targetLevel('all', own.goos, own.goarch, own.cgo, [...own.tags]);
  const ports = portsOf(minor);
  return eachOnce([
    ownLevel && ofLevel(ownLevel, 'own'),
    ...(await namedTargets(declared, facts)),
    ...ports.filter(({ firstClass }) => firstClass).map((port) => ofPort(port, 'first-class')),
    ...ports.map((port) => ofPort(port, 'port')),
  ]);
}

/** The targets that somebody names here: the configuration, then files that build for them. */
export async function namedTargets(declared: readonly string[], facts: Facts): Promise<readonly MatrixTarget[]> {
  const levels = declared.map(declaredLevel).filter((level) => level !== undefined);
  const built = await facts.get(builtTargets, facts.root);
  return eachOnce([
    ...levels.map((level) => ofLevel(level, 'declared')),
    ...built.map(({ level }) => ofLevel(level, 'built')),
  ]);
}

function eachOnce(targets: readonly (MatrixTarget | undefined)[]): readonly MatrixTarget[] {
  const found = new Map<string, MatrixTarget>();
  for (const target of targets) if (target && !found.has(target.name)) found.set(target.name, target);
  return [...found.values()];
}

function ofPort(port: Port, origin: TargetOrigin): MatrixTarget {
  const { goos, goarch } = port;
  return { name: `${goos}/${goarch}`, origin, goos, goarch, cgo: undefined, tags: [], rows: rowsOfPorts([port]) };
}

function ofLevel({ rows, tags }: TargetLevel, origin: TargetOrigin): MatrixTarget | undefined {
  const [first, ...others] = listRows(rows);
  if (first === undefined) return undefined;
  const { goos, goarch } = first;
  const cgo = others.length > 0 || isOnlyRow(first) ? undefined : first.cgo;
  const words = [cgo === undefined ? '' : cgo ? ',cgo' : ',nocgo', tags.size > 0 ? `,tags=${[...tags].join('+')}` : ''];
  return { name: `${goos}/${goarch}${words.join('')}`, origin, goos, goarch, cgo, tags: [...tags], rows };
}

/** Of a port that has no cgo nobody needs to say that it is off. */
function isOnlyRow({ goos, goarch, cgo }: Row): boolean {
  const port = portsOf(newestKnownMinor).find((known) => known.goos === goos && known.goarch === goarch);
  return !cgo && port?.cgo === false;
}
