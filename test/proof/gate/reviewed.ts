import type { ReportFinding } from '../report';

/** A loud finding that no call of go can confirm, since another program reads the file: read, and found true. */
interface Reviewed {
  readonly tree: string;
  readonly check: string;
  readonly file: string;
  /** the documented rule of the program that reads the file, and how it applies */
  readonly reason: string;
}

/** Few: what go can judge is not for this list. */
const reviewed: readonly Reviewed[] = [
  {
    tree: 'github.com/pion/transport/v4',
    check: 'go-build-space-after-slashes',
    file: 'utils/xor/xor_arm.s',
    reason:
      'a constraint begins with //go:build without a space (go help buildconstraint); this one asks for a compiler other than gccgo, and go list is asked of gc',
  },
  {
    tree: 'github.com/apache/arrow-go/v18',
    check: 'ci-go-eol',
    file: 'ci/docker/debian-12.dockerfile',
    reason:
      'docker build takes ARG go=1.24 where nobody gives another, and Go 1.24 ended with Go 1.26 (go.dev/doc/devel/release)',
  },
  {
    tree: 'github.com/apache/arrow-go/v18',
    check: 'docker-go-local-toolchain',
    file: 'ci/docker/debian-12.dockerfile',
    reason:
      'the same ARG: golang:1.24 sets GOTOOLCHAIN=local, and go 1.24 refuses the go 1.25.0 of go.mod, which the stage copies',
  },
];

/** Why a loud finding is true though go says nothing of it; undefined where nobody has looked. */
export function reviewOf(tree: string, { check, file }: ReportFinding): string | undefined {
  return reviewed.find((each) => each.tree === tree && each.check === check && each.file === file)?.reason;
}
