import { say, type CommandFix } from '../../engine/index';
import type { FixPreview } from '../../protocol/index';
import { tryInCopy } from './copyScratch';
import { failed, type FixContext } from './fixContext';
import { tryWithModFile } from './modFileScratch';
import { withScratch } from './scratch';
import { shownCommand } from './tried';

/** Commands that need no copy: they write where they are told to. */
const withModFile: ReadonlySet<string> = new Set(['mod tidy', 'mod download', 'mod vendor']);

/** Commands that change module files and nothing else; everything else is for a terminal. */
const inCopy: ReadonlySet<string> = new Set(['mod edit', 'get', 'work sync', 'work use', 'work edit']);

/**
 * Runs a command of a fix in a scratch folder and tells what it would change.
 * @param network the person agreed, or the fix said that it needs it when they chose it
 */
export async function previewCommand(
  fix: CommandFix,
  title: string,
  network: boolean,
  context: FixContext,
  signal: AbortSignal,
): Promise<FixPreview> {
  const [first = '', second = ''] = fix.args;
  const touchesWork = fix.touches.some((path) => /\/go\.work(\.sum)?$/.test(path));
  const named = (commands: ReadonlySet<string>): boolean => commands.has(first) || commands.has(`${first} ${second}`);
  const attempt = named(withModFile) && !touchesWork ? tryWithModFile : tryInCopy;
  const shown = shownCommand(fix);
  if (!named(withModFile) && !named(inCopy)) {
    return failed(context, say('server.fix.notPreviewed', { command: shown }));
  }
  return withScratch(context.ports.environment.tempDir, async (scratch): Promise<FixPreview> => {
    const tried = await attempt(fix, scratch, network, context, signal);
    if (tried.kind === 'failed') return tried;
    const { output, changes } = tried;
    if (changes.length === 0) return { kind: 'nothing', title, output };
    return { kind: 'files', title, command: shown, files: changes, output };
  });
}
