import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, isAbsolutePath, joinPath } from '../../base/paths';
import { Cancelled, say, type CommandFix } from '../../engine/index';
import type { FixFailure } from '../../protocol/index';
import { failed, type FixContext } from './fixContext';
import { fileChange } from './fileChange';
import { readOrNull } from './fileTree';
import { shownCommand, type Tried } from './tried';
import { runFixCommand } from './runFixCommand';

/** Files that module commands write. */
const moduleFiles: ReadonlySet<string> = new Set(['go.mod', 'go.sum', 'go.work', 'go.work.sum']);

const decoder = new TextDecoder();

/**
 * Any other module command: it runs in a copy of the modules it concerns, which lie in the scratch folder as they lie on
 * the disk, so that relative paths between them hold. Go files are links, for nothing writes them.
 */
export async function tryInCopy(
  fix: CommandFix,
  scratch: string,
  network: boolean,
  context: FixContext,
  signal: AbortSignal,
): Promise<Tried | FixFailure> {
  const shown = shownCommand(fix);
  const workFile = fix.touches.find((path) => /\/go\.work(\.sum)?$/.test(path));
  const root = workFile === undefined ? fix.cwd : dirname(workFile);
  const copy = new ModuleCopy(scratch, context, signal);
  if (!(await copy.add(root)) || !(await copy.add(fix.cwd))) {
    return failed(context, say('server.fix.notPreviewed', { command: shown }));
  }
  const ran = await runFixCommand(
    {
      args: fix.args,
      shown,
      cwd: copy.mirrored(fix.cwd),
      selectIn: fix.cwd,
      network,
      variables: { GOWORK: workFile === undefined ? 'off' : copy.mirrored(joinPath(root, 'go.work')) },
    },
    context,
    signal,
  );
  if (ran.kind === 'failed') return { ...ran, output: ran.output.replaceAll(scratch, '') };
  const paths = new Set([...copy.moduleFiles, ...fix.touches.filter((path) => !path.endsWith('/'))]);
  const changes = [];
  for (const path of [...paths].toSorted()) {
    const { files } = context.ports;
    const after = await readOrNull(files, copy.mirrored(path));
    const change = fileChange(context.uriOf(path), await readOrNull(files, path), after);
    if (change) changes.push(change);
  }
  return { kind: 'tried', output: ran.output.replaceAll(scratch, ''), changes };
}

class ModuleCopy {
  /** of the copied modules, as they are called on the disk */
  readonly moduleFiles = new Set<string>();
  readonly #scratch: string;
  readonly #context: FixContext;
  readonly #signal: AbortSignal;
  readonly #done = new Set<string>();
  readonly #copied = new Set<string>();

  constructor(scratch: string, context: FixContext, signal: AbortSignal) {
    this.#scratch = scratch;
    this.#context = context;
    this.#signal = signal;
  }

  mirrored(path: string): string {
    return `${this.#scratch}/${path.replace(/^([A-Za-z]):/, '$1').replace(/^\//, '')}`;
  }

  /** Copies the folder and every folder that its go.work and go.mod name. @returns false where one cannot be copied */
  async add(dir: string): Promise<boolean> {
    if (this.#done.has(dir)) return true;
    this.#done.add(dir);
    await this.#copyFolder(dir);
    for (const name of moduleFiles) {
      const path = joinPath(dir, name);
      this.moduleFiles.add(path);
      if (name.endsWith('.sum')) continue;
      const bytes = await readOrNull(this.#context.ports.files, path);
      for (const local of bytes === null ? [] : localPaths(decoder.decode(bytes))) {
        // A command could follow an absolute path out of the copy and write there.
        if (isAbsolutePath(local)) return false;
        if (!(await this.add(joinPath(dir, local)))) return false;
      }
    }
    return true;
  }

  async #copyFolder(dir: string): Promise<void> {
    if (this.#copied.has(dir)) return;
    this.#copied.add(dir);
    if (this.#signal.aborted) throw new Cancelled();
    const { files } = this.#context.ports;
    await mkdir(this.mirrored(dir), { recursive: true });
    for (const entry of (await files.readDirectory(dir)) ?? []) {
      const path = joinPath(dir, entry.name);
      if (entry.kind === 'directory') {
        if (!/^[._]|^(node_modules|testdata|vendor)$/.test(entry.name)) await this.#copyFolder(path);
      } else if (moduleFiles.has(entry.name) || this.#context.unsaved().includes(path)) {
        const bytes = await readOrNull(files, path);
        if (bytes !== null) await writeFile(this.mirrored(path), bytes);
      } else if (entry.name.endsWith('.go')) await this.#link(path);
    }
  }

  async #link(path: string): Promise<void> {
    if (this.#context.ports.environment.platform === 'win32') await copyFile(path, this.mirrored(path));
    else await symlink(path, this.mirrored(path));
  }
}

/** The folders that a go.mod or go.work names: replacements and uses. */
function localPaths(text: string): string[] {
  const code = text.replace(/\/\/.*$/gm, '');
  return [...code.matchAll(/(?<=^|[\s"`])(\.{1,2}(?:\/[^\s"`]*)?|\/[^\s"`)]+|[A-Za-z]:[\\/][^\s"`)]+)/gm)].map(
    ([path]) => path,
  );
}
