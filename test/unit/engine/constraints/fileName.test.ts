import { deepEqual, equal } from 'node:assert/strict';
import { nameTagsOf } from '../../../../src/engine/constraints/fileName';

describe('tags of file names', () => {
  it('follow the last elements before the first dot and after the first underscore', () => {
    const cases: Readonly<Record<string, readonly string[] | undefined>> = {
      'x.go': undefined,
      'linux.go': undefined,
      'linux_test.go': undefined,
      'x_linux.go': ['linux'],
      'x_linux_test.go': ['linux'],
      'x_test_linux.go': ['linux'],
      'linux_amd64.go': ['amd64'],
      'x_linux_amd64.go': ['linux', 'amd64'],
      'x_linux_amd64_test.go': ['linux', 'amd64'],
      'x_amd64_windows.go': ['windows'],
      'x_windows_linux.go': ['linux'],
      'a__windows.go': ['windows'],
      '_x_windows.s': ['windows'],
      'a_windows_.go': undefined,
      'a_windows_helper.go': undefined,
      'x_Linux.go': undefined,
      'x_unix.go': undefined,
      'x_gc.go': undefined,
      'foo_windows.pb.go': ['windows'],
      'foo.pb_windows.go': undefined,
      'invoice_ios.go': ['ios'],
      'unit_arm.go': ['arm'],
      'x_s390.go': ['s390'],
      x_linux: ['linux'],
      '_test.go': undefined,
      'x_test.go': undefined,
      'x_test_test.go': undefined,
    };
    for (const [name, tags] of Object.entries(cases)) deepEqual(nameTagsOf(name)?.tags, tags, name);
  });

  it('knows where they stand', () => {
    const name = 'x_linux_amd64_test.go';
    const tags = nameTagsOf(name);
    equal(name.slice(tags?.start, tags?.end), 'linux_amd64');
  });
});
