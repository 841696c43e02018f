import type { ReportFinding } from '../report';

/** What a finding is about, as a complaint of go would name it. */
interface Subject {
  /** of a package, a module or a folder, as it is written */
  readonly path: string;
  /** of the module, where the finding says one */
  readonly version: string | undefined;
}

/**
 * Whether a complaint of go is about the same as a finding: it names the same path, and no other version of it; or it stands at
 * the same line of the same file.
 * @param line the first that the finding underlines
 */
export function isNamed(complaints: readonly string[], finding: ReportFinding, line: string | undefined): boolean {
  const subjects = subjectsOf(finding, line);
  return complaints.some(
    (complaint) => standsAt(complaint, finding) || subjects.some((subject) => names(complaint, subject)),
  );
}

/** What the finding underlines; where that is no path, the paths of its message. */
function subjectsOf({ message, range }: ReportFinding, line = ''): readonly Subject[] {
  const end = range?.start.line === range?.end.line ? range?.end.column : undefined;
  const [own] = range ? subjectsIn(line.slice(range.start.column - 1, end && end - 1)) : [];
  if (own === undefined) return subjectsIn(message);
  // The version stands behind it in a line of go.mod and of go.sum.
  return [subjectsIn(line).find(({ path }) => path === own.path) ?? own];
}

function subjectsIn(text: string): readonly Subject[] {
  const words = text.split(/[\s,;():"'`]+/).map((word) => (/^\.+$/.test(word) ? word : word.replace(/\.$/, '')));
  return words.flatMap((word, at) => {
    const [path = '', version] = word.split('@');
    if (!/[\w-]\/[\w.-]|^\.\.?(?:\/|$)/.test(path)) return [];
    const next = words[at + 1] ?? '';
    return [{ path: path.replace(/\/$/, ''), version: version ?? (isVersion(next) ? next : undefined) }];
  });
}

function isVersion(word: string): boolean {
  return /^v\d+\.\d+\.\d+/.test(word);
}

/** `rsc.io/quote` is named by `rsc.io/quote@v1.5.2: ...`, not by `rsc.io/quote/v3`; `../api` by `open ../api/go.mod`. */
function names(complaint: string, { path, version }: Subject): boolean {
  for (let at = complaint.indexOf(path); at >= 0; at = complaint.indexOf(path, at + 1)) {
    const behind = complaint.slice(at + path.length);
    const whole = !/[\w./~]$|.-$/.test(complaint.slice(0, at)) && /^\/?(?:go\.mod)?(?![\w/~-]|\.[\w/])/.test(behind);
    const [, other] = /^[@ ](v\d+\.\d+\.\d+[^\s:;,")]*)/.exec(behind) ?? [];
    if (whole && (version === undefined || other === undefined || other.replace(/\/go\.mod$/, '') === version))
      return true;
  }
  return false;
}

/** go writes `sub/x.go:4:2: ...`, and go vet `./x.go:4:2: ...`. */
function standsAt(complaint: string, { file, range }: ReportFinding): boolean {
  if (file === undefined || range === undefined) return false;
  const place = `${file}:${range.start.line}:`;
  const at = complaint.indexOf(place);
  return at >= 0 && /(?:^|[\s"(])(?:\.\/)?$/.test(complaint.slice(0, at));
}
