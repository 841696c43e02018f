import { chmod } from 'node:fs/promises';
import type { TemporaryFolder } from './temporaryFolder';

/**
 * A Go distribution in `go/` whose `go` is a shell script. It is as large as no shim of a version manager is, so that it
 * counts as a real one.
 * @returns the folder for PATH
 */
export async function fakeGo(box: TemporaryFolder, script: string, toolchain = 'go1.26.8'): Promise<string> {
  const padding = `# ${'-'.repeat(76)}\n`.repeat(1500);
  await box.write({
    'go/bin/go': `#!/bin/sh\n${script}\nexit\n${padding}`,
    'go/VERSION': `${toolchain}\n`,
    'go/pkg/tool/.keep': '',
  });
  await chmod(box.at('go/bin/go'), 0o755);
  return box.at('go/bin');
}
