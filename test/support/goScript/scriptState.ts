import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { TxtarArchive } from '../txtar';
import { quoteMeta } from './goRegExp';
import type { ScriptWord } from './scriptLine';

/** Where a script stands: folder, variables, what the last command printed. */
export class ScriptState {
  readonly work: string;
  readonly variables: Record<string, string>;
  cwd: string;
  stdout = '';
  stderr = '';
  /** commands that go on: `wait` takes their output together */
  background: Promise<{ readonly stdout: string; readonly stderr: string; readonly fault: string | undefined }>[] = [];

  private constructor(work: string, variables: Readonly<Record<string, string>>) {
    this.work = work;
    this.cwd = `${work}/gopath/src`;
    this.variables = {
      ...variables,
      WORK: work,
      TMPDIR: `${work}/tmp`,
      GOPATH: `${work}/gopath`,
      PWD: this.cwd,
    };
  }

  /** Unpacks the files of a script below `$GOPATH/src` of an empty folder. */
  static async create(
    work: string,
    variables: Readonly<Record<string, string>>,
    archive: TxtarArchive,
  ): Promise<ScriptState> {
    const state = new ScriptState(work, variables);
    await mkdir(state.cwd, { recursive: true });
    await mkdir(`${work}/tmp`, { recursive: true });
    for (const { name, data } of archive.files) {
      const file = state.path(state.expand(name));
      if (!file.startsWith(`${work}/`)) throw new Error(`${name} lies outside of the folder of the script`);
      await mkdir(dirname(file), { recursive: true });
      // as Go reads txtar: every file that holds anything ends in a newline
      await writeFile(file, Buffer.from(data === '' || data.endsWith('\n') ? data : `${data}\n`, 'latin1'));
    }
    return state;
  }

  path(name: string): string {
    return resolve(this.cwd, name);
  }

  changeFolder(name: string): void {
    this.cwd = this.path(name);
    this.variables.PWD = this.cwd;
  }

  /** `$name` and `${name}`; an unknown one is nothing */
  expand(text: string, inRegExp = false): string {
    return text.replace(/\$(?:\{([^}]*)\}|(\w+)|\$)/g, (_, braced?: string, plain?: string) => {
      const value = this.variables[braced ?? plain ?? ''] ?? '';
      return inRegExp ? quoteMeta(value) : value;
    });
  }

  word(word: ScriptWord, inRegExp = false): string {
    return word.map(({ text, quoted }) => (quoted ? text : this.expand(text, inRegExp))).join('');
  }

  async remove(): Promise<void> {
    await Promise.allSettled(this.background);
    await rm(this.work, { recursive: true, force: true, maxRetries: 3 });
  }
}
