import { DistinctNumbers, type HeaderNames } from './headerNames';

/**
 * The usual header, by regular expressions over Latin-1 text: in a process that has just started these run at full speed,
 * when loops over bytes are still interpreted. Whatever is not usual is left to the exact parser.
 */
export interface QuickHeader {
  readonly packageName: number;
  readonly imports: number;
  readonly cgo: boolean;
  /** where the package clause begins, and where the header ends */
  readonly codeStart: number;
  readonly end: number;
}

const gap = /(?:[ \t\r\n]+|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;
const packageClause = /package[ \t]+([A-Za-z_]\w*)[ \t]*(?:\/\/[^\n]*)?\r?\n/y;
const oneImport = /import[ \t]+(?:(?:[A-Za-z_]\w*|\.)[ \t]+)?"([^"\\\n\x80-\xff]*)"[ \t]*(?:\/\/[^\n]*)?\r?\n/y;
const importList = /import[ \t]*\(/y;
/** No alternative begins like another, so that a list that does not match fails at once. */
const plainList = /^(?:[ \t\r\n]|\/\/[^\n"]*\n|(?:(?:[A-Za-z_]\w*|\.)[ \t]+)?"[^"\\\n\x80-\xff]*"(?=[ \t\r\n]))*$/;

/**
 * @param text start of a file
 * @param whole whether it is the whole file
 * @returns `more` where the header may go on behind the text, `unusual` where another reader must look at it
 */
export function quickHeader(text: string, whole: boolean, names: HeaderNames): QuickHeader | 'more' | 'unusual' {
  const codeStart = skipGap(text, 0);
  packageClause.lastIndex = codeStart;
  const packageName = packageClause.exec(text)?.[1];
  if (packageName === undefined) return !whole && mayBeCut(text, codeStart) ? 'more' : 'unusual';
  const imports = new DistinctNumbers();
  let cgo = false;
  let at = packageClause.lastIndex;
  for (;;) {
    at = skipGap(text, at);
    if (!text.startsWith('import', at)) {
      // `import`, a comment or the like may have been cut off.
      if (!whole && mayBeCut(text, at)) return 'more';
      // A declaration begins with a letter.
      if (at < text.length && !isLetter(text.charCodeAt(at))) return 'unusual';
      break;
    }
    oneImport.lastIndex = at;
    const path = oneImport.exec(text)?.[1];
    if (path !== undefined) {
      cgo = addImport(path, imports, names) || cgo;
      at = oneImport.lastIndex;
      continue;
    }
    importList.lastIndex = at;
    if (!importList.test(text)) return whole ? 'unusual' : 'more';
    const close = text.indexOf(')', importList.lastIndex);
    if (close < 0) return whole ? 'unusual' : 'more';
    const list = text.slice(importList.lastIndex, close);
    if (!plainList.test(list)) return 'unusual';
    const parts = list.split('"');
    for (let part = 1; part < parts.length; part += 2) cgo = addImport(parts[part] as string, imports, names) || cgo;
    at = close + 1;
  }
  return { packageName: names.number(packageName), imports: names.importList(imports.list), cgo, codeStart, end: at };
}

/** @returns whether it is the import of cgo, which is none of a package */
function addImport(path: string, imports: DistinctNumbers, names: HeaderNames): boolean {
  if (path === 'C') return true;
  imports.add(names.number(path));
  return false;
}

const slash = 0x2f;
/** longer than any clause that matters when its end is missing */
const longestClause = 256;

/** Whether what stands here may be the beginning of something that ends behind the text: a clause, or a comment. */
function mayBeCut(text: string, at: number): boolean {
  return text.length - at < longestClause || text.charCodeAt(at) === slash;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** @returns the offset of the first text that is no white space and no comment that ends */
export function skipGap(text: string, at: number): number {
  gap.lastIndex = at;
  gap.test(text);
  return gap.lastIndex;
}

const goBuildLine = /^\/\/go:build[ \t][^\n\x80-\xff]*\n/m;
/** A marker, spelt right or not, where a comment begins. All that `nearMarker` takes contain one of these. */
const lookalike = /\/\/[ \t/]{0,12}(?:[gG][oO]:(?:[bBuU]|[^\s][uU])|\+[bB]|[^\s]{0,6}build)|[:+]build/;

/** False only of a text without a constraint, and without a comment that looks like one. */
export function mayHoldConstraint(text: string): boolean {
  return lookalike.test(text);
}

/**
 * The constraint lines of the usual header: none, or a single `//go:build` line.
 * @returns their number; `unusual` where the comments must be read one by one
 */
export function quickConstraints(
  text: string,
  { codeStart, end }: Pick<QuickHeader, 'codeStart' | 'end'>,
  names: HeaderNames,
): number | 'unusual' {
  if (!mayHoldConstraint(text.slice(0, end))) return 0;
  const lead = text.slice(0, codeStart);
  const line = goBuildLine.exec(lead);
  if (line === null || lead.includes('/*') || mayHoldConstraint(lead.slice(0, line.index))) return 'unusual';
  if (mayHoldConstraint(text.slice(line.index + line[0].length, end))) return 'unusual';
  return names.constraintLines([line[0].trimEnd()], [], false);
}
