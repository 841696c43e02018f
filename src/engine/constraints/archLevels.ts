import { editDistance } from '../../base/nearest';

/** Levels of an architecture and experiments: tags that the go command sets by GOAMD64 and its like, and by GOEXPERIMENT. */

/** By architecture, what may follow the dot (internal/buildcfg, gogoarchTags, of Go 1.21 to 1.27). */
const levels: Readonly<Record<string, RegExp>> = {
  '386': /^(sse2|softfloat|387)$/,
  amd64: /^v[1-4]$/,
  arm: /^[5-7]$/,
  arm64: /^(v8\.[0-9]|v9\.[0-5])$/,
  mips: /^(hard|soft)float$/,
  mipsle: /^(hard|soft)float$/,
  mips64: /^(hard|soft)float$/,
  mips64le: /^(hard|soft)float$/,
  ppc64: /^power(8|9|10)$/,
  ppc64le: /^power(8|9|10)$/,
  riscv64: /^rva2[023]u64$/,
  wasm: /^(satconv|signext)$/,
};

/** The levels that can be meant, by architecture, for those who wrote another one. */
const spelling: Readonly<Record<string, readonly string[]>> = {
  '386': ['sse2', 'softfloat'],
  amd64: ['v1', 'v2', 'v3', 'v4'],
  arm: ['5', '6', '7'],
  arm64: ['v8.0', 'v9.0'],
  ppc64: ['power8', 'power9', 'power10'],
  ppc64le: ['power8', 'power9', 'power10'],
  riscv64: ['rva20u64', 'rva22u64', 'rva23u64'],
  wasm: ['satconv', 'signext'],
};

/** Whether some setting of some Go sets the tag. @param tag an architecture, a dot, and more */
export function isGoSetLevel(tag: string): boolean {
  const dot = tag.indexOf('.');
  return levels[tag.slice(0, dot)]?.test(tag.slice(dot + 1)) ?? true;
}

/** The levels of the architecture of a tag, as whole tags. */
export function levelsLike(tag: string): readonly string[] {
  const arch = tag.slice(0, tag.indexOf('.'));
  return (spelling[arch] ?? ['hardfloat', 'softfloat']).map((level) => `${arch}.${level}`);
}

/** Experiments of Go 1.16 to 1.27 (internal/goexperiment). */
const experiments =
  'aliastypeparams allocheaders arenas boringcrypto cacheprog cgocheck2 coverageredesign dwarf5 exectracer2 fieldtrack goroutineleakprofile greenteagc heapminimum512kib jsonv2 loopvar mapsplitgroup newinliner pacerredesign pagetrace preemptibleloops randomizedheapbase64 rangefunc regabi regabiargs regabidefer regabig regabireflect regabiwrappers runtimefreegc runtimesecret simd sizespecializedmalloc spinbitmutex staticlockranking swissmap synchashtriemap synctest unified'.split(
    ' ',
  );

const experimentPrefix = 'goexperiment.';

/** The experiment that a tag `goexperiment.X` was perhaps meant to name; undefined for a name that Go has or had. */
export function nearestExperiment(tag: string): string | undefined {
  if (!tag.startsWith(experimentPrefix)) return undefined;
  const name = tag.slice(experimentPrefix.length);
  if (experiments.includes(name)) return undefined;
  const near = experiments.find((known) => known.length > 4 && editDistance(known, name.toLowerCase()) <= 1);
  return near === undefined ? undefined : experimentPrefix + near;
}

export function isMisspeltExperiment(tag: string): boolean {
  return nearestExperiment(tag) !== undefined;
}
