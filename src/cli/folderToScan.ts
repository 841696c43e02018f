import { optionTable, reservedWords, type OptionDeclaration, type OptionName } from './options';

/** Options with which nothing is verified. */
const answering: readonly OptionName[] = ['explain', 'why', 'shell', 'list', 'version', 'help'];

/**
 * The folder that these arguments ask to verify, told before the program is loaded that parses them in earnest. A guess: who
 * follows it loses nothing but time where it is wrong.
 * @returns undefined where they ask for something else
 */
export function folderToScan(argv: readonly string[]): string | undefined {
  const table: readonly OptionDeclaration[] = optionTable;
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) {
      words.push(word);
      continue;
    }
    const [name = ''] = word.replace(/^--?/, '').split('=');
    const option = table.find((candidate) => candidate.name === name || candidate.short === name);
    if (option === undefined || answering.some((other) => other === option.name)) return undefined;
    if (option.value !== undefined && !word.includes('=')) at++;
  }
  const [folder = '.'] = words;
  return words.length > 1 || reservedWords.includes(folder) ? undefined : folder;
}
