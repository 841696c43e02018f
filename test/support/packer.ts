import type { GoFile, OtherFile } from '../../src/engine/index';
import { HeaderNames } from '../../src/engine/parse/headerNames';
import { PackedDirectory, pushGoRow } from '../../src/engine/tree/packedDirectory';
import { RowStore } from '../../src/engine/tree/rowStore';

export const plainLines = { goBuild: [], plusBuild: [], suspicious: false };

/** Packs folders into one table, as a walk does. */
export class Packer {
  readonly names = new HeaderNames();
  readonly #store = new RowStore();

  pack(goFiles: readonly GoFile[], otherFiles: readonly OtherFile[] = []): PackedDirectory {
    const row = this.row(goFiles, otherFiles);
    return new PackedDirectory(
      'some/folder',
      {
        names: [...goFiles, ...otherFiles].map(({ name }) => name).join('/'),
        goFileCount: goFiles.length,
        otherFileCount: otherFiles.length,
        ...this.#store.add(row),
      },
      this.names.table,
    );
  }

  row(goFiles: readonly GoFile[], otherFiles: readonly OtherFile[] = []): readonly number[] {
    const row: number[] = [];
    for (const { packageName, imports, cgo, constraints } of goFiles)
      pushGoRow(row, {
        packageName: this.names.number(packageName),
        imports: this.names.importList(imports.map((path) => this.names.number(path))),
        cgo,
        constraints: this.#lines(constraints),
      });
    row.push(...otherFiles.map(({ constraints }) => this.#lines(constraints)));
    return row;
  }

  #lines({ goBuild, plusBuild, suspicious }: GoFile['constraints']): number {
    return this.names.constraintLines(goBuild, plusBuild, suspicious);
  }
}

export function goFile(name: string, part: Partial<GoFile> = {}): GoFile {
  return { name, packageName: 'p', imports: [], cgo: false, constraints: plainLines, ...part };
}
