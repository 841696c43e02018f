import {
  createCatalogue,
  say,
  type CheckMeta,
  type Finding,
  type Outcome,
  type RunResult,
} from '../../src/engine/index';
import type { ReportContext } from '../../src/report/context';
import { ciWords } from '../../src/report/ciWords';
import { markdownWords } from '../../src/report/markdown';
import { reportWords } from '../../src/report/words';
import { sampleCheck } from './sampleChecks';

/** The finding of ux.md's storyboard. */
export const storyboardFinding: Finding = {
  check: 'gosum-missing-zip-hash',
  family: 'sums',
  subject: '.',
  severity: 'error',
  confidence: 'certain',
  message: say('gosum-missing-zip-hash.missing', { module: 'rsc.io/quote v1.5.2', importer: 'shop/cart' }),
  fingerprint: '0123456789abcdef',
  location: {
    file: '/home/u/src/shop/go.mod',
    range: { start: { line: 6, column: 1 }, end: { line: 6, column: 20 } },
  },
  about: [],
  related: [
    {
      file: '/home/u/src/shop/cart/cart.go',
      range: { start: { line: 8, column: 1 }, end: { line: 8, column: 15 } },
      message: say('gosum-missing-zip-hash.imports'),
    },
  ],
  fixes: [
    {
      kind: 'command',
      args: ['mod', 'download', 'rsc.io/quote@v1.5.2'],
      cwd: '/home/u/src/shop',
      touches: ['/home/u/src/shop/go.sum'],
      needsNetwork: true,
      safe: false,
      title: say('shared.fix.download', { module: 'rsc.io/quote@v1.5.2' }),
    },
  ],
};

export const storyboardSource = 'module shop\n\ngo 1.26\n\nrequire (\n\n\trsc.io/quote v1.5.2\n)\n';

export const storyboardChecks: readonly CheckMeta[] = [
  sampleCheck(
    'gosum-missing-zip-hash',
    { kind: 'passed' },
    {
      family: 'sums',
      messages: {
        missing: 'go.sum has no hash of {module}, which package {importer} imports; go build stops here',
        imports: 'imports it',
      },
    },
  ),
  sampleCheck('reach', { kind: 'passed' }, { profile: 'network' }),
  sampleCheck('cache', { kind: 'passed' }),
];

export function outcome(check: string, more: Partial<Outcome> = {}): Outcome {
  return { check, family: 'modules', subject: '.', kind: 'passed', findings: [], durationUs: 1000, ...more };
}

export function sampleResult(more: Partial<RunResult> = {}): RunResult {
  return {
    root: '/home/u/src/shop',
    profile: 'offline',
    requestedProfile: 'offline',
    go: { version: '1.26.8', goroot: '/usr/local/go', path: '/usr/local/go/bin/go', source: 'PATH' },
    summary: {
      verdict: 'ready',
      error: 0,
      warning: 0,
      info: 0,
      hint: 0,
      passed: 64,
      notApplicable: 0,
      unknown: 0,
      failed: 0,
      cancelled: 0,
      modules: 3,
      goFiles: 2113,
      durationMs: 290,
    },
    modules: [''],
    nothingToCheck: false,
    incomplete: false,
    byCheck: [],
    outcomes: [],
    findings: [],
    ...more,
  };
}

export function sampleContext(more: Partial<ReportContext> = {}): ReportContext {
  return {
    catalogue: createCatalogue({
      language: 'en',
      checks: storyboardChecks,
      templates: [reportWords, markdownWords, ciWords],
      translations: {},
    }),
    checks: new Map(storyboardChecks.map((check) => [check.id, check])),
    version: '0.1.0',
    port: 'linux/amd64',
    homeDir: '/home/u',
    secrets: [],
    ...more,
  };
}
