import { deepEqual } from 'node:assert/strict';
import { notAtHand } from '../../../../src/engine/modfile/notAtHand';

describe('content of modules that is not at hand', () => {
  it('is to be downloaded, or lies in folders that nothing downloads', () => {
    deepEqual(notAtHand(['example.com/a@v1.0.0']), {
      reason: { id: 'shared.notInCache', args: { modules: 'example.com/a@v1.0.0' } },
      needs: 'module-cache',
      missing: ['example.com/a@v1.0.0'],
    });
    deepEqual(notAtHand(['../a', '/b', 'C:\\c']), {
      reason: { id: 'shared.replacementMissing', args: { folders: '../a, /b, C:\\c' } },
      needs: 'readable-files',
      missing: ['../a', '/b', 'C:\\c'],
    });
    deepEqual(notAtHand(['../', 'example.com/a@v1.0.0']), {
      reason: { id: 'shared.notInCacheNorFolder', args: { modules: 'example.com/a@v1.0.0', folders: '../' } },
      needs: 'module-cache',
      missing: ['../', 'example.com/a@v1.0.0'],
    });
  });

  it('is named as far as that helps', () => {
    const modules = Array.from({ length: 12 }, (_, at) => `m${at}@v1.0.0`);
    const { reason, missing } = notAtHand(modules);
    deepEqual(reason.args, { modules: `${modules.slice(0, 5).join(', ')}, ...` });
    deepEqual(missing, modules.slice(0, 10));
  });
});
