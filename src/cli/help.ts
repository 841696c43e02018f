import { displayWidth } from '../report/displayWidth';
import { say, type Catalogue } from '../engine/index';
import { exitCodes } from './exitCode';
import { optionTable, reservedWords, type OptionDeclaration } from './options';

/** `--help`, from the table of options. */
export function helpText(catalogue: Catalogue): string {
  const text = (id: string, args: Readonly<Record<string, string>> = {}): string => catalogue.render(say(id, args));
  const rows = (optionTable as readonly OptionDeclaration[]).map((option): [string, string] => [
    `${option.short === undefined ? '    ' : `-${option.short}, `}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`,
    text(`cli.option.${option.name}`, { words: (option.words ?? []).join(', ') }),
  ]);
  const codes = Object.values(exitCodes).map((code): [string, string] => [
    String(code).padStart(3),
    text(`cli.exit.${code}`),
  ]);
  return [
    text('cli.usage'),
    text('cli.usage.whyGo'),
    text('cli.usage.why'),
    text('cli.usage.env'),
    text('cli.usage.versions'),
    text('cli.usage.targets'),
    text('cli.usage.snapshot'),
    text('cli.usage.diff'),
    text('cli.purpose'),
    '',
    text('cli.dir'),
    text('cli.reserved', { words: reservedWords.join(', ') }),
    '',
    text('cli.options'),
    ...columns(rows),
    '',
    text('cli.exitCodes'),
    ...columns(codes),
    '',
  ].join('\n');
}

/** Two columns, the first as wide as its widest text. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => displayWidth(left)));
  return rows.map(([left, right]) => `  ${left}${' '.repeat(width - displayWidth(left))}  ${right}`);
}
