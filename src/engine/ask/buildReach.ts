import { basename } from '../../base/paths';
import { fileExpr, headerCondition } from '../constraints/inclusion';
import { portsOf, type Port } from '../constraints/ports';
import { plainBuilds, possibleRows } from '../constraints/reach';
import { intersect, isEmpty, listRows, rowsOfPorts, type RowSet } from '../constraints/rows';
import { constrainedFile, type ConstrainedFile } from '../facts/buildTags/constrainedFile';
import type { Facts } from '../facts/factStore';
import { constraintLinesOf } from '../parse/goHeader';
import type { BuildExpr } from '../parse/buildExpr';
import { installedMinor, ownTarget, type OwnTarget } from './ownTarget';

/** On which targets a file is built, seen from this machine. */
export interface BuildReach {
  readonly file: ConstrainedFile;
  /** name, constraint and cgo together; undefined: it is built everywhere */
  readonly condition: BuildExpr | undefined;
  /** the N of the go1.N that the ports are those of */
  readonly minor: number;
  readonly ports: readonly Port[];
  /** those on which a plain build takes the file, with cgo or without */
  readonly built: readonly Port[];
  /** the target of this machine and of GOFLAGS, and whether a build for it takes the file */
  readonly own: { readonly name: string; readonly built: 'yes' | 'no' | 'with-cgo' | 'without-cgo' };
}

/** undefined where the file does not read, or go cannot read its constraint. @param path of a Go file */
export async function buildReach(path: string, facts: Facts): Promise<BuildReach | undefined> {
  const file = await facts.get(constrainedFile, path);
  if (file?.header.packageClause === undefined) return undefined;
  const constraints = constraintLinesOf(file.header.constraints);
  const header = headerCondition(constraints);
  if (header.kind === 'malformed') return undefined;
  const cgo = file.header.imports.some(({ path: imported }) => imported === 'C');
  const condition = fileExpr({ name: basename(path), constraints, cgo }, header);
  const minor = await installedMinor(facts);
  const ports = portsOf(minor);
  const rows = rowsBuilt(condition, minor, new Set());
  const own = await ownTarget(facts);
  const ownRows = own.tags.size > 0 ? rowsBuilt(condition, minor, own.tags) : rows;
  return {
    file,
    condition,
    minor,
    ports,
    built: ports.filter((port) => !isEmpty(intersect(rows, rowsOfPorts([port])))),
    own: { name: `${own.goos}/${own.goarch}`, built: builtOn(own, ownRows) },
  };
}

/** Where a build with these tags may take a file. @param condition undefined: it is built everywhere */
export function rowsBuilt(condition: BuildExpr | undefined, minor: number, tags: ReadonlySet<string>): RowSet {
  const plain = plainBuilds(minor);
  if (condition === undefined) return plain.rows;
  return possibleRows(condition, {
    ...plain,
    fixed: (tag, kind) => (tags.has(tag) ? true : plain.fixed(tag, kind)),
  });
}

function builtOn({ goos, goarch, cgo }: OwnTarget, rows: RowSet): BuildReach['own']['built'] {
  const own = listRows(rows).filter((row) => row.goos === goos && row.goarch === goarch);
  const [on, off] = [own.some((row) => row.cgo), own.some((row) => !row.cgo)];
  if (cgo !== undefined) return (cgo ? on : off) ? 'yes' : 'no';
  if (on === off) return on ? 'yes' : 'no';
  return on ? 'with-cgo' : 'without-cgo';
}
