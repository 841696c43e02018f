/** Flags of `go build` and `go test` whose value may be the next word, without their dashes. */
const names: ReadonlySet<string> = new Set(
  [
    'C asmflags buildmode compiler covermode coverpkg exec gccgoflags gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec',
    'bench benchtime blockprofile count coverprofile cpu cpuprofile fuzz fuzztime list memprofile mutexprofile outputdir parallel run shuffle skip timeout vet vettool',
  ]
    .join(' ')
    .split(' '),
);

/** @param word as it stands in a command: `-o`, `--o`, `-o=app`; the last one has its value in it */
export function takesNextWord(word: string): boolean {
  const [, name] = /^--?([a-zA-Z]+)$/.exec(word) ?? [];
  return name !== undefined && names.has(name);
}
