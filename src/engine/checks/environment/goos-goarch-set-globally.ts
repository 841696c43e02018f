import { joinPath } from '../../../base/paths';
import { hostGoos } from '../../facts/cgo/cgoDefault';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

export const goosGoarchSetGlobally: MachineCheck = {
  id: 'goos-goarch-set-globally',
  family: 'environment',
  scope: 'machine',
  title: 'Go builds for this machine unless told otherwise',
  why: 'A stored GOOS or GOARCH makes go run and go test start programs of another machine, and gopls judge the wrong files.',
  fix: 'go env -u GOOS GOARCH, and set them for the one command that cross-compiles.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    stored:
      'go env -w stored {name}={value}: every go command builds for it, and go run and go test cannot start the result',
    unsupported: 'GOOS/GOARCH {port} is no port of Go {version}: go build stops with "unsupported GOOS/GOARCH pair"',
  },
  run: async (_, facts) => {
    const user = await facts.get(userEnvFile);
    const goos = await facts.get(environmentVariable, 'GOOS');
    const goarch = await facts.get(environmentVariable, 'GOARCH');
    const { found: go } = await facts.get(goInstallation);
    const port = `${goos.value}/${goarch.value}`;
    const table = go && (await facts.readText(joinPath(go.goroot, 'src/internal/platform/zosarch.go')));
    if (go && table?.includes('var distInfo') && !table.includes(`{"${goos.value}", "${goarch.value}"}`)) {
      const variable = goarch.source === 'default' ? goos : goarch;
      const fixes = [...unsetFix(goos, user), ...unsetFix(goarch, user)];
      const message = say('unsupported', { port, version: go.version });
      return found([{ message, severity: 'error', ...placeOf(variable), fixes, key: 'unsupported' }]);
    }
    const drafts: FindingDraft[] = [];
    for (const [variable, own] of [
      [goos, hostGoos(facts.environment)],
      [goarch, facts.environment.arch],
    ] as const) {
      const { name, value, source } = variable;
      if (source !== 'user-file' || value === own || own === '') continue;
      drafts.push({
        message: say('stored', { name, value }),
        ...placeOf(variable),
        fixes: unsetFix(variable, user),
        key: name,
      });
    }
    return drafts.length === 0 ? passed : found(drafts);
  },
};
