import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The part of the report contract that the proofs read. Positions are one-based. */
export interface Report {
  readonly summary: {
    readonly verdict: string;
    readonly error: number;
    readonly warning: number;
    readonly durationMs: number;
    readonly goFiles: number;
  };
  readonly outcomes: readonly {
    readonly check: string;
    readonly subject: string;
    readonly outcome: string;
    readonly reason?: string;
  }[];
  readonly findings: readonly ReportFinding[];
}

export interface ReportFinding {
  readonly check: string;
  readonly family: string;
  readonly subject: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly file?: string;
  readonly range?: { readonly start: Position; readonly end: Position };
  /** the builds that show it: `linux/amd64,cgo,tags=a+b` */
  readonly targets?: readonly string[];
  readonly anchor?: string;
  readonly related: readonly {
    readonly file: string;
    readonly range: { readonly start: Position };
    readonly message: string;
  }[];
  readonly fixes: readonly { readonly title: string }[];
}

interface Position {
  readonly line: number;
  readonly column: number;
}

const cli = join(process.cwd(), 'dist', 'cli.js');

/** Verifies a folder with the product as shipped: the CLI as a child process. */
export function verify(folder: string, ...flags: string[]): Promise<Report> {
  return new Promise((resolve, reject) => {
    const args = [cli, folder, '--format', 'json', '--fail-on', 'never', ...flags];
    execFile(process.execPath, args, { maxBuffer: 256 << 20, timeout: 300_000 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as Report);
      } catch {
        reject(
          new Error(`go-preflight ${folder}: ${error?.message ?? 'no JSON'}\n${stderr}\n${stdout.slice(0, 2000)}`),
        );
      }
    });
  });
}

/** A finding as one line. */
export function lineOf(finding: ReportFinding): string {
  const at =
    finding.file === undefined ? `(${finding.anchor ?? '?'})` : `${finding.file}:${finding.range?.start.line ?? 0}`;
  return `${at} ${finding.severity} ${finding.check}: ${finding.message}`;
}

export function isLoud(finding: ReportFinding): boolean {
  return finding.severity === 'error' || finding.severity === 'warning';
}
