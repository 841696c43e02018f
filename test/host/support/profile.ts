import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Settings that keep VS Code itself quiet: no network, no tips, no other extension's fixes among ours. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'window.commandCenter': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

export interface Profile {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly language?: 'en' | 'zh-cn';
}

/** Writes a user's profile into an empty folder, as `--user-data-dir` expects it. */
export async function writeProfile(folder: string, { settings = {}, language = 'en' }: Profile): Promise<void> {
  const user = path.join(folder, 'User');
  await mkdir(user, { recursive: true });
  await writeFile(path.join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  if (language === 'zh-cn') await writeChinese(folder, user);
}

/** VS Code takes its display language from a language pack: an empty one is enough to have ours. */
async function writeChinese(folder: string, user: string): Promise<void> {
  const translations = path.join(folder, 'zh-cn.json');
  await writeFile(translations, '{"version": "1.0.0", "contents": {}}');
  await writeFile(path.join(user, 'argv.json'), '{"locale": "zh-cn"}');
  const pack = {
    hash: 'empty',
    label: '中文',
    extensions: [{ extensionIdentifier: { id: 'go-preflight-test.chinese' }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  await writeFile(path.join(folder, 'languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}
