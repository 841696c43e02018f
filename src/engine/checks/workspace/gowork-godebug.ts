import { godebugTable } from '../../facts/go/godebugTable';
import type { RootCheck } from '../../model/check';
import { godebugFindings } from '../../modfile/godebugFindings';
import { judgeWorkspaces } from './workspaces';

export const goworkGodebug: RootCheck = {
  id: 'gowork-godebug',
  family: 'workspace',
  scope: 'root',
  title: 'Every godebug line of go.work sets something that this Go knows',
  why: 'In a workspace the godebug lines of go.work count, and those of its modules do not. Every command stops at a setting that go does not know.',
  fix: 'Correct the name, or delete the line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {},
  run: (root, facts) =>
    judgeWorkspaces(root, facts, async (work) => {
      if (work.file.godebug.length === 0) return [];
      const table = await facts.get(godebugTable, work.dir);
      return table === undefined ? [] : godebugFindings(work, work.file.godebug, table);
    }),
};
