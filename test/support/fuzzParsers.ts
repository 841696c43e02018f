import { createHash } from 'node:crypto';
import { allChecks } from '../../src/engine/index';
import { configContext, readConfigText } from '../../src/engine/config/loadConfig';
import { parseConstraint, parseBuildExpr } from '../../src/engine/parse/buildConstraint';
import { parseDockerfile } from '../../src/engine/parse/ci/dockerfile';
import { parseWorkflow } from '../../src/engine/parse/ci/githubWorkflow';
import { parseGoVersionFile } from '../../src/engine/parse/ci/goVersionFile';
import { parseGoVersionSpec } from '../../src/engine/parse/ci/goVersionSpec';
import { parseImageReference } from '../../src/engine/parse/ci/imageReference';
import { goCommandsIn } from '../../src/engine/parse/ci/shellCommands';
import { parseGoEnvFile } from '../../src/engine/parse/goEnvFile';
import { parseGoFlags } from '../../src/engine/parse/goFlags';
import { parseForeignHeader, parseGoHeader } from '../../src/engine/parse/goHeader';
import { summarizeGoHeader } from '../../src/engine/parse/goHeaderSummary';
import { parseGoMod } from '../../src/engine/parse/goMod';
import { findCredentials, parseGoProxy } from '../../src/engine/parse/goProxy';
import { parseGoSum } from '../../src/engine/parse/goSum';
import { sumDbProblem } from '../../src/engine/parse/goSumDb';
import { goDeclarations } from '../../src/engine/parse/goSource/goDeclarations';
import { goUses } from '../../src/engine/parse/goSource/goUses';
import { goTokens } from '../../src/engine/parse/goTokens';
import { isValidGoVersion } from '../../src/engine/parse/goVersion';
import { parseGoWork } from '../../src/engine/parse/goWork';
import { HeaderNames } from '../../src/engine/parse/headerNames';
import { mergeConflicts } from '../../src/engine/parse/mergeConflict';
import { checkImportPath, checkModulePath, splitPathVersion } from '../../src/engine/parse/modulePath';
import { parseModulesTxt } from '../../src/engine/parse/modulesTxt';
import { parsePlusBuild } from '../../src/engine/parse/plusBuild';
import { parseSemver } from '../../src/engine/parse/semver';

/** A parser under fuzz: which files it is meant for, and how to run it over any text. */
export interface FuzzedParser {
  readonly name: string;
  /** base names of files that it reads */
  readonly reads: RegExp;
  readonly run: (text: string) => unknown;
}

const context = configContext(allChecks, '2026-11-21');
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

function summarize(text: string): unknown {
  const bytes = Buffer.from(text);
  const latin1 = (length: number): string => bytes.toString('latin1', 0, length);
  const head = bytes.subarray(0, 4096);
  const names = new HeaderNames();
  const first = summarizeGoHeader(
    { bytes: head, length: head.length, whole: head.length < 4096, open: false, text: latin1 },
    names,
  );
  return first ?? summarizeGoHeader({ bytes, length: bytes.length, whole: true, open: true, text: latin1 }, names);
}

/** Runs over the lines of a text that are short enough to be a value. */
function eachLine(run: (line: string) => unknown): (text: string) => void {
  return (text) => {
    for (const line of text.split('\n', 20)) run(line);
  };
}

/** Every parser that reads something a person or a program wrote. */
export const fuzzedParsers: readonly FuzzedParser[] = [
  { name: 'goMod', reads: /\.mod$/, run: (text) => parseGoMod(text) },
  { name: 'goMod of a dependency', reads: /\.mod$/, run: (text) => parseGoMod(text, { lax: true }) },
  { name: 'goWork', reads: /\.work$/, run: (text) => parseGoWork(text) },
  { name: 'goSum', reads: /\.sum$/, run: parseGoSum },
  { name: 'modulesTxt', reads: /^modules\.txt$/, run: parseModulesTxt },
  { name: 'goHeader', reads: /\.go$/, run: (text) => parseGoHeader(text) },
  { name: 'goHeader of bytes', reads: /\.go$/, run: (text) => parseGoHeader(Buffer.from(text, 'latin1')) },
  { name: 'goHeaderSummary', reads: /\.go$/, run: summarize },
  { name: 'goDeclarations', reads: /\.go$/, run: (text) => goDeclarations(Buffer.from(text, 'latin1')) },
  { name: 'goUses', reads: /\.go$/, run: (text) => goUses(Buffer.from(text, 'latin1')) },
  { name: 'goTokens', reads: /\.go$/, run: goTokens },
  { name: 'foreignHeader', reads: /\.(s|c|h)$/, run: parseForeignHeader },
  { name: 'constraints', reads: /\.go$/, run: eachLine(parseConstraint) },
  { name: 'build expression', reads: /\.go$/, run: eachLine((line) => parseBuildExpr(line)) },
  { name: 'plusBuild', reads: /\.go$/, run: eachLine((line) => parsePlusBuild(`// +build ${line}`)) },
  { name: 'mergeConflicts', reads: /^go\./, run: mergeConflicts },
  { name: 'goEnvFile', reads: /^env$/, run: parseGoEnvFile },
  { name: 'goFlags', reads: /^env$/, run: eachLine(parseGoFlags) },
  { name: 'goProxy', reads: /^env$/, run: eachLine(parseGoProxy) },
  { name: 'goSumDb', reads: /^env$/, run: eachLine((line) => sumDbProblem(line, sha256)) },
  { name: 'credentials', reads: /^env$/, run: findCredentials },
  { name: 'workflow', reads: /\.ya?ml$/, run: parseWorkflow },
  { name: 'dockerfile', reads: /dockerfile/i, run: parseDockerfile },
  { name: 'shellCommands', reads: /dockerfile|\.ya?ml$/i, run: goCommandsIn },
  { name: 'imageReference', reads: /dockerfile/i, run: eachLine(parseImageReference) },
  { name: 'goVersionFile', reads: /version|\.mod$/, run: (text) => parseGoVersionFile('.tool-versions', text, true) },
  { name: 'goVersionSpec', reads: /\.ya?ml$/, run: eachLine(parseGoVersionSpec) },
  { name: 'configuration', reads: /\.jsonc$/, run: (text) => readConfigText(text, context) },
  { name: 'versions', reads: /\.(mod|sum)$/, run: eachLine((line) => [isValidGoVersion(line), parseSemver(line)]) },
  {
    name: 'paths',
    reads: /\.(mod|sum)$/,
    run: eachLine((line) => [checkModulePath(line), checkImportPath(line), splitPathVersion(line)]),
  },
];
