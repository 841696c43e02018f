import { basename, dirname } from '../../base/paths';
import { vetWithGo, type GoRun } from '../facts/go/runGo';
import type { Facts } from '../facts/factStore';
import type { Finding } from '../model/finding';
import { say, type Message } from '../model/message';

/**
 * As a `Question`, but it runs `go` and compiles: only for who agreed to the profile build, and never with the facts of a
 * root under verification, which would wait for it.
 */
export type Trial<T> = (facts: Facts) => Promise<T>;

/** What a build for one of a finding's targets says of it. */
export interface VetVerdict {
  readonly kind: 'confirmed' | 'refuted' | 'undecided';
  readonly said: Message;
}

/** A build configuration, as `targets` of a finding name it: without a word about it, cgo is off. */
export interface VetTarget {
  readonly name: string;
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  readonly tags: readonly string[];
}

/** A first build for a foreign target compiles all of its standard library. */
const timeoutMs = 300_000;

/** The target to try: cgo off before on, because a C compiler for another system is seldom there. */
export function vetTargetOf({ targets = [] }: Pick<Finding, 'targets'>): VetTarget | undefined {
  const all = targets.map(parseTarget).filter((target) => target !== undefined);
  return all.find(({ cgo }) => !cgo) ?? all[0];
}

function parseTarget(name: string): VetTarget | undefined {
  const [port = '', ...words] = name.split(',');
  const [goos = '', goarch = ''] = port.split('/');
  if (goos === '' || goarch === '') return undefined;
  const tags = words.find((word) => word.startsWith('tags='))?.slice('tags='.length);
  return { name, goos, goarch, cgo: words.includes('cgo'), tags: tags === undefined ? [] : tags.split('+') };
}

/** Type-checks the package of a finding for one of its targets. */
export function vetFinding(finding: Finding, target: VetTarget): Trial<VetVerdict> {
  return async (facts) => {
    const { location } = finding;
    if (location === undefined) return verdict('undecided', target, '');
    const { goos, goarch, cgo, tags } = target;
    const run = await vetWithGo(facts, {
      dir: dirname(location.file),
      variables: { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? '1' : '0' },
      ...(tags.length > 0 && { flags: [`-tags=${tags.join(',')}`] }),
      timeoutMs,
    });
    return judge(run, finding, target);
  };
}

/** A compiler that stops at one of the finding's places confirms it; one that has nothing to say refutes it. */
export function judge(run: GoRun, { location, related }: Finding, target: VetTarget): VetVerdict {
  switch (run.kind) {
    case 'ok':
      return verdict('refuted', target, '');
    case 'said-no': {
      const places = [...(location ? [location] : []), ...related].map(
        ({ file, range }) => `${basename(file)}:${range.start.line + 1}:`,
      );
      const lines = run.stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
      const hit = lines.find((line) => places.some((place) => isAt(line, place)));
      if (hit !== undefined) return verdict('confirmed', target, withoutPlace(hit));
      return verdict('undecided', target, withoutPlace(lines[0] ?? ''));
    }
    case 'timed-out':
      return { kind: 'undecided', said: say('ask.vet.timedOut', { target: target.name, seconds: run.seconds }) };
    case 'could-not-run':
      return verdict('undecided', target, run.reason);
    case 'no-go':
      return { kind: 'undecided', said: say('shared.goNotFound') };
    case 'no-toolchain':
      return { kind: 'undecided', said: say('shared.toolchainMissing', { toolchain: run.toolchain }) };
  }
}

/** `./b.go:5:7: ...`, or after `vet: `. */
function isAt(line: string, place: string): boolean {
  const at = line.indexOf(place);
  return at === 0 || (at > 0 && /[/\\ ]/.test(line.charAt(at - 1)));
}

function withoutPlace(line: string): string {
  return line.replace(/^(vet: )?\S*?\.go:\d+:(\d+:)?\s*/, '').trim();
}

function verdict(kind: VetVerdict['kind'], { name }: VetTarget, detail: string): VetVerdict {
  return { kind, said: say(`ask.vet.${kind}`, { target: name, detail }) };
}
