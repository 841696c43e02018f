import { intersect, isEmpty, outside, unite, noRows } from '../constraints/rows';
import type { BuildLevel } from './buildLevels';
import type { ConditionRows } from './conditionRows';
import type { DeclaredNames, Sites } from './declaredNames';
import type { Namespace } from './namespaces';

/**
 * Whether the package exports a name that some of these builds of it lack. All ports do not count: nobody means to have them, nor
 * names them in what uses the package.
 */
export function isPartlyExported(
  { files, broken }: Namespace,
  names: DeclaredNames,
  levels: readonly BuildLevel[],
  rows: ConditionRows,
): boolean {
  const sources = files.filter(({ isTest }) => !isTest);
  if (sources.some(({ name }) => broken.includes(name))) return true;
  const asked = levels.filter(({ level }) => level !== 'all' && level !== 'tagged');
  const there = asked.map(({ tags, rows: all }) =>
    intersect(
      all,
      sources.map(({ condition }) => (condition ? rows.of(condition, tags).certain : noRows)).reduce(unite, noRows),
    ),
  );
  const lacks = ({ members }: Sites): boolean => {
    const conditions = members.flatMap(({ condition, isTest }) => (isTest || !condition ? [] : [condition]));
    if (conditions.length === 0 || conditions.some(({ expr }) => expr === undefined)) return false;
    return asked.some(({ level, tags }, at) => {
      // On targets that nobody names nobody says which tags are passed.
      const isAny = level === 'first-class';
      const lacking = outside(
        conditions.map((condition) => (isAny ? rows.possibleWithTags(condition) : rows.of(condition, tags).possible)),
      );
      return !isEmpty(intersect(there[at] ?? noRows, lacking));
    });
  };
  const known = new Map<Sites, boolean>();
  return names.numbers.some((id) => {
    const sites = names.sitesOf(id);
    if (sites === undefined || names.table.isMethod(id)) return false;
    let found = known.get(sites);
    if (found === undefined) known.set(sites, (found = lacks(sites)));
    return found && /^\p{Lu}/u.test(names.table.textOf(id));
  });
}
