import { mkdir, mkdtemp, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { removeFolder } from './removeFolder';

/** A folder on disk for one test. */
export class TemporaryFolder {
  readonly path: string;

  private constructor(folder: string) {
    this.path = folder;
  }

  static async create(files: Readonly<Record<string, string>> = {}): Promise<TemporaryFolder> {
    const folder = new TemporaryFolder(await realpath(await mkdtemp(path.join(os.tmpdir(), 'go-preflight-test-'))));
    await folder.write(files);
    return folder;
  }

  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(this.at(name)), { recursive: true });
      await writeFile(this.at(name), text);
    }
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  /** as VS Code spells it */
  uri(name = ''): string {
    return pathToFileURL(this.at(name)).toString().replace(/\/$/, '');
  }

  read(name: string): Promise<string> {
    return readFile(this.at(name), 'utf8');
  }

  async exists(name: string): Promise<boolean> {
    return stat(this.at(name)).then(
      () => true,
      () => false,
    );
  }

  /** Every file with its content: two equal answers mean that nothing was touched. */
  async contents(): Promise<Record<string, string>> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const read = files.toSorted().map(async (file) => [path.relative(this.path, file), await readFile(file, 'utf8')]);
    return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
  }

  async remove(): Promise<void> {
    await removeFolder(this.path);
  }
}
