import { HeaderNames, type HeaderTable, type TreeDelta } from '../../engine/index';
import { DirectoryDecoder, DirectoryEncoder, type EncodedDirectories } from './directoryCodec';

/** A tree's difference on its way between threads. */
export interface EncodedDelta extends Omit<TreeDelta, 'changed'> {
  readonly changed: EncodedDirectories;
}

export class DeltaEncoder {
  readonly #directories: DirectoryEncoder;

  /** @param table of the tree */
  constructor(table: HeaderTable) {
    this.#directories = new DirectoryEncoder(table);
  }

  encode({ changed, ...delta }: TreeDelta): EncodedDelta {
    return { ...delta, changed: this.#directories.encode(changed) };
  }
}

export class DeltaDecoder {
  /** what the headers share that it gives */
  readonly names = new HeaderNames();
  readonly #directories = new DirectoryDecoder(this.names);

  decode({ changed, ...delta }: EncodedDelta): TreeDelta {
    return { ...delta, changed: this.#directories.decode(changed) };
  }
}
