import type { Facts } from '../facts/factStore';

/**
 * Something that an editor or a person asks about the modules of a root, outside of any check: what stands under the
 * cursor, where a word leads, why a version was chosen. It is answered from the facts that the checks rest on, so it costs
 * little and says the same. A question reads files; none runs a process but `whyGo`, which asks a shell
 * where it is told to, and those about snapshots and binaries, which run `go version -m` where they may.
 */
export type Question<T> = (facts: Facts) => Promise<T>;
