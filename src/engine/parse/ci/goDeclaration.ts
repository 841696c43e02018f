import type { Range } from '../../model/range';
import type { GoCommand } from './shellCommands';
import { newestAllowed, openPatch, parseGoVersionSpec } from './goVersionSpec';

/** What a file of a repository says about which Go, as the program that reads the file understands it. Plain data. */
export interface GoDeclaration {
  /** of the version alone, without quotes; of what is nearest to it where the version itself is not written */
  readonly range: Range;
  /** the version as its reader gets it: `1.24`, `^1.22`, `go1.24.2`; '' where nothing is written and a default holds */
  readonly text: string;
  readonly version: DeclaredVersion;
  readonly meaning: Meaning;
  /** what in the file it is about: a job, a stage, a service; '' for the whole of it */
  readonly place: string;
  /** one of several that take turns: a matrix, a list of versions */
  readonly oneOfMany: boolean;
  /** whether the Go of this place may switch to the toolchain that a go line asks for, where that is documented */
  readonly switching: 'local' | 'unknown';
  /** how the version is replaced where it stands; `none` where the range is not the version alone, or a digest pins it */
  readonly edit: 'plain' | 'quote' | 'none';
  /** the default of an argument: whoever builds may hand in another */
  readonly isDefault?: true;
  /** the `go` commands that certainly run with this Go, in folders of the repository; absent where nobody looked */
  readonly commands?: readonly GoCommand[];
  /** what is written where YAML reads a number: `1.20`, of which `text` is `1.2` */
  readonly float?: string;
}

export type DeclaredVersion =
  /** one release: 1.24.2 */
  | { readonly kind: 'exact'; readonly version: string }
  /** the newest patch of one line of releases: 1.24 */
  | { readonly kind: 'minor'; readonly version: string }
  /** several lines of releases; the newest of them that is allowed where there is a bound */
  | { readonly kind: 'range'; readonly newest: string | undefined }
  /** whatever is the newest on the day: latest, stable, 1.x */
  | { readonly kind: 'moving' }
  /** what another file says; as it is named there */
  | { readonly kind: 'file'; readonly path: string }
  /** only a run can tell */
  | { readonly kind: 'unknown' };

export type Meaning =
  /** the least Go that the code needs: the go line */
  | 'requires'
  /** the Go that go switches to: the toolchain line */
  | 'selects'
  /** the Go on the machine of a developer */
  | 'develops'
  /** the Go that a build, a test or an image runs */
  | 'builds'
  /** the Go that a tool takes the code for */
  | 'analyses';

/** The line of releases, `1.24` of `1.24.2`, and undefined where it is open. */
export function minorOf(version: DeclaredVersion): string | undefined {
  const text = version.kind === 'range' ? version.newest : 'version' in version ? version.version : undefined;
  return /^\d+\.\d+/.exec(text ?? '')?.[0];
}

/** The newest Go that may be meant, with a patch number beyond all where that is open; undefined where nobody can say. */
export function newestOf(version: DeclaredVersion): string | undefined {
  if (version.kind === 'exact') return version.version;
  if (version.kind === 'minor') return `${version.version}.${openPatch}`;
  return version.kind === 'range' ? version.newest : undefined;
}

/** Reads what setup-go, image tags and version managers take: `1.24`, `go1.24.2`, `1.24.x`, `~1.24.0`, `stable`. */
export function declaredVersionOf(text: string): DeclaredVersion {
  const word = text.trim().replace(/^v(?=\d)/, '');
  // What is written most is told first.
  if (/^\d+\.\d+\.\d+$/.test(word)) return { kind: 'exact', version: word };
  if (/^(latest|stable|oldstable|master|tip|main|default|lts|\*|x|)$/i.test(word)) return { kind: 'moving' };
  if (/^(go)?1(\.[xX*])?$/.test(word)) return { kind: 'moving' };
  const minor = /^(?:go|=)?(\d+\.\d+)(?:\.[xX*])?$/.exec(word)?.[1];
  if (minor !== undefined) return { kind: 'minor', version: minor };
  const spec = parseGoVersionSpec(word);
  if (spec.kind === 'exact') return { kind: 'exact', version: spec.version };
  if (spec.kind === 'alias') return { kind: 'moving' };
  if (spec.kind === 'unreadable') return { kind: 'unknown' };
  const newest = newestAllowed(spec);
  const open = newest?.endsWith(`.${openPatch}`) === true ? newest.slice(0, -`.${openPatch}`.length) : undefined;
  if (open !== undefined && /^~/.test(word)) return { kind: 'minor', version: open };
  return { kind: 'range', newest };
}

/** What most readers find: a version in place, outside of any matrix. */
export function declaration(
  range: Range,
  text: string,
  meaning: Meaning,
  more: Partial<GoDeclaration> = {},
): GoDeclaration {
  const version = declaredVersionOf(text);
  return {
    range,
    text,
    version,
    meaning,
    place: '',
    oneOfMany: false,
    switching: 'unknown',
    edit: version.kind === 'unknown' ? 'none' : 'plain',
    ...more,
  };
}
