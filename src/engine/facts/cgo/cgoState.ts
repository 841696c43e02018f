import { splitQuoted } from '../../parse/goFlags';
import { environmentVariable, type GoVariable } from '../environment/environmentVariable';
import type { Fact } from '../factStore';
import { cgoDefault, findOnPath, type CgoDefault } from './cgoDefault';

/** Whether cgo is on, who decided it, and what would compile the C code. */
export interface CgoState {
  readonly enabled: boolean;
  /** CGO_ENABLED with 0 or 1; go passes over any other value */
  readonly said: GoVariable | undefined;
  readonly standard: CgoDefault;
  /** CC, which may be set nowhere */
  readonly cc: GoVariable;
  /** the first word of the command line: what go starts */
  readonly compiler: string;
  readonly compilerPath: string | undefined;
}

/** Key: ''. */
export const cgoState: Fact<CgoState> = {
  name: 'cgoState',
  compute: async (_, facts) => {
    const standard = await facts.get(cgoDefault);
    const variable = await facts.get(environmentVariable, 'CGO_ENABLED');
    const said = variable.value === '0' || variable.value === '1' ? variable : undefined;
    const cc = await facts.get(environmentVariable, 'CC');
    const compiler = splitQuoted(cc.value).words[0]?.text ?? standard.compiler;
    return {
      enabled: said ? said.value === '1' : standard.enabled,
      said,
      standard,
      cc,
      compiler,
      compilerPath: await findOnPath(compiler, facts),
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};
