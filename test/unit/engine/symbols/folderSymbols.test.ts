import { deepEqual } from 'node:assert/strict';
import { portLevels } from '../../../../src/engine/constraints/targetLevels';
import { FolderSymbolReader } from '../../../../src/engine/symbols/folderSymbols';
import { memoryContentReader } from '../../../support/memoryContents';
import { MemoryFiles } from '../../../support/memoryPorts';

const KiB = 1024;

/** What is said of a file for Windows of a size, beside one for all. */
function toldOf(text: string, size: number): readonly string[] {
  const padding = '// Some text of a program that writes Go.\n';
  const long = text + padding.repeat(Math.ceil((size - text.length) / padding.length));
  const files = new MemoryFiles({ '/m/a.go': 'package m\n', '/m/a_windows.go': `package m\n\n${long}` });
  const reader = new FolderSymbolReader(memoryContentReader(files));
  const { clashes, faults } = reader.read({ folder: '/m', constrained: true, oldestMinor: 26, levels: portLevels });
  return [...clashes.map(({ name }) => name), ...faults.map(({ words }) => words)];
}

describe('names and syntax of large files', () => {
  const uses = 'func A() { open() }\n';
  const faulty = 'func A() { if a = 1 { } }\n';

  it('are looked at, however large', () => {
    for (const size of [0, 300 * KiB, 1100 * KiB, 9000 * KiB]) {
      deepEqual(toldOf(uses, size), ['open'], String(size));
      deepEqual(toldOf(faulty, size), toldOf(faulty, 0), String(size));
    }
    deepEqual(toldOf(faulty, 0).length, 1);
  });
});
