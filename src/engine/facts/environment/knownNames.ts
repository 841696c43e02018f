import { joinPath } from '../../../base/paths';
import { knownGoVariables } from '../../parse/knownGoVariables';
import type { Fact } from '../factStore';
import { goroot } from './environmentVariable';

/**
 * The variables that the installed go reads: `KnownEnv` of its own sources, which differs by release; a table where they
 * are not there. Names of the runtime and of tools come on top.
 */
export const knownNames: Fact<{ readonly settable: ReadonlySet<string>; readonly all: ReadonlySet<string> }> = {
  name: 'knownNames',
  compute: async (_, facts) => {
    const root = await facts.get(goroot);
    const text = root === undefined ? undefined : await facts.readText(joinPath(root, 'src/internal/cfg/cfg.go'));
    const list = /^const KnownEnv = `([^`]+)`/m.exec(text ?? '')?.[1];
    const known = list?.split(/\s+/).filter((name) => name !== '') ?? [...knownGoVariables, ...compilerNames];
    return { settable: new Set(known), all: new Set([...known, ...knownGoVariables, ...compilerNames]) };
  },
};

/** Variables of the C tool chain that go reads too. */
const compilerNames = ['AR', 'CC', 'CXX', 'FC', 'GCCGO', 'PKG_CONFIG', 'GO_LDSO'];
