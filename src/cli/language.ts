import { languageOf, type Language } from '../engine/index';

/** The language of the terminal, as POSIX finds it: the first of these that is not empty. */
export function terminalLanguage(variables: Readonly<Record<string, string>>): Language {
  return languageOf(localeName(variables, ['LC_ALL', 'LC_MESSAGES', 'LANG']));
}

/** Whether the terminal's character set is UTF-8. Windows consoles show it where a modern host draws them. */
export function speaksUtf8(variables: Readonly<Record<string, string>>, platform: string): boolean {
  if (platform === 'win32')
    return ['WT_SESSION', 'TERM_PROGRAM', 'ConEmuANSI', 'MSYSTEM'].some((name) => variables[name] !== undefined);
  if (variables['TERM'] === 'linux') return false;
  const locale = localeName(variables, ['LC_ALL', 'LC_CTYPE', 'LANG']);
  // macOS terminals set no locale at times, and are UTF-8 nevertheless.
  return locale === '' ? platform === 'darwin' : /utf-?8/i.test(locale);
}

function localeName(variables: Readonly<Record<string, string>>, names: readonly string[]): string {
  return names.map((name) => variables[name] ?? '').find((value) => value !== '') ?? '';
}
