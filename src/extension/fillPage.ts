import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './pageHtml';

/**
 * Fills a panel with one of our pages.
 * @param name of the page, and of what it is made of: `dist/NAME.js`, `media/NAME.css`, `media/NAME-light.svg` and `-dark.svg`
 */
export function fillPage(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, name: string): void {
  const { webview, title } = panel;
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const address = (folder: vscode.Uri, file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  panel.iconPath = {
    light: vscode.Uri.joinPath(media, `${name}-light.svg`),
    dark: vscode.Uri.joinPath(media, `${name}-dark.svg`),
  };
  webview.options = { enableScripts: true, localResourceRoots: [media, dist] };
  webview.html = pageHtml({
    script: address(dist, `${name}.js`),
    styles: [address(media, 'page.css'), address(media, `${name}.css`)],
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    language: vscode.env.language,
    title,
  });
}
