import { joinQuoted, parseGoFlags } from '../../parse/goFlags';

/**
 * Flags of GOFLAGS that only say which build is meant. All others stay out of our calls: they change what a command
 * prints (`-x`, `-json`), write (`-u`, `-w`, `-o`), run foreign code (`-toolexec`, `-exec`), or break it (`-C`, a typo).
 */
const buildSelection: ReadonlySet<string> = new Set([
  'asan',
  'asmflags',
  'buildmode',
  'compiler',
  'cover',
  'covermode',
  'coverpkg',
  'gccgoflags',
  'gcflags',
  'installsuffix',
  'ldflags',
  'linkshared',
  'modcacherw',
  'msan',
  'pgo',
  'race',
  'tags',
  'trimpath',
]);

/**
 * GOFLAGS for a call of ours. Never empty, because an empty variable would let the user's file through.
 * @param users the effective GOFLAGS
 * @param own words that come last and so win; `{scratch}` in them will be a path that may have spaces
 * @param quote the quotation mark that does not occur in that path
 */
export function guardedGoFlags(users: string, own: readonly string[], quote: "'" | '"' = "'"): string {
  const kept = parseGoFlags(users).flags.filter((flag) => buildSelection.has(flag.name));
  const words = [...kept.map((flag) => flag.text), ...own].map((word) =>
    word.includes('{scratch}') ? `${quote}${word}${quote}` : joinQuoted([word]),
  );
  return words.filter((word) => word !== undefined).join(' ');
}
