/**
 * Ids of the commands that the server names in code actions and hovers. The extension registers them; a test compares them with
 * the manifest.
 */
export const commandIds = {
  /** [FixReference]: previews a command or setting fix, and applies it when the person agrees */
  applyFix: 'goPreflight.applyFix',
  /** [check id]: opens the page of a check */
  explain: 'goPreflight.explain',
  /** [GraphReference]: opens the module graph, at a module where one is named; without an argument it asks which */
  showModuleGraph: 'goPreflight.showModuleGraph',
  /** [MatrixReference]: opens the build matrix; without an argument that of the folder of the open file, or of the workspace folder */
  showBuildMatrix: 'goPreflight.showBuildMatrix',
  /** [UseTarget]: gopls builds for this target from now on */
  useTarget: 'goPreflight.useTarget',
  /** [BuildTagsReference]: the editor passes a tag from now on */
  setBuildTags: 'goPreflight.setBuildTags',
  /** [VetParams]: `go vet` for one of a finding's targets */
  vetFinding: 'goPreflight.vetFinding',
} as const;

/** Kind of the code action that makes every safe text edit of a file. */
export const fixAllKind = 'source.fixAll.goPreflight';

/** `source` of every diagnostic. */
export const diagnosticSource = 'Go Preflight';

/** The section of the settings, and the prefix of each. */
export const settingsSection = 'goPreflight';

/** The settings that the server reads, below the section. It is sent what somebody set, without defaults. */
export const serverSettings = [
  'profile',
  'checks',
  'ignores',
  'targets',
  'tags',
  'background.enabled',
  'codeLens.enabled',
] as const;

/** What a diagnostic carries in `data`, so that the client and the code actions know which finding it is. */
export interface DiagnosticData {
  readonly folder: string;
  readonly fingerprint: string;
  /** module paths, import paths and the like, by which the client recognises another tool's Problem of the same fault */
  readonly about: readonly string[];
}
