import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constraintCorpus } from '../support/constraintCorpus';
import { allOracleTargets, compareWithGoList, scanFolders } from '../support/goListOracle';

export interface BuildTagsProof {
  readonly tree: string;
  /** decisions about a file in one build */
  readonly decisions: number;
  readonly targets: number;
  readonly disagreements: readonly string[];
}

/**
 * Whether we take the files that `go list` takes: the Go distribution, its commands and a corpus of odd files, on every
 * port of the installed Go, with cgo off and on.
 * @param work an existing folder to write into
 */
export function proveBuildTags(work: string): readonly BuildTagsProof[] {
  const corpus = join(realpathSync(work), 'constraint-corpus');
  for (const [name, text] of constraintCorpus()) {
    const file = join(corpus, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const source = join(execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim(), 'src');
  const targets = allOracleTargets();
  return [source, join(source, 'cmd'), corpus].map((tree) => {
    const folders = scanFolders(tree);
    let decisions = 0;
    const disagreements: string[] = [];
    for (const target of targets) {
      const comparison = compareWithGoList(tree, folders, target);
      decisions += comparison.decisions;
      for (const { file, target: name, ours, go } of comparison.disagreements)
        disagreements.push(
          `${file} for ${name}: go ${go ? 'takes' : 'leaves'} it, we ${ours === true ? 'take' : 'leave'} it`,
        );
    }
    return { tree, decisions, targets: targets.length, disagreements };
  });
}
