import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkOf, diagnosticsOf, eventually, fileUri } from '../support/inside/window';
import { settled } from '../support/inside/preflight';

describe('Restricted Mode', () => {
  it('reads files, runs nothing, and says so', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const api = await settled();
    await eventually(() => {
      const [view] = api.results;
      assert.equal(view?.result.profile, 'static');
      assert.equal(view.result.summary.verdict, 'not-verified');
      const needsTrust = api.shown.rows.filter(({ context }) => context.includes('needs-trust'));
      assert.ok(needsTrust.length > 0, 'rows that need trust say so and hold the action');
      assert.ok(view.result.unverified.some(({ resolution }) => resolution.kind === 'trust'));
    });
  });

  it('still finds what files alone tell', async () => {
    await diagnosticsOf(fileUri('disk_windows.go'), (ours) =>
      ours.some((problem) => checkOf(problem) === 'constraint-contradicts-file-name'),
    );
  });
});
