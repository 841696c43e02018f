import { profiles, settingDeclarations, type Profile } from '../engine/index';
import { recordOf } from './untrusted';

/** The settings of one folder, as the editor has them. */
export interface FolderSettings {
  /** what the engine's configuration takes, untrusted: it leaves out what is wrong */
  readonly values: Readonly<Record<string, unknown>>;
  /** the profile as the editor's user wrote it; undefined where nobody did */
  readonly told: Profile | undefined;
  readonly background: boolean;
  /** above files with a condition: on how many ports they are built */
  readonly codeLens: boolean;
}

/** What a repository may say too: the rest is about the editor. */
const ofConfiguration: ReadonlySet<string> = new Set(
  settingDeclarations.filter(({ inFile }) => inFile).map(({ key }) => key),
);

/** @param value the section `goPreflight` of a folder, as the client answered: what is set, without defaults */
export function settingsOf(value: unknown): FolderSettings {
  const section = recordOf(value);
  return {
    values: Object.fromEntries(Object.entries(section).filter(([key]) => ofConfiguration.has(key))),
    told: profiles.find((profile) => profile === section.profile),
    background: recordOf(section.background).enabled !== false,
    codeLens: recordOf(section.codeLens).enabled === true,
  };
}
