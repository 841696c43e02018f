import type { CheckMeta } from '../model/check';
import type { Ports } from '../ports';
import { jsonNodeOf, parseJsonc } from '../parse/jsonc';
import type { Config } from './config';
import { layered } from './layers';
import type { ConfigProblem } from './problem';
import { settingDeclarations, type SettingDeclaration } from './schema';
import { readConfig, type ConfigContext, type ConfigLayer } from './readConfig';

/** Name of the configuration that a repository keeps for everybody who works in it. */
export const configFileName = 'go-preflight.jsonc';

export interface ConfigRequest {
  /** absolute path of the `go-preflight.jsonc` to use, which need not exist */
  readonly file: string;
  /**
   * The editor's section `goPreflight`, untrusted. An editor tells defaults and settings alike, so what equals the default
   * is taken for not said.
   */
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
  const settings = readConfig(jsonNodeOf(saidSettings(request.settings)), context);
  const layers = [file?.layer ?? {}, settings.layer, request.flags ?? {}];
  return {
    config: { ...layered(layers, context.families), file: request.file },
    settingProblems: settings.problems,
  };
}

/** The settings that a configuration is made of; the others are the editor's own. */
function saidSettings(section: unknown): unknown {
  if (typeof section !== 'object' || section === null) return {};
  const declarations: readonly SettingDeclaration[] = settingDeclarations;
  return Object.fromEntries(
    Object.entries(section).filter(([name, value]) => {
      const declaration = declarations.find(({ key }) => key === name);
      return declaration?.inFile === true && JSON.stringify(value) !== JSON.stringify(declaration.default);
    }),
  );
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
