import { createHash } from 'node:crypto';
import { allChecks } from '../../src/engine/index';
import { configContext, readConfigText } from '../../src/engine/config/loadConfig';
import { parseConstraint, parseBuildExpr } from '../../src/engine/parse/buildConstraint';
import { parseBuildInfos } from '../../src/engine/parse/buildInfo';
import { parseFlagRules, splitCgoFlags } from '../../src/engine/parse/cgoFlags';
import { parseDockerfile } from '../../src/engine/parse/ci/dockerfile';
import { ignoredBy, parseDockerignore } from '../../src/engine/parse/ci/dockerignore';
import { parseAction, parseWorkflow } from '../../src/engine/parse/ci/githubWorkflow';
import { goInvocationsIn } from '../../src/engine/parse/ci/goInvocations';
import { parseGoVersionFile } from '../../src/engine/parse/ci/goVersionFile';
import { parseGoVersionSpec } from '../../src/engine/parse/ci/goVersionSpec';
import { parseImageReference } from '../../src/engine/parse/ci/imageReference';
import { goCommandsIn } from '../../src/engine/parse/ci/shellCommands';
import { sourceFormats } from '../../src/engine/parse/ci/sources/formats';
import {
  editorTagSettings,
  linterTagSettings,
  releaseTagSettings,
  releaseTargets,
} from '../../src/engine/parse/ci/tagSettings';
import { parseToml } from '../../src/engine/parse/ci/tomlTree';
import { parseYaml } from '../../src/engine/parse/ci/yamlTree';
import { parseGitConfig } from '../../src/engine/parse/git/gitConfig';
import { readGitIndex } from '../../src/engine/parse/git/gitIndex';
import { decide, parseIgnoreFile } from '../../src/engine/parse/git/ignoreRules';
import { parseGitmodules } from '../../src/engine/parse/gitmodules';
import { globElement } from '../../src/engine/parse/globElement';
import { parseGoAuth } from '../../src/engine/parse/goAuth';
import { embedPatterns } from '../../src/engine/parse/goEmbed';
import { parseGoEnvFile } from '../../src/engine/parse/goEnvFile';
import { parseGoFlags } from '../../src/engine/parse/goFlags';
import {
  parseForeignHeader,
  parseGoHeader,
  parseHeaderComments,
  parseOtherHeader,
} from '../../src/engine/parse/goHeader';
import { summarizeGoHeader } from '../../src/engine/parse/goHeaderSummary';
import { parseGoMod } from '../../src/engine/parse/goMod';
import { readDeclarations, readWholly } from '../../src/engine/parse/goModDeclarations';
import { parseModSyntax } from '../../src/engine/parse/goModSyntax';
import { findCredentials, parseGoProxy } from '../../src/engine/parse/goProxy';
import { parseGoSum } from '../../src/engine/parse/goSum';
import { sumDbProblem } from '../../src/engine/parse/goSumDb';
import { goDeclarations } from '../../src/engine/parse/goSource/goDeclarations';
import { goUses } from '../../src/engine/parse/goSource/goUses';
import { goTokens } from '../../src/engine/parse/goTokens';
import { parseGoVcs } from '../../src/engine/parse/goVcs';
import { isValidGoVersion, parseGoVersion } from '../../src/engine/parse/goVersion';
import { parseGoWork } from '../../src/engine/parse/goWork';
import { HeaderNames } from '../../src/engine/parse/headerNames';
import { parseJsonc } from '../../src/engine/parse/jsonc';
import { mergeConflicts } from '../../src/engine/parse/mergeConflict';
import { checkImportPath, checkModulePath, splitPathVersion } from '../../src/engine/parse/modulePath';
import { hopelessPattern, matchesPatterns } from '../../src/engine/parse/modulePatterns';
import { parseModulesTxt } from '../../src/engine/parse/modulesTxt';
import { nearConstraint } from '../../src/engine/parse/nearConstraint';
import { parseNetrc } from '../../src/engine/parse/netrc';
import { parsePlusBuild } from '../../src/engine/parse/plusBuild';
import { parseSemver } from '../../src/engine/parse/semver';
import { staticRepository } from '../../src/engine/parse/staticVcs';
import { readSnapshot } from '../../src/engine/snapshot/readSnapshot';

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

/** Files that name a Go, read as the product reads them: only where a text may name one at all. */
const versionsIn: readonly FuzzedParser[] = sourceFormats.map((format) => ({
  name: `versions in files of ${format.kind}`,
  reads: format.file.source.includes('ya?ml')
    ? /\.ya?ml$/
    : /^(Dockerfile|Jenkinsfile|Makefile|\..*|.*\.(toml|json|nix|bazel))$/,
  run: (text) => (format.hint.test(text) ? format.read(text, 'a/file') : undefined),
}));

/** Every parser that reads something a person or a program wrote; a test says which of `engine/parse` is not among them. */
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
  {
    name: 'versions',
    reads: /\.(mod|sum)$/,
    run: eachLine((line) => [isValidGoVersion(line), parseGoVersion(line), parseSemver(line)]),
  },
  { name: 'go.mod of a dependency, declarations alone', reads: /\.mod$/, run: readDeclarations },
  { name: 'go.mod of a dependency, declarations of all', reads: /\.mod$/, run: readWholly },
  { name: 'lines of go.mod', reads: /\.(mod|work)$/, run: parseModSyntax },
  { name: 'comments of a header', reads: /\.go$/, run: parseHeaderComments },
  { name: 'otherHeader', reads: /\.(s|c|h)$/, run: parseOtherHeader },
  { name: 'nearConstraint', reads: /\.go$/, run: eachLine(nearConstraint) },
  { name: 'goEmbed', reads: /\.go$/, run: embedPatterns },
  { name: 'cgoFlags', reads: /\.go$/, run: eachLine(splitCgoFlags) },
  { name: 'rules of cgo flags', reads: /\.go$/, run: parseFlagRules },
  { name: 'buildInfo', reads: /\.mod$/, run: (text) => parseBuildInfos(text, text.split('\n', 3)) },
  { name: 'goAuth', reads: /^env$/, run: eachLine(parseGoAuth) },
  { name: 'goVcs', reads: /^env$/, run: eachLine(parseGoVcs) },
  {
    name: 'patterns of modules',
    reads: /^env$/,
    run: eachLine((line) => [hopelessPattern(line), matchesPatterns(line, 'example.com/a/b')]),
  },
  { name: 'netrc', reads: /^\.netrc$/, run: parseNetrc },
  { name: 'yaml', reads: /\.ya?ml$/, run: parseYaml },
  { name: 'toml', reads: /\.toml$/, run: parseToml },
  { name: 'jsonc', reads: /\.jsonc?$/, run: (text) => parseJsonc(text) },
  { name: 'snapshot', reads: /\.jsonc?$/, run: (text) => readSnapshot(text, 'file') },
  { name: 'action', reads: /\.ya?ml$/, run: parseAction },
  { name: 'goInvocations', reads: /^Makefile$|dockerfile|\.ya?ml$/i, run: goInvocationsIn },
  { name: 'tags of the editor', reads: /\.json$/, run: editorTagSettings },
  { name: 'tags of a linter', reads: /\.ya?ml$/, run: linterTagSettings },
  {
    name: 'tags and targets of releases',
    reads: /\.ya?ml$/,
    run: async (text) => [await releaseTagSettings(text), await releaseTargets(text)],
  },
  {
    name: 'dockerignore',
    reads: /\.dockerignore$/,
    run: (text) => ignoredBy('a/b/go.mod', parseDockerignore(text)),
  },
  { name: 'gitmodules', reads: /^\.gitmodules$/, run: parseGitmodules },
  { name: 'gitConfig', reads: /^(config|\.gitconfig|\.gitmodules)$/, run: parseGitConfig },
  { name: 'ignoreRules', reads: /^\.gitignore$/, run: (text) => decide(parseIgnoreFile(text), 'a/b/c.go', false) },
  {
    name: 'gitIndex',
    reads: /^index$/,
    run: (text) => [20, 32].map((length) => readGitIndex(Buffer.from(text, 'latin1'), length, () => true)),
  },
  { name: 'globElement', reads: /^\.gitignore$/, run: eachLine((line) => globElement(line)?.test('a.go')) },
  { name: 'staticVcs', reads: /\.(mod|sum)$/, run: eachLine(staticRepository) },
  ...versionsIn,
  {
    name: 'paths',
    reads: /\.(mod|sum)$/,
    run: eachLine((line) => [checkModulePath(line), checkImportPath(line), splitPathVersion(line)]),
  },
];
