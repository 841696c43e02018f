import { newestKnownMinor } from '../constraints/ports';
import { splitTags } from '../facts/ci/buildInstructions';
import { environmentVariable } from '../facts/environment/environmentVariable';
import type { Facts } from '../facts/factStore';
import { goInstallation } from '../facts/go/goInstallation';
import { parseGoFlags } from '../parse/goFlags';

/** What a plain `go build` on this machine builds for. */
export interface OwnTarget {
  readonly goos: string;
  readonly goarch: string;
  /** undefined where nobody says: go looks for a C compiler */
  readonly cgo: boolean | undefined;
  /** of GOFLAGS */
  readonly tags: ReadonlySet<string>;
}

export async function ownTarget(facts: Facts): Promise<OwnTarget> {
  const valueOf = async (name: string): Promise<string> => (await facts.get(environmentVariable, name)).value;
  const [goos, goarch, cgo] = [await valueOf('GOOS'), await valueOf('GOARCH'), await valueOf('CGO_ENABLED')];
  const flag = parseGoFlags(await valueOf('GOFLAGS')).flags.findLast(({ name }) => name === 'tags');
  return {
    goos,
    goarch,
    cgo: cgo === '1' ? true : cgo === '0' ? false : undefined,
    tags: new Set(splitTags(flag?.value ?? '')),
  };
}

/** The N of the installed go1.N; of the newest known one where there is none. */
export async function installedMinor(facts: Facts): Promise<number> {
  const version = (await facts.get(goInstallation)).found?.version;
  const minor = /^1\.(\d+)/.exec(version ?? '')?.[1];
  return minor === undefined ? newestKnownMinor : Number(minor);
}
