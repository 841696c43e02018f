import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { experimentGoneSince } from '../../src/engine/constraints/goneExperiments';
import { nearestExperiment } from '../../src/engine/constraints/archLevels';
import { askGoSync, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';

/** Beside the installed one, those in which the list changed. */
const releases = ['local', 'go1.21.13', 'go1.24.13', 'go1.27.4'];

/** All names that the lists know of. */
const named =
  'aliastypeparams allocheaders arenas boringcrypto cacheprog cgocheck2 coverageredesign dwarf5 exectracer2 fieldtrack goroutineleakprofile greenteagc heapminimum512kib jsonv2 loopvar mapsplitgroup newinliner pacerredesign pagetrace preemptibleloops randomizedheapbase64 range rangefunc regabiargs regabidefer regabig regabireflect regabiwrappers runtimefreegc runtimesecret simd sizespecializedmalloc spinbitmutex staticlockranking swissmap synchashtriemap synctest unified'.split(
    ' ',
  );

describe('experiments that Go has dropped, judged by the releases themselves', () => {
  for (const release of releases)
    it(`${release} refuses those that are gone, and has all that it lists`, function () {
      if (realGoroot() === undefined) skip(this, 'needs go');
      const env = { GOTOOLCHAIN: release, GOFLAGS: '', GOWORK: 'off' };
      const { code, stdout } = askGoSync(['env', 'GOROOT', 'GOVERSION'], { cwd: '/', env });
      if (code !== 0) skip(this, `needs ${release}, which the module proxy has`);
      const [goroot = '', version = ''] = stdout.split('\n');
      const minor = Number(/^go1\.(\d+)/.exec(version)?.[1]);
      const isGone = (name: string): boolean => (experimentGoneSince(`goexperiment.${name}`) ?? Infinity) <= minor;
      const flags = readFileSync(join(goroot, 'src/internal/goexperiment/flags.go'), 'utf8');
      const listed = [...flags.matchAll(/^\t([A-Z]\w+) +bool$/gm)].map(([, name = '']) => name.toLowerCase());
      ok(listed.length > 10);
      deepEqual(
        listed.filter((name) => isGone(name) || nearestExperiment(`goexperiment.${name}`) !== undefined),
        [],
      );
      const refused = named.filter((name) => {
        const said = askGoSync(['version'], { cwd: '/', env: { ...env, GOEXPERIMENT: name } });
        return said.stderr.includes('unknown GOEXPERIMENT');
      });
      deepEqual(
        named.filter(isGone).filter((name) => !refused.includes(name)),
        [],
      );
    });
});
