/** Addresses of what the page loads, as the webview sees them. */
export interface PageResources {
  readonly script: string;
  readonly styles: readonly string[];
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
}

/** The empty page. Nothing may be loaded but our style sheets and the one script that carries the nonce; nothing at all from the network. */
export function pageHtml({ script, styles, cspSource, nonce, language, title }: PageResources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <title>${escapeHtml(title)}</title>
    ${styles.map((style) => `<link rel="stylesheet" href="${escapeHtml(style)}" />`).join('\n    ')}
  </head>
  <body>
    <script nonce="${nonce}" src="${escapeHtml(script)}"></script>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
