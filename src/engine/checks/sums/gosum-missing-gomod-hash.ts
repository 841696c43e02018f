import type { Facts } from '../../facts/factStore';
import type { MissingNode, MissingSum } from '../../facts/sums/missingSums';
import { isHere } from '../../facts/sums/sumUse';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { judgeMissing } from './judgeMissing';
import { downloadFixes, missingHashFixes, missingHashMessages, relatedPlaces, replacedPlace } from './missingHash';
import { sumName } from './sumEntries';
import { tidyFix } from '../../modfile/goModFixes';
import type { SumSubject } from './sumSubject';

/** The hash of a go.mod: needed for each module that provides a package, and below go 1.17 for the whole graph. */
export const gosumMissingGomodHash: ModuleCheck = {
  id: 'gosum-missing-gomod-hash',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has the hash of every go.mod that go reads',
  why: 'go reads no go.mod that it cannot compare with a recorded hash: "missing go.sum entry for go.mod file".',
  fix: 'Run go mod download for the module, or go mod tidy.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: 'go.sum has no hash of the go.mod of {module}, which provides package {imported}; go build stops here',
    test: 'go.sum has no hash of the go.mod of {module}, which provides package {imported}; go test and go vet stop here',
    tool: 'go.sum has no hash of the go.mod of {module}, which a tool of go.mod needs (package {imported}); go tool stops here',
    elsewhere:
      'go.sum has no hash of the go.mod of {module}, which provides package {imported} for other build tags or ports',
    tidy: 'go.sum has no hash of the go.mod of {module}, which go.mod requires; commands that load the whole module graph stop',
    graph:
      'go.sum has no hash of the go.mod of {module}, which {root} brings in; below go 1.17 every go command reads it',
    graphRoot:
      'go.sum has no hash of the go.mod of {module}, which go.mod requires; below go 1.17 every go command reads it',
    workspace: 'go.sum has no hash of the go.mod of {module}; outside the workspace (GOWORK=off) go stops here',
    added: 'go.sum has no hash of the go.mod of {module}; only GOFLAGS=-mod=mod lets go add it',
    ...missingHashMessages,
  },
  run: (module, facts) =>
    judgeMissing(module, facts, async ({ goMod, nodes }, subject) => [
      ...(await Promise.all(goMod.map((one) => describe(module, subject, one, facts)))),
      ...(await Promise.all(groupByPath(nodes).map((group) => describeNodes(module, subject, group, facts)))),
    ]),
};

async function describe(module: Module, subject: SumSubject, missing: MissingSum, facts: Facts): Promise<FindingDraft> {
  const { why } = missing;
  const ofGoMod = { ...missing, version: `${missing.version}/go.mod` };
  return {
    message: messageOf(missing, subject),
    severity: isHere(why?.use) && !subject.workspace && !subject.adds ? 'error' : 'warning',
    location: { file: subject.goModPath, range: missing.module.require.version.range },
    related: await relatedPlaces(module, subject, ofGoMod, facts),
    key: missing.module.path,
    about: [...new Set([missing.module.path, missing.path, ...(why ? [why.importPath] : [])])],
    fixes: missingHashFixes(module.dir, missing, subject),
  };
}

function messageOf(missing: MissingSum, subject: SumSubject): Message {
  const { why } = missing;
  const args = { module: sumName(missing), package: why?.importer ?? '', imported: why?.importPath ?? '' };
  if (why === undefined) return say('tidy', args);
  if (subject.workspace) return say('workspace', args);
  return say(subject.adds ? 'added' : why.use, args);
}

function groupByPath(nodes: readonly MissingNode[]): readonly (readonly [MissingNode, ...MissingNode[]])[] {
  const groups = new Map<string, [MissingNode, ...MissingNode[]]>();
  for (const node of nodes) {
    const group = groups.get(node.path);
    if (group) group.push(node);
    else groups.set(node.path, [node]);
  }
  return [...groups.values()];
}

/** Several versions of one module are one finding. */
async function describeNodes(
  module: Module,
  subject: SumSubject,
  group: readonly [MissingNode, ...MissingNode[]],
  facts: Facts,
): Promise<FindingDraft> {
  const [{ path, root, node }] = group;
  const versions = group.map(({ version }) => version).join(', ');
  const required = root.path === node.path && root.version === node.version;
  const name = subject.workspace ? 'workspace' : subject.adds ? 'added' : required ? 'graphRoot' : 'graph';
  const isReplaced = node.source.kind === 'version' && node.source.replaced;
  return {
    message: say(name, { module: `${path} ${versions}`, root: root.path }),
    severity: subject.workspace || subject.adds ? 'warning' : 'error',
    location: { file: subject.goModPath, range: root.require.version.range },
    related: await replacedPlace(module, node, facts),
    key: node.path,
    about: [...new Set([node.path, path])],
    fixes: [
      ...(group.length === 1 && required && !isReplaced
        ? downloadFixes(module.dir, `${path}@${node.version}`, subject)
        : []),
      tidyFix(module.dir),
    ],
  };
}
