import { joinPath, relativeWithin } from '../../../base/paths';
import { lineRange } from '../../model/range';
import { declaration, type GoDeclaration } from '../../parse/ci/goDeclaration';
import { dockerDeclarations } from '../../parse/ci/sources/docker';
import { formatOf } from '../../parse/ci/sources/formats';
import { workflowDeclarations } from '../../parse/ci/sources/github';
import type { SourceKind } from '../../parse/ci/sources/sourceFormat';
import { goVersionOfToolchain } from '../../parse/goVersion';
import type { Fact, Facts } from '../factStore';
import { goModLookup } from '../go/governingFile';
import { treeLists } from '../treeLists';
import { dockerfile, workflow } from './ciFiles';

/** A place of the repository that says which Go. Plain data. */
export interface VersionSource extends GoDeclaration {
  /** absolute */
  readonly file: string;
  /** relative to the verified folder */
  readonly path: string;
  readonly kind: SourceKind;
}

/** Everything in a repository that says which Go, by file. Key: the verified folder. */
export const versionSources: Fact<readonly VersionSource[]> = {
  name: 'versionSources',
  compute: async (root, facts) => {
    const { modules, workspaces, otherFiles } = await facts.get(treeLists, root);
    const own = [
      ...modules.map((path) => ({ path: childOf(path, 'go.mod'), kind: 'go.mod' as const })),
      ...workspaces.map((path) => ({ path: childOf(path, 'go.work'), kind: 'go.work' as const })),
    ];
    const others = otherFiles.flatMap((path) => {
      const kind = formatOf(path)?.kind;
      return kind ? [{ path, kind }] : [];
    });
    const sources: VersionSource[] = [];
    for (const { path, kind } of [...own, ...others]) {
      const file = joinPath(root, path);
      for (const one of await facts.get(declaredIn, file)) sources.push({ ...one, file, path, kind });
    }
    return sources;
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

function childOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** What one file says. Key: the file. */
const declaredIn: Fact<readonly GoDeclaration[]> = {
  name: 'declaredIn',
  compute: async (file, facts) => {
    const text = (await facts.readText(file)) ?? '';
    if (/\/go\.(mod|work)$/.test(file)) return linesOf(text);
    const path = relativeWithin(facts.root, file) ?? file;
    const format = formatOf(path);
    if (!format?.hint.test(text)) return [];
    return (await sharedWithChecks(format.kind, file, text, facts)) ?? format.read(text, path);
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The two formats that checks look into deeper: their trees are facts already. */
async function sharedWithChecks(
  kind: SourceKind,
  file: string,
  text: string,
  facts: Facts,
): Promise<readonly GoDeclaration[] | undefined> {
  if (kind === 'github') {
    const tree = await facts.get(workflow, file);
    return tree && workflowDeclarations(tree);
  }
  if (kind !== 'dockerfile') return undefined;
  const tree = await facts.get(dockerfile, file);
  return tree && dockerDeclarations(tree, text);
}

/** The go and toolchain lines, as go looks for them. */
function linesOf(text: string): GoDeclaration[] {
  const [go, toolchain] = [goModLookup(text, 'go'), goModLookup(text, 'toolchain')];
  const found: GoDeclaration[] = [];
  if (go) {
    const range = lineRange(go.line, go.startColumn, go.endColumn);
    // A go line is a least version, and 1.24 there is less than any release of 1.24.
    found.push(declaration(range, go.value, 'requires', { place: 'go' }));
  }
  const version = goVersionOfToolchain(toolchain?.value ?? '');
  if (toolchain && version !== '') {
    const range = lineRange(toolchain.line, toolchain.startColumn, toolchain.endColumn);
    found.push(
      declaration(range, toolchain.value, 'selects', { place: 'toolchain', version: { kind: 'exact', version } }),
    );
  }
  return found;
}
