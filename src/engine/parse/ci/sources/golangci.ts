import { LineIndex } from '../../../../base/lineIndex';
import { parseJsonc } from '../../jsonc';
import { declaration, type GoDeclaration } from '../goDeclaration';
import { parseToml } from '../tomlTree';
import { versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, scalarOf } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** golangci-lint: `run.go`, the Go that the linters take the code for; go.mod's where it is left out. */
export const golangci: SourceFormat = {
  kind: 'golangci',
  words: ['.golangci.'],
  file: /(^|\/)\.golangci\.(ya?ml|toml|json)$/,
  hint: /\bgo["']?\s*[:=]/,
  read: (text, path) => {
    if (path.endsWith('.json')) return ofJson(text);
    return path.endsWith('.toml') ? ofToml(text) : ofYaml(text);
  },
};

async function ofYaml(text: string): Promise<GoDeclaration[]> {
  const version = scalarOf(entryOf(await parseYaml(text), 'run'), 'go');
  return version ? [versionInYaml(version, 'analyses')] : [];
}

async function ofToml(text: string): Promise<GoDeclaration[]> {
  const scalars = (await parseToml(text)) ?? [];
  return scalars
    .filter(({ path, type }) => path.join('.') === 'run.go' && type === 'string')
    .map(({ text: word, range, plain }) => declaration(range, word, 'analyses', { ...(!plain && { edit: 'none' }) }));
}

async function ofJson(text: string): Promise<GoDeclaration[]> {
  const { root } = await parseJsonc(text);
  const run = root?.kind === 'object' ? root.members.find(({ key }) => key === 'run')?.value : undefined;
  const version = run?.kind === 'object' ? run.members.find(({ key }) => key === 'go')?.value : undefined;
  if (version?.kind !== 'string') return [];
  const index = new LineIndex(text);
  const range = { start: index.positionAt(version.start + 1), end: index.positionAt(version.end - 1) };
  return [declaration(range, version.value, 'analyses')];
}
