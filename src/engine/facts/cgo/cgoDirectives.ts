import { isTagSet, type BuildTarget } from '../../constraints/inclusion';
import { parseConstraint } from '../../parse/buildConstraint';
import { evaluate } from '../../parse/buildExpr';
import type { CgoDirective } from '../../parse/cgoPreamble';
import { sourceHeader } from '../buildTags/sourceHeader';
import type { Fact } from '../factStore';
import { defaultBuild } from '../packages/defaultBuild';
import { cgoPackages, type CgoPackage } from './cgoPackages';

/** A `#cgo` line that counts on this machine. */
export interface CgoLine extends CgoDirective {
  /** absolute */
  readonly file: string;
  readonly package: CgoPackage;
}

/** The lines of a module's packages, in the order of the files. Key: the module's folder. */
export const cgoLines: Fact<readonly CgoLine[]> = {
  name: 'cgoLines',
  compute: async (dir, facts) => {
    const target = (await facts.get(defaultBuild)).find(({ cgo }) => cgo);
    if (target === undefined) return [];
    const lines: CgoLine[] = [];
    for (const each of await facts.get(cgoPackages, dir)) {
      for (const file of each.cgoFiles) {
        const header = await facts.read(sourceHeader, file);
        const preambles = header?.imports.flatMap(({ preamble }) => (preamble ? [preamble] : [])) ?? [];
        for (const { directives } of preambles)
          for (const directive of directives)
            if (holds(directive, target)) lines.push({ ...directive, file, package: each });
      }
    }
    return lines;
  },
};

/** `matchAuto` of go/build: words are alternatives, each of them a `+build` term or a `go:build` expression. */
export function holds({ conditions }: Pick<CgoDirective, 'conditions'>, target: BuildTarget): boolean {
  if (conditions.length === 0) return true;
  return conditions.some(({ text }) => {
    const parsed = parseConstraint(`${/[&|()]/.test(text) ? '//go:build' : '// +build'} ${text}`);
    return parsed.kind === 'expression' && evaluate(parsed.expr, (tag) => isTagSet(tag, target));
  });
}
