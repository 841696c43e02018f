import { LineIndex } from '../../../base/lineIndex';
import { dirname, joinPath, relativeWithin } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import { remember } from '../../../base/remember';
import { samePlainData } from '../../../base/samePlainData';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { isIgnored } from '../../facts/git/gitFolder';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { Fact, Facts } from '../../facts/factStore';
import { goModOf } from '../../facts/modules/goModOf';
import { repositoryTop } from '../../facts/modules/repositoryTop';
import { IgnoredFolders } from '../../facts/modules/ignoredFolders';
import { defaultBuild, useOfFiles } from '../../facts/packages/defaultBuild';
import { folderGroups, type FolderGroup } from '../../facts/packages/folderGroups';
import { filesOfPattern } from '../../facts/vendor/embeddedFiles';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { embedLines } from '../../parse/goEmbed';
import { flagValue, parseGoFlags } from '../../parse/goFlags';
import { isGlob } from '../../parse/globElement';

export const embedNoFiles: ModuleCheck = {
  id: 'embed-no-files',
  family: 'build',
  scope: 'module',
  title: 'Every go:embed pattern names files that are there',
  why: 'go looks for the files whenever it loads the package: go build, go vet, go test and go list stop where a pattern names none.',
  fix: 'Correct the pattern, or generate or commit the files that it names.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    none: 'no file matches the go:embed pattern {pattern}; go stops here with "no matching files found"',
    ignored:
      'no file matches the go:embed pattern {pattern}, which git ignores: what generates it has not run here, and go stops here with "no matching files found"',
    folder:
      'go:embed finds no file to embed in {folder}: it is empty, or all names in it begin with . or _; go stops here',
    syntax:
      'go:embed takes no {pattern}: a pattern is relative to the folder of its file and does not begin with ./, ../ or /; go stops here',
    overlay: 'GOFLAGS has -overlay: go sees other files than those that are here',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return notApplicable(nothing);
    const flags = parseGoFlags((await facts.get(environmentVariable, 'GOFLAGS')).value);
    if (flagValue(flags, 'overlay') !== undefined) return notApplicable(say('overlay'));
    const findings: FindingDraft[] = [];
    for (const file of await facts.get(embeddingFiles, module.dir))
      findings.push(...(await facts.get(embedFaults, file)));
    return found(findings, unseen);
  },
};

/** Folders in which some file imports "embed", whatever builds it. */
const embeddingFolders = remember((group: FolderGroup) =>
  group.filter(({ goFiles }) => goFiles.some(({ imports }) => imports.includes('embed'))),
);

/**
 * Absolute, files that this machine builds, or tests, and that import "embed": only there go reads the lines. Key: the
 * module's folder.
 */
const embeddingFiles: Fact<readonly string[]> = {
  name: 'embeddingFiles',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    const lines = goMod.kind === 'file' ? goMod.file.ignore : [];
    const ignored = new IgnoredFolders(lines.map(({ path }) => path.value));
    const useOf = useOfFiles(await facts.get(defaultBuild));
    return (await facts.get(folderGroups, dir)).flatMap(embeddingFolders).flatMap(({ path, goFiles }) => {
      const folder = joinPath(facts.root, path);
      if (ignored.has(relativeWithin(dir, folder) ?? '')) return [];
      return goFiles
        .filter((file) => file.imports.includes('embed') && ['build', 'test'].includes(useOf(file)))
        .map(({ name }) => joinPath(folder, name));
    });
  },
  equals: sameElements,
};

/** A fact a file: an edit is no reason to read the lines of all the others again. Key: its absolute path. */
const embedFaults: Fact<readonly FindingDraft[]> = {
  name: 'embedFaults',
  compute: async (path, facts) => {
    const text = (await facts.readText(path)) ?? '';
    const index = new LineIndex(text);
    const findings: FindingDraft[] = [];
    for (const { pattern, start, end } of embedLines(text)) {
      const message = await faultOf(dirname(path), pattern, facts);
      if (message === undefined) continue;
      const range = { start: index.positionAt(start), end: index.positionAt(end) };
      findings.push({ message, location: { file: path, range }, key: pattern, about: [pattern] });
    }
    return findings;
  },
  equals: samePlainData,
};

async function faultOf(folder: string, pattern: string, facts: Facts): Promise<Message | undefined> {
  const files = await filesOfPattern(folder, pattern, facts);
  if (!('kind' in files)) return undefined;
  switch (files.kind) {
    case 'syntax':
      return say('syntax', { pattern });
    case 'no-match':
      return say((await isGenerated(folder, pattern, facts)) ? 'ignored' : 'none', { pattern });
    case 'empty-folder':
      return say('folder', { folder: files.path });
    case 'other':
      return undefined;
  }
}

/** What git ignores comes from a step of the build: its files, or the folder that they would lie in. */
async function isGenerated(folder: string, pattern: string, facts: Facts): Promise<boolean> {
  const top = await facts.get(repositoryTop, folder);
  const elements = pattern.replace(/^all:/, '').split('/');
  const wildcard = elements.findIndex(isGlob);
  const path = joinPath(folder, ...elements.slice(0, wildcard < 0 ? elements.length : wildcard));
  if (top === undefined || path === folder) return false;
  return (await isIgnored(path, top, true, facts)) || (wildcard < 0 && isIgnored(path, top, false, facts));
}
