import { workflowsOf } from '../../facts/ci/ciFiles';
import { versionSources, type VersionSource } from '../../facts/ci/versionSources';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { githubAction } from '../../parse/ci/sources/github';
import { fits, type SourceKind } from '../../parse/ci/sources/sourceFormat';
import { isVersionFloat, type YamlScalar } from '../../parse/ci/yamlTree';
import { inputOf, resolveInput, setupGoUses, type SetupGo } from '../../parse/ci/setupGoUses';

export const yamlVersionFloat: RootCheck = {
  id: 'yaml-version-float',
  family: 'ci',
  scope: 'root',
  title: 'Go versions in YAML are quoted where they end in zero',
  why: 'YAML reads 1.20 as the number 1.2, and setup-go then looks for Go 1.2.',
  fix: 'Put quotes around the version.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    float: '{source} without quotes is the number {text} in YAML: setup-go looks for Go {text}, not Go {source}',
    other: '{source} without quotes is the number {text} in YAML: {path} names Go {text}, not Go {source}',
    quote: "Write '{source}'",
    noWorkflows: 'no workflow installs Go, and no other YAML names a version of it',
  },
  run: async (root, facts) => {
    const findings = new Map<string, FindingDraft>();
    let uses = 0;
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      for (const use of setupGoUses(content)) {
        uses++;
        for (const scalar of scalarsOf(use)) {
          if (isVersionFloat(scalar)) findings.set(`${file} ${JSON.stringify(scalar.range)}`, draftOf(file, scalar));
        }
      }
    }
    const others = (await facts.get(versionSources, root.dir)).filter(({ kind, path }) =>
      kind === 'github' ? fits(githubAction, path) : kindsInYaml.includes(kind),
    );
    for (const source of others) {
      if (source.float === undefined) continue;
      findings.set(`${source.file} ${JSON.stringify(source.range)}`, draftOfSource(source, source.float));
    }
    return uses + others.length === 0 ? notApplicable(say('noWorkflows')) : found([...findings.values()]);
  },
};

/** Programs that take the number for a text. Azure keeps what is written. */
const kindsInYaml: readonly SourceKind[] = ['gitlab', 'circleci', 'travis', 'compose', 'golangci', 'pipeline'];

/** Every scalar that can become the version of a step, whether or not some run of the job gets it. */
function scalarsOf(use: SetupGo): readonly YamlScalar[] {
  const version = inputOf(use.step, 'go-version');
  if (!version) return [];
  const key = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(version.text.trim())?.[1];
  if (key !== undefined) return use.job.matrix?.written.get(key) ?? [];
  return resolveInput(use, version).values.map(({ origin }) => origin);
}

function draftOf(file: string, { source, text, range }: YamlScalar): FindingDraft {
  const edits = [{ kind: 'text' as const, file, range, newText: `'${source}'` }];
  return {
    message: say('float', { source, text }),
    location: { file, range },
    fixes: [{ kind: 'edit', title: say('quote', { source }), safe: true, edits }],
    key: `${source} ${range.start.line}`,
  };
}

function draftOfSource({ file, path, range, text }: VersionSource, source: string): FindingDraft {
  const edits = [{ kind: 'text' as const, file, range, newText: `'${source}'` }];
  return {
    message: say('other', { source, text, path }),
    severity: 'warning',
    location: { file, range },
    fixes: [{ kind: 'edit', title: say('quote', { source }), safe: true, edits }],
    key: `${source} ${range.start.line}`,
  };
}
