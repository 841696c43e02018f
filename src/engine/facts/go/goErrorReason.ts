/**
 * Why a go command gave up, in one line. An error that is reached through imports is a chain, `go: a imports`, `b tested
 * by`, each line indented, and the reason stands at its end.
 */
export function goErrorReason(stderr: string): string {
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !/^go: (downloading|finding) /.test(line));
  const end = lines.findIndex((line, at) => !/ (imports|tested by)$/.test(line) || !lines[at + 1]?.startsWith('\t'));
  return (lines[end] ?? '').trim();
}
