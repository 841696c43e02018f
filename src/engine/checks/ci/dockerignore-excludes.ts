import { basename, dirname, joinPath } from '../../../base/paths';
import { dockerfilesOf } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import { treeLists } from '../../facts/treeLists';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { ignoredBy, parseDockerignore, type IgnorePattern } from '../../parse/ci/dockerignore';
import type { Dockerfile } from '../../parse/ci/dockerfile';
import { contextsOf } from './dockerContexts';

/** The patterns that count in one build context. */
interface Context {
  /** relative to the verified folder */
  readonly folder: string;
  /** absolute; undefined: nothing is kept out */
  readonly file: string | undefined;
  readonly patterns: readonly IgnorePattern[];
}

export const dockerignoreExcludes: RootCheck = {
  id: 'dockerignore-excludes',
  family: 'ci',
  scope: 'root',
  title: 'No .dockerignore keeps out what a Dockerfile copies by name',
  why: 'The file is there, and docker build still says that it is not found: what .dockerignore names never reaches the build.',
  fix: 'Take the pattern out of .dockerignore, or let the file in again with a line !go.mod behind it.',
  severity: 'error',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    excluded:
      '{pattern} keeps {source} out of the build context, and {dockerfile} copies it: docker build stops with "not found"',
    noDockerignore: 'no .dockerignore concerns a Dockerfile that builds Go',
  },
  run: async (root, facts) => {
    const drafts = new Map<string, FindingDraft>();
    let judged = 0;
    for (const { path, content } of await dockerfilesOf(root.dir, facts)) {
      const contexts = await contextsFor(root, path, facts);
      if (contexts.every(({ file }) => file === undefined)) continue;
      judged++;
      for (const source of namedSources(content)) {
        const draft = await judge(root, path, source, contexts, facts);
        if (draft?.key !== undefined) drafts.set(draft.key, draft);
      }
    }
    return judged === 0 ? notApplicable(say('noDockerignore')) : found([...drafts.values()]);
  },
};

/** `<Dockerfile>.dockerignore` beside the Dockerfile wins over the .dockerignore of the context. */
async function contextsFor(root: Root, dockerfile: string, facts: Facts): Promise<readonly Context[]> {
  const own = joinPath(root.dir, `${dockerfile}.dockerignore`);
  const ownText = await facts.readText(own);
  return Promise.all(
    contextsOf(dockerfile).map(async (folder): Promise<Context> => {
      const shared = joinPath(root.dir, folder, '.dockerignore');
      const text = ownText ?? (await facts.readText(shared));
      if (text === undefined) return { folder, file: undefined, patterns: [] };
      return { folder, file: ownText === undefined ? shared : own, patterns: parseDockerignore(text) };
    }),
  );
}

/** Module files that are copied by their names: whoever copies a folder may not miss them. */
function namedSources({ stages }: Dockerfile): readonly string[] {
  const sources = stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'copy' && step.from === undefined ? step.sources : [])),
  );
  const names = /^(?:\.?\/)?(?:[\w.-]+\/)*go\.(?:mod|sum|work)$/;
  return [...new Set(sources.filter((source) => names.test(source)).map((source) => joinPath('/', source).slice(1)))];
}

/** Which folder the context is stands nowhere: the build must fail in each in which the file is. */
async function judge(
  root: Root,
  dockerfile: string,
  source: string,
  contexts: readonly Context[],
  facts: Facts,
): Promise<FindingDraft | undefined> {
  const { modules, workspaces } = await facts.get(treeLists, root.dir);
  let draft: FindingDraft | undefined;
  for (const { folder, file, patterns } of contexts) {
    const target = joinPath(root.dir, folder, source);
    if ((await facts.stat(target))?.kind !== 'file') continue;
    const pattern = ignoredBy(source, patterns);
    // A context that works may be the one that is meant.
    if (pattern === undefined || file === undefined) return undefined;
    const within = dirname(joinPath(folder, source));
    const isModule = [...modules, ...workspaces].includes(within === '.' ? '' : within);
    if (!isModule) return undefined;
    const args = { pattern: pattern.text, source: basename(source), dockerfile };
    draft ??= {
      message: say('excluded', args),
      location: { file, range: pattern.range },
      key: `${source} ${dockerfile}`,
    };
  }
  return draft;
}
