import { joinPath } from '../../../base/paths';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleSymbols } from '../../facts/buildTags/moduleSymbols';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { SymbolPlace } from '../../model/symbols';
import { nothingToJudge } from './inspection';
import { notParsed, notRead, severityOf } from './wholeFiles';

/** Of longer expressions nobody reads more. */
const longestText = 40;

export const constantOverflowOnTarget: ModuleCheck = {
  id: 'constant-overflow-on-target',
  family: 'build-tags',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
  title: 'Constants fit int on 32-bit targets',
  why: 'On 386, arm, mips and mipsle int, uint and uintptr have four bytes. A constant that needs eight compiles on 64-bit machines and stops the build there.',
  fix: 'Give the constant a type that holds it on every target: int64(x), uint32(x) or uint64(x); or exclude the file from 32-bit targets.',
  messages: {
    one: '{text} does not fit {type} for {target}: {type} has 32 bits there, and the constant is {value}',
    more: '{text} and {count} more of this file do not fit {type} for {target}: {type} has 32 bits there, and the first constant is {value}',
    other: 'does not fit either',
    broken: '{file} does not parse, so whether constants of its package fit int was not verified',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const { overflows, undecided, unread } = await moduleSymbols(module, facts, 'constants');
    const findings = overflows.map(({ folder, overflow }): FindingDraft => {
      const { text, type, value, others, level, intended, witness, targets, place } = overflow;
      const pathOf = ({ file }: SymbolPlace): string => joinPath(folder, file);
      const other = (at: SymbolPlace): RelatedLocation => ({
        file: pathOf(at),
        range: at.range,
        message: say('other'),
      });
      const shown = text.length > longestText ? `${text.slice(0, longestText)} ...` : text;
      return {
        message: say(others.length === 0 ? 'one' : 'more', {
          text: shown,
          type,
          value,
          target: witness,
          count: others.length,
        }),
        severity: intended ? severityOf(level) : 'info',
        location: { file: pathOf(place), range: place.range },
        related: others.slice(0, mostOthers).map(other),
        targets,
        key: `${text} ${level}`,
        about: [text],
      };
    });
    return found(findings, unseen ?? notRead(facts.root, unread) ?? notParsed(facts.root, undecided));
  },
};

/** Of more places a person reads none. */
const mostOthers = 10;
