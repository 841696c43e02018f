import { say } from '../model/message';
import type { Difference } from './difference';
import { looksSame } from './masks';
import { usesCgo, type EnvironmentSide } from './side';

/** What a comparison of two environments says of a variable. */
type Rule = readonly [severity: Difference['severity'], message: string];

/** Judged elsewhere, or made from what is: a second line would say the same again. */
const told: ReadonlySet<string> = new Set([
  ...['CGO_ENABLED', 'GOARCH', 'GOEXPERIMENT', 'GOFIPS140', 'GOFLAGS', 'GOOS'],
  ...['GO386', 'GOAMD64', 'GOARM', 'GOARM64', 'GOMIPS', 'GOMIPS64', 'GOPPC64', 'GORISCV64', 'GOWASM'],
  ...['GOEXE', 'GOGCCFLAGS', 'GOHOSTARCH', 'GOHOSTOS', 'GOMOD', 'GOTELEMETRYDIR', 'GOTOOLDIR', 'GOVERSION', 'GOWORK'],
]);

const rules: Readonly<Record<string, Rule>> = {
  GO111MODULE: ['warning', 'diff.modules'],
  GODEBUG: ['warning', 'diff.godebug'],
  GOINSECURE: ['warning', 'diff.private'],
  GONOPROXY: ['warning', 'diff.private'],
  GONOSUMDB: ['warning', 'diff.private'],
  GOPRIVATE: ['warning', 'diff.private'],
  GOPROXY: ['warning', 'diff.proxy'],
  GOSUMDB: ['warning', 'diff.sumdb'],
  GOTOOLCHAIN: ['warning', 'diff.toolchain'],
  GOVCS: ['warning', 'diff.private'],
};

/** What matters to builds with cgo alone. */
const ofC = /^(?:AR|CC|CXX|FC|GCCGO|PKG_CONFIG|CGO_.*)$/;

/** Every variable that is not the same in two environments. Where it comes from is shown, and makes no difference. */
export function compareVariables(a: EnvironmentSide, b: EnvironmentSide): readonly Difference[] {
  const names = [...new Set([...a.variables.keys(), ...b.variables.keys()])].toSorted();
  const withCgo = usesCgo(a) || usesCgo(b);
  const isOtherPort = ['GOOS', 'GOARCH'].some((name) => a.variables.get(name)?.value !== b.variables.get(name)?.value);
  return names.flatMap((subject): readonly Difference[] => {
    if (told.has(subject)) return [];
    const [first, second] = [a.variables.get(subject), b.variables.get(subject)];
    const [valueA, valueB] = [first?.value ?? '', second?.value ?? ''];
    if (looksSame(valueA, valueB)) return [];
    // GONOPROXY and GONOSUMDB take after GOPRIVATE, which has its own line; the others after the port. Which compiler a
    // distribution of go looks for is another name at most: compilers are compared by what they are.
    const isMade = [first, second].every((each) => each === undefined || ['default', 'computed'].includes(each.source));
    if (isMade && (/^(?:GONO|CC$|CXX$)/.test(subject) || (ofC.test(subject) && isOtherPort))) return [];
    const [severity, message] = ruleOf(subject, [valueA, valueB], withCgo);
    return [{ severity, topic: 'variables', subject, a: valueA, b: valueB, message: say(message) }];
  });
}

function ruleOf(name: string, values: readonly string[], withCgo: boolean): Rule {
  if (name === 'GOSUMDB' && values.includes('off')) return ['error', 'diff.sumdbOff'];
  if (ofC.test(name)) return withCgo ? ['warning', 'diff.cVariable'] : ['info', 'diff.cVariableUnused'];
  return rules[name] ?? ['info', 'diff.place'];
}
