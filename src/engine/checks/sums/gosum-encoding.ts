import type { EncodingFault, ReadSumFile } from '../../facts/sums/sumFile';
import { readsSums, stopsWithout } from '../../facts/sums/sumUse';
import type { EditFix } from '../../model/fix';
import type { Facts } from '../../facts/factStore';
import { workspaceUsing } from '../../facts/modules/workspaceOf';
import type { Module, ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { lineRange, startOfFile, type Range } from '../../model/range';
import { emptyGoModHash } from '../../parse/goSum';
import { sumsInAnyEncoding } from './readableSums';
import { tidyFix } from '../../modfile/goModFixes';
import { goSumPath } from './sumFixes';
import { tidyRewrites } from './tidyRewrites';

/** Bytes that are not plain UTF-8. Only what a byte order mark hides is known for sure; the rest go has to write anew. */
export const gosumEncoding: ModuleCheck = {
  id: 'gosum-encoding',
  family: 'sums',
  scope: 'module',
  title: 'go.sum is UTF-8 without a byte order mark',
  why: 'go takes a byte order mark for a part of the first module path, and cannot read UTF-16 at all.',
  fix: 'Save the file as UTF-8 without a byte order mark.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    byteOrderMark:
      'go.sum begins with a byte order mark, which go takes for a part of {module}: it finds no hash of that module',
    utf16: 'go.sum is UTF-16: go finds no hash in it',
    nul: 'go.sum has NUL bytes: it is damaged or not UTF-8, and go finds no hash in those lines',
    notUtf8: 'go.sum has bytes that are not UTF-8: go finds no hash in those lines',
  },
  run: async (module, facts) => {
    const sums = await sumsInAnyEncoding(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const { encoding } = sums.file;
    if (encoding === undefined) return passed;
    const stops = await stopsBuild(encoding, sums.file, module, facts);
    const hidden = firstModule(sums.file);
    const tidy = (await tidyRepairs(sums.file, module, facts)) ? [tidyFix(module.dir)] : [];
    return found([
      {
        message: say(messageNames[encoding], encoding === 'byte-order-mark' ? { module: hidden.path } : {}),
        severity: stops ? 'error' : 'warning',
        location: { file: sums.path, range: placeOf(encoding, sums.file) },
        key: encoding,
        fixes: encoding === 'byte-order-mark' ? [withoutMark(sums.path), ...tidy] : tidy,
      },
    ]);
  },
};

/** The mark hid the hash of the first line; go compares that with the module as soon as it can read it. */
function withoutMark(file: string): EditFix {
  return {
    kind: 'edit',
    title: say('shared.fix.noMark'),
    safe: true,
    edits: [{ kind: 'form', file, form: 'no-byte-order-mark' }],
  };
}

const messageNames: Readonly<Record<EncodingFault, string>> = {
  'byte-order-mark': 'byteOrderMark',
  'utf-16': 'utf16',
  nul: 'nul',
  'not-utf-8': 'notUtf8',
};

/**
 * Whether no such byte is left after `go mod tidy`: it drops lines whose module nothing can have and those that it cannot read,
 * but keeps what is written of a module that it knows.
 */
async function tidyRepairs(file: ReadSumFile, module: Module, facts: Facts): Promise<boolean> {
  const keeps = file.parsed.entries.some(
    ({ path, version, hash }) => !foreign.test(path + version) && foreign.test(hash) && hash !== emptyGoModHash,
  );
  return !keeps && (await tidyRewrites(module.dir, file, facts));
}

/** What a byte that is no UTF-8 was read as, NUL, and the byte order mark. */
const foreign = /[\ufeff\ufffd\0]/;

/** go stops at lines without three fields. UTF-16 hides every hash; a byte order mark that of the first line; other bytes only garble lines, which other checks judge. */
async function stopsBuild(fault: EncodingFault, file: ReadSumFile, module: Module, facts: Facts): Promise<boolean> {
  // No other check tells of lines that go cannot read in these.
  if ((fault === 'utf-16' || fault === 'nul') && file.parsed.malformed.length > 0) return readsSums(module.dir, facts);
  if (fault === 'utf-16')
    return (await readsSums(module.dir, facts)) && (await facts.get(workspaceUsing, module.dir)) === undefined;
  if (fault !== 'byte-order-mark') return false;
  const hidden = firstModule(file);
  const key = `${hidden.path} ${hidden.version}`;
  if (hidden.path === '' || file.table.has(key)) return false;
  return stopsWithout(module.dir, hidden, facts);
}

/** The module of the first line, as its author meant it. */
function firstModule(file: ReadSumFile): { path: string; version: string } {
  const [entry] = file.parsed.entries;
  if (entry?.line !== 0) return { path: '', version: '' };
  return { path: entry.path.replace(/^\ufeff/, ''), version: entry.version };
}

function placeOf(fault: EncodingFault, { text, parsed }: ReadSumFile): Range {
  if (fault === 'utf-16') return startOfFile;
  if (fault === 'byte-order-mark') {
    const [entry] = parsed.entries;
    return entry?.line === 0 ? lineRange(0, 0, entry.column + entry.path.length - 1) : startOfFile;
  }
  const at = text.search(fault === 'nul' ? /\0/ : /\ufffd/);
  const line = text.slice(0, at).split('\n').length - 1;
  const column = at - (text.lastIndexOf('\n', at - 1) + 1);
  return lineRange(line, column, column + 1);
}
