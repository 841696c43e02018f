import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodUsage: ModuleCheck = {
  id: 'gomod-usage',
  family: 'modules',
  scope: 'module',
  title: 'Every directive of go.mod has the arguments that it takes',
  why: 'go reads nothing from a go.mod with a directive that has too few or too many arguments: every command that builds stops.',
  fix: 'Write the directive in its form, or delete the line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    module: 'module takes one module path; go build stops here',
    go: 'go takes one version, such as "go 1.26"; go build stops here',
    toolchain: 'toolchain takes one name, such as "toolchain go1.26.8"; go build stops here',
    godebug: 'godebug takes one key=value without quotes or commas; go build stops here',
    require: '{verb} takes a module path and a version; go build stops here',
    replace: 'replace takes "path [version] => folder" or "path [version] => path version"; go build stops here',
    tool: 'tool takes one package path; go build stops here',
    ignore: 'ignore takes one folder; go build stops here',
    use: 'use takes one folder; go build stops here',
  },
  run: syntaxCheck('gomod-usage'),
};
