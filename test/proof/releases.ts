import { join } from 'node:path';
import { portsOf } from '../../src/engine/constraints/ports';
import {
  allOracleTargets,
  compareWithGoList,
  installedMinor,
  listPorts,
  scanFolders,
  withGoOf,
  type OracleTarget,
} from '../support/goListOracle';
import { goEnv } from '../support/realGo';

/** One toolchain for each release whose tables are known here, where the module proxy has one. */
export const knownReleases: readonly string[] = [
  'go1.21.13',
  'go1.22.12',
  'go1.23.12',
  'go1.24.13',
  'go1.25.10',
  'go1.27.4',
];

export interface ReleaseProof {
  readonly release: string;
  readonly ports: number;
  readonly decisions: number;
  readonly disagreements: readonly string[];
}

/** Its GOROOT; go downloads what is not there yet. */
export function gorootOf(release: string): string {
  return goEnv('GOROOT', { cwd: '/', env: { GOTOOLCHAIN: release, GOFLAGS: '', GOWORK: 'off' } });
}

/**
 * Whether we know the ports of a release, and take the files of its own standard library that its own go list takes: its
 * release tags, experiments and levels are what that go sets.
 */
export function proveRelease(
  release: string,
  choose: (all: readonly OracleTarget[]) => readonly OracleTarget[],
): ReleaseProof {
  const goroot = gorootOf(release);
  return withGoOf(goroot, () => {
    const ports = listPorts();
    const known = portsOf(installedMinor());
    const disagreements =
      JSON.stringify(known) === JSON.stringify(ports) ? [] : [`ports: ${JSON.stringify({ known, ports })}`];
    let decisions = 0;
    for (const tree of [join(goroot, 'src'), join(goroot, 'src', 'cmd')]) {
      const folders = scanFolders(tree);
      for (const target of choose(allOracleTargets())) {
        const comparison = compareWithGoList(tree, folders, target);
        decisions += comparison.decisions;
        for (const { file, target: name, go } of comparison.disagreements)
          disagreements.push(`${file} for ${name}: go ${go ? 'takes' : 'leaves'} it`);
      }
    }
    return { release, ports: ports.length, decisions, disagreements };
  });
}

/** Every known release on all of its ports. @returns the number of disagreements */
export function proveReleases(wanted: readonly string[]): Promise<number> {
  let bad = 0;
  let all = 0;
  for (const release of knownReleases) {
    if (wanted.length > 0 && !wanted.includes(release)) continue;
    const { ports, decisions, disagreements } = proveRelease(release, (targets) => targets);
    bad += disagreements.length;
    all += decisions;
    console.log(
      `${release}: ${ports} ports, ${decisions} decisions about its own files, ${disagreements.length} unlike go`,
    );
    for (const line of disagreements.slice(0, 20)) console.log(`  UNLIKE ${line}`);
  }
  console.log(`${all} decisions by ${knownReleases.length} releases, ${bad} unlike go`);
  return Promise.resolve(bad);
}
