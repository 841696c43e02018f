// @ts-check
/**
 * The walls between the layers (DESIGN.md, "Layers"), as ESLint settings. `no-restricted-imports` sees static imports and
 * re-exports; the syntax selectors see `import()` and `require()`, which it does not.
 */

const builtins =
  'assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http|http2|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream|string_decoder|timers|tls|tty|url|util|v8|vm|wasi|worker_threads|zlib';

/**
 * A layer -> the layers it may import, and whether Node, VS Code and LSP packages are allowed there. The engine may load
 * four pure parsers of foreign formats.
 * @satisfies {Record<string, { layers: string[], node: boolean, vscode: boolean, lsp: 'none' | 'server' | 'client', packages: string[] | 'any' }>}
 */
const table = {
  base: { layers: [], node: false, vscode: false, lsp: 'none', packages: [] },
  engine: {
    layers: ['base'],
    node: false,
    vscode: false,
    lsp: 'none',
    packages: ['yaml', 'dockerfile-ast', 'jsonc-parser', 'toml-eslint-parser'],
  },
  host: { layers: ['base', 'engine'], node: true, vscode: false, lsp: 'none', packages: 'any' },
  report: { layers: ['base', 'engine'], node: false, vscode: false, lsp: 'none', packages: 'any' },
  protocol: { layers: ['engine'], node: false, vscode: false, lsp: 'none', packages: [] },
  server: {
    layers: ['base', 'engine', 'host', 'report', 'protocol'],
    node: true,
    vscode: false,
    lsp: 'server',
    packages: 'any',
  },
  cli: { layers: ['base', 'engine', 'host', 'report'], node: true, vscode: false, lsp: 'none', packages: 'any' },
  webview: { layers: ['protocol'], node: false, vscode: false, lsp: 'none', packages: [] },
  extension: { layers: ['base', 'protocol'], node: true, vscode: true, lsp: 'client', packages: 'any' },
};

export const layers = /** @type {(keyof typeof table)[]} */ (Object.keys(table));

/** @param {keyof typeof table} layer */
export function fenceFor(layer) {
  const rule = table[layer];
  const foreign = layers.filter((other) => other !== layer && !rule.layers.includes(/** @type {never} */ (other)));
  const forbidden = [];
  if (foreign.length > 0) {
    forbidden.push({
      source: `^(\\.\\./)+(${foreign.join('|')})(/|$)`,
      why: `${layer} may not import ${foreign.join(', ')}`,
    });
  }
  if (rule.layers.includes(/** @type {never} */ ('engine'))) {
    forbidden.push({ source: '/engine/(?!index$).+', why: "import the engine through its façade, 'engine/index'" });
  }
  if (!rule.node)
    forbidden.push({ source: `^(node:.*|(${builtins})(/.*)?)$`, why: `${layer} has no Node built-ins: use a port` });
  if (!rule.vscode) forbidden.push({ source: '^vscode$', why: 'only the extension imports vscode' });
  if (rule.lsp !== 'client')
    forbidden.push({ source: '^vscode-languageclient(/.*)?$', why: `${layer} may not import the language client` });
  if (rule.lsp !== 'server')
    forbidden.push({ source: '^vscode-languageserver(-.*)?(/.*)?$', why: `${layer} may not import LSP packages` });
  if (rule.packages !== 'any') {
    const allowed = rule.packages.length > 0 ? `(?!(${rule.packages.join('|')})$)` : '';
    forbidden.push({
      source: `^${allowed}[^.].*`,
      why: `${layer} imports no packages but ${rule.packages.join(', ') || 'none'}`,
    });
  }
  return {
    imports: { patterns: forbidden.map(({ source, why }) => ({ regex: source, message: why })) },
    syntax: [
      ...forbidden.flatMap(({ source, why }) => {
        const regex = source.replaceAll('/', '\\u002F');
        return [{ selector: `ImportExpression[source.value=/${regex}/]`, message: why }];
      }),
      {
        selector: 'ImportExpression:not([source.type="Literal"])',
        message: 'import() takes a literal, so that the fence can read it.',
      },
      { selector: 'CallExpression[callee.name="require"]', message: 'Use import, so that the fence can read it.' },
      {
        selector: 'CallExpression[callee.name="createRequire"]',
        message: 'Use import, so that the fence can read it.',
      },
    ],
  };
}
