import { defaultConfig, profiles, type Config, type Profile } from '../engine/index';
import { recordOf } from './untrusted';

/** The settings of one folder, as the editor has them. */
export interface FolderSettings {
  readonly config: Config;
  /** the profile as the editor's user wrote it; undefined where nobody did */
  readonly told: Profile | undefined;
  readonly background: boolean;
}

/** @param value the section `goPreflight` of a folder, as the client answered */
export function settingsOf(value: unknown): FolderSettings {
  const section = recordOf(value);
  const told = profiles.find((profile) => profile === section.profile);
  return {
    config: { ...defaultConfig, ...(told && { profile: told }) },
    told,
    background: recordOf(section.background).enabled !== false,
  };
}
