import { graphDemands } from '../../facts/modules/graphDemands';
import { isHere } from '../../facts/sums/sumUse';
import type { MissingSum } from '../../facts/sums/missingSums';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { lacksFolder, missingHashFixes, missingHashMessages, relatedPlaces } from './missingHash';
import { judgeMissing } from './judgeMissing';
import { sumName } from './sumEntries';
import type { SumSubject } from './sumSubject';

/** The hash of the files of a module: needed wherever go must look into the module for a package. */
export const gosumMissingZipHash: ModuleCheck = {
  id: 'gosum-missing-zip-hash',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has the hash of every module that provides a package',
  why: 'go opens no module whose content it cannot compare with a recorded hash: "missing go.sum entry".',
  fix: 'Run go mod download for the module, or go mod tidy.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: 'go.sum has no hash of {module}, which package {package} imports; go build stops here',
    test: 'go.sum has no hash of {module}, which package {package} imports; go test and go vet stop here, go build does not',
    tool: 'go.sum has no hash of {module}, which a tool of go.mod needs (package {imported}); go tool stops here',
    elsewhere:
      'go.sum has no hash of {module}, which package {package} imports; go stops with other build tags or on another port',
    unique:
      'go.sum has no hash of {module}; go must make sure that it does not hold package {imported} too, and stops here',
    workspace:
      'go.sum has no hash of {module}, which package {package} imports; outside the workspace (GOWORK=off) go stops here',
    added: 'go.sum has no hash of {module}, which package {package} imports; only GOFLAGS=-mod=mod lets go add it',
    folder:
      'no version {version} of {path} exists: it stands for a folder that a replace line names, and that line is missing; go stops here',
    ...missingHashMessages,
  },
  run: (module, facts) =>
    judgeMissing(module, facts, async ({ zip }, subject) => {
      const needed = await withoutOvertaken(zip, module, facts);
      return Promise.all(needed.map((one) => describe(module, subject, one, facts)));
    }),
};

/** Where another module asks for a newer version, go stops at the requirement, and no build ever needs this hash. */
async function withoutOvertaken(
  zip: readonly MissingSum[],
  module: Module,
  facts: Facts,
): Promise<readonly MissingSum[]> {
  if (zip.length === 0) return zip;
  const { versions } = await facts.get(graphDemands, module.dir);
  const overtaken = new Set(versions.map(({ module: { path } }) => path));
  return zip.filter(({ module: { path } }) => !overtaken.has(path));
}

async function describe(module: Module, subject: SumSubject, missing: MissingSum, facts: Facts): Promise<FindingDraft> {
  return {
    message: messageOf(missing, subject),
    severity: isHere(missing.why?.use) && !subject.workspace && !subject.adds ? 'error' : 'warning',
    location: { file: subject.goModPath, range: missing.module.require.version.range },
    related: await relatedPlaces(module, subject, missing, facts),
    key: missing.module.path,
    about: [...new Set([missing.module.path, missing.path, ...(missing.why ? [missing.why.importPath] : [])])],
    fixes: missingHashFixes(module.dir, missing, subject),
  };
}

function messageOf(missing: MissingSum, subject: SumSubject): Message {
  const { why } = missing;
  const args = { module: sumName(missing), package: why?.importer ?? '', imported: why?.importPath ?? '' };
  if (subject.workspace) return say('workspace', args);
  if (subject.adds) return say('added', args);
  if (lacksFolder(missing)) return say('folder', { path: missing.path, version: missing.version });
  if (why?.provides === false && isHere(why.use)) return say('unique', args);
  return say(why?.use ?? 'elsewhere', args);
}
