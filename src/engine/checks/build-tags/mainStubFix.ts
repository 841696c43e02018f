import { joinPath } from '../../../base/paths';
import { constrainedFile } from '../../facts/buildTags/constrainedFile';
import type { Facts } from '../../facts/factStore';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import type { SymbolClash } from '../../model/symbols';
import { freeName, missingCondition } from './stubFix';

/**
 * A file with a main that panics, for the builds that have none. It imports nothing, so that no name of the package stands in its
 * way; what it should really do only a person knows.
 */
export async function mainStubFixes(folder: string, clash: SymbolClash, facts: Facts): Promise<readonly EditFix[]> {
  const declaring = [...new Set(clash.declarations.map(({ file }) => file))];
  const [model] = declaring;
  const names = [clash.place.file, ...declaring];
  const read = await Promise.all(names.map(async (name) => facts.get(constrainedFile, joinPath(folder, name))));
  const [user, ...family] = read.filter((file) => file !== undefined);
  if (user === undefined || model === undefined || family.length < declaring.length) return [];
  const constraint = missingCondition(user, family);
  const entries = (await facts.readDirectory(folder)) ?? [];
  const file = freeName(model, new Set(entries.map(({ name }) => name)));
  // Of a main for whoever runs a file alone nothing is to be said here.
  if (constraint === undefined || file === undefined || /\bignore\b/.test(constraint)) return [];
  const text = `//go:build ${constraint}

package main

func main() {
	panic("main is not implemented for this target")
}
`;
  const title = say('stub', { file, constraint });
  return [{ kind: 'edit', title, safe: false, edits: [{ kind: 'create', file: joinPath(folder, file), text }] }];
}
