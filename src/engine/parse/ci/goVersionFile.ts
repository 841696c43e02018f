/**
 * The version that actions/setup-go takes from a file (`parseGoVersionFile` of its installer), by its own expressions; ''
 * where it finds none and uses the Go of the runner.
 * @param toolchainFirst whether a toolchain line of go.mod or go.work counts: since version 6
 */
export function parseGoVersionFile(name: string, text: string, toolchainFirst: boolean): string {
  if (name === 'go.mod' || name === 'go.work') {
    const toolchain = /^toolchain go(1\.\d+(?:\.\d+|rc\d+)?)/m.exec(text)?.[1];
    if (toolchainFirst && toolchain !== undefined) return toolchain;
    return /^go (\d+(\.\d+)*)/m.exec(text)?.[1] ?? '';
  }
  if (name === '.tool-versions') return /^golang\s+([^\n#]+)/m.exec(text)?.[1]?.trim() ?? '';
  return text.trim();
}
