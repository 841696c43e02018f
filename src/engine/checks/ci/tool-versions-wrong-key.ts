import { versionSources, type VersionSource } from '../../facts/ci/versionSources';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { lineRange } from '../../model/range';

export const toolVersionsWrongKey: RootCheck = {
  id: 'tool-versions-wrong-key',
  family: 'ci',
  scope: 'root',
  title: '.tool-versions calls Go golang',
  why: 'asdf and setup-go know Go by the name golang and take no notice of a line for go; only mise reads both.',
  fix: 'Write golang instead of go.',
  severity: 'info',
  worst: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    setupGo: 'setup-go reads only the line golang of {file}: the Go {version} of this line is not installed',
    asdf: 'asdf and setup-go know Go as golang and pass over this line; only mise reads it',
    read: 'reads it here',
    rename: 'Write golang',
    noFile: 'no .tool-versions names Go',
  },
  run: async (root, facts) => {
    const sources = await facts.get(versionSources, root.dir);
    const lines = sources.filter(({ kind }) => kind === 'tool-versions');
    if (lines.length === 0) return notApplicable(say('noFile'));
    const usesMise = sources.some(({ kind }) => kind === 'mise');
    const wrong = lines.filter(
      ({ file, place }) => place === 'go' && !lines.some((other) => other.file === file && other.place === 'golang'),
    );
    return found(wrong.flatMap((source) => draftOf(source, sources, usesMise)));
  },
};

function draftOf(source: VersionSource, sources: readonly VersionSource[], usesMise: boolean): FindingDraft[] {
  const reader = sources.find(
    ({ kind, version }) =>
      kind === 'github' && version.kind === 'file' && version.path.replace(/^\.\//, '') === source.path,
  );
  if (!reader && usesMise) return [];
  const { line } = source.range.start;
  const range = lineRange(line, 0, 'go'.length);
  const edits = [{ kind: 'text' as const, file: source.file, range, newText: 'golang' }];
  return [
    {
      message: reader ? say('setupGo', { file: source.path, version: source.text }) : say('asdf'),
      severity: reader ? 'warning' : 'info',
      location: { file: source.file, range },
      related: reader ? [{ file: reader.file, range: reader.range, message: say('read') }] : [],
      fixes: [{ kind: 'edit', title: say('rename'), safe: false, edits }],
      key: source.text,
    },
  ];
}
