import { useSession } from '../support/session';

describe('the window', () => {
  const vscode = useSession({ example: 'shop' });

  it('offers the command in the palette', async () => {
    await vscode().palette.waitForOffer('Go Preflight: Verify Go Environment');
  });

  it('shows a file, Problems and the view of the checks', async () => {
    await vscode().editor.open('api/go.mod');
    await vscode().editor.waitFor(/^module example\.com\/shop\/api\n/);
    await vscode().problems.open();
    await vscode().tree.open();
  });
});
