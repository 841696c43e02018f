import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildTagsChecks } from '../../../src/engine/checks/build-tags/index';
import type { Finding } from '../../../src/engine/index';
import { EngineOnDisk } from '../../support/engineOnDisk';
import type { Tree } from '../trees';
import type { HeaderFault } from './faults';
import { packagesOf, type PackageFolder } from './packages';

/** A fault in the package where it stands. */
export interface Planted {
  readonly folder: PackageFolder;
  readonly kind: string;
  readonly fault: HeaderFault;
}

/** Names that clash take whole files, and a proof of their own. */
const headerChecks = buildTagsChecks.filter(({ id }) => !id.startsWith('symbol-'));

/** A tree that is broken in many packages at a time, and put right again. */
export class PlantedTree {
  readonly name: string;
  readonly packages: readonly PackageFolder[];
  readonly #dir: string;
  #usual: ReadonlySet<string> | undefined;

  constructor({ name, dir }: Tree) {
    this.name = name;
    this.#dir = dir;
    const commands = join(dir, 'cmd');
    // The Go distribution holds a second module.
    const nested = existsSync(join(commands, 'go.mod')) ? packagesOf(commands, dir) : [];
    this.packages = [...packagesOf(dir), ...nested];
  }

  /** What is found only since the faults were planted, while they are; `look` sees them on the disk. */
  async break(planted: readonly Planted[], look: (fresh: readonly Finding[]) => Promise<void>): Promise<void> {
    this.#usual ??= new Set((await this.#verify()).map(identity));
    const { changed, undo } = apply(planted);
    try {
      const usual = this.#usual;
      const fresh = (await this.#verify()).filter(
        (finding) => changed.has(finding.location?.file ?? '') || !usual.has(identity(finding)),
      );
      await look(fresh);
    } finally {
      undo();
    }
  }

  async #verify(): Promise<readonly Finding[]> {
    const engine = new EngineOnDisk(this.#dir, headerChecks, process.env);
    try {
      return (await engine.run()).findings;
    } finally {
      await engine.dispose();
    }
  }
}

function identity({ check, message, location }: Finding): string {
  return JSON.stringify([check, message.id, message.args, location?.file]);
}

function apply(planted: readonly Planted[]): { readonly changed: ReadonlySet<string>; readonly undo: () => void } {
  const before = new Map<string, Buffer | undefined>();
  for (const { folder, fault } of planted)
    for (const [name, text] of fault.changes) {
      const path = join(folder.dir, name);
      before.set(path, existsSync(path) ? readFileSync(path) : undefined);
      if (text === undefined) rmSync(path);
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  const undo = (): void => {
    for (const [path, bytes] of before) {
      if (bytes !== undefined) writeFileSync(path, bytes);
      else {
        rmSync(path, { force: true });
        if (readdirSync(dirname(path)).length === 0) rmdirSync(dirname(path));
      }
    }
  };
  return { changed: new Set(before.keys()), undo };
}
