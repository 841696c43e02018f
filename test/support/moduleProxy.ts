import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { crc32 } from 'node:zlib';

export interface ProxyModule {
  readonly path: string;
  readonly version: string;
  /** by path inside the module; a go.mod is made where there is none */
  readonly files: Readonly<Record<string, string>>;
  /** from before modules: only the proxy makes a go.mod, its files have none */
  readonly withoutGoMod?: true;
}

/**
 * A module proxy as a folder, for `GOPROXY=file://...`: what `go mod download` reads, made by the test itself, so that no
 * test needs the network.
 * @returns the value for GOPROXY
 */
export async function moduleProxy(folder: string, modules: readonly ProxyModule[]): Promise<string> {
  for (const { path: modulePath, version, files, withoutGoMod } of modules) {
    const versions = path.join(folder, escaped(modulePath), '@v');
    await mkdir(versions, { recursive: true });
    const goMod = files['go.mod'] ?? `module ${modulePath}\n\ngo 1.21\n`;
    const prefix = `${modulePath}@${version}/`;
    const entries = Object.entries(withoutGoMod ? files : { ...files, 'go.mod': goMod });
    await writeFile(path.join(versions, `${version}.info`), JSON.stringify({ Version: version }));
    await writeFile(path.join(versions, `${version}.mod`), goMod);
    await writeFile(path.join(versions, `${version}.zip`), zip(entries.map(([name, text]) => [prefix + name, text])));
    const list = modules.filter((other) => other.path === modulePath).map((other) => `${other.version}\n`);
    await writeFile(path.join(versions, 'list'), list.join(''));
  }
  return `file://${folder}`;
}

/** Upper case letters are `!` and the lower case one, as in the module cache. */
function escaped(modulePath: string): string {
  return modulePath.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** A zip file of stored entries: the least that Go's archive/zip reads. */
export function zip(entries: readonly (readonly [name: string, content: string | Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of entries) {
    const nameBytes = Buffer.from(name);
    const content = Buffer.from(data);
    // from "version needed" up to the length of the extra field, the same in both headers
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x21, 8); // 1980-01-01
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, nameBytes);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}
