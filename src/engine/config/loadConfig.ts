import type { CheckMeta } from '../model/check';
import type { Ports } from '../ports';
import { jsonNodeOf, parseJsonc } from '../parse/jsonc';
import type { Config } from './config';
import { layered } from './layers';
import type { ConfigProblem } from './problem';
import { readConfig, type ConfigContext, type ConfigLayer } from './readConfig';

/** Name of the configuration that a repository keeps for everybody who works in it. */
export const configFileName = 'go-preflight.jsonc';

export interface ConfigRequest {
  /** absolute path of the `go-preflight.jsonc` to use, which need not exist */
  readonly file: string;
  /** the editor's settings below `goPreflight.`, untrusted */
  readonly settings?: unknown;
  /** what the command line says */
  readonly flags?: ConfigLayer;
}

export interface LoadedConfig {
  readonly config: Config;
  /** of the settings; those of the file are findings of the check `config-invalid` */
  readonly settingProblems: readonly ConfigProblem[];
}

/** The configuration of a run: flag over setting over file over default. What is wrong in a layer is left out of it. */
export async function loadConfig(
  request: ConfigRequest,
  ports: Pick<Ports, 'files' | 'clock'>,
  checks: readonly CheckMeta[],
): Promise<LoadedConfig> {
  const context = configContext(checks, ports.clock.today());
  const content = await ports.files.readFile(request.file);
  const file = content.kind === 'file' ? await readConfigText(decode(content.bytes), context) : undefined;
  const settings = readConfig(jsonNodeOf(request.settings ?? {}), context);
  const layers = [file?.layer ?? {}, settings.layer, request.flags ?? {}];
  return {
    config: { ...layered(layers, context.families), file: request.file },
    settingProblems: settings.problems.filter(({ message }) => message.id !== 'editorOnly'),
  };
}

export function configContext(checks: readonly CheckMeta[], today: string): ConfigContext {
  return { families: new Map(checks.map(({ id, family }) => [id, family])), today };
}

/** Reads the text of a `go-preflight.jsonc`. An empty file says nothing, and nothing is wrong with it. */
export async function readConfigText(
  text: string,
  context: ConfigContext,
): Promise<{ readonly layer: ConfigLayer; readonly problems: readonly ConfigProblem[] }> {
  const { root, problems } = await parseJsonc(text);
  const syntax = problems.map(({ kind, start, end }): ConfigProblem => ({
    start,
    end,
    message: { id: `syntax-${kind}`, args: {} },
  }));
  if (root === undefined) return { layer: {}, problems: text.trim() === '' ? [] : syntax };
  const { layer, problems: found } = readConfig(root, context);
  return { layer, problems: [...syntax, ...found].toSorted((a, b) => a.start - b.start) };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
