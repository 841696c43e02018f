/** The variables of a target that a file sets somewhere, whoever reads them: `GOOS=android`, `GOOS: linux`, `echo GOOS=... >> $GITHUB_ENV`. */
export interface TargetVariables {
  /** the values in order; undefined stands for one that is not written out */
  readonly GOOS: readonly (string | undefined)[];
  readonly GOARCH: readonly (string | undefined)[];
  readonly CGO_ENABLED: readonly (string | undefined)[];
}

const assignment = /\b(GOOS|GOARCH|CGO_ENABLED)\b["']?[ \t]*[?:+]{0,2}[=:][ \t]*["']?([^\s"'#,;}]*)/g;

export function targetVariablesIn(text: string): TargetVariables {
  const variables = { GOOS: [] as Values, GOARCH: [] as Values, CGO_ENABLED: [] as Values };
  for (const [, name, value = ''] of text.matchAll(assignment))
    variables[name as keyof TargetVariables].push(/^\w+$/.test(value) ? value : undefined);
  return variables;
}

type Values = (string | undefined)[];
