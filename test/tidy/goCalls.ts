import ts from 'typescript';

/** Where a file starts go itself: `file:line`. Nothing ends such a process when it hangs, and nothing says which it was. */
export function goCalls(file: string, text: string): readonly string[] {
  if (!text.includes('child_process')) return [];
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const values = constantsOf(tree);
  const starters = startersOf(tree, values);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && starts(node.expression) && isGo(node.arguments[0]))
      found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;

  /** A function of node:child_process, by its name, by that of the module, or made to promise. */
  function starts(callee: ts.Node): boolean {
    if (ts.isIdentifier(callee)) return starters.has(callee.text);
    if (ts.isPropertyAccessExpression(callee)) return starts(callee.expression);
    return ts.isCallExpression(callee) && callee.arguments.some(starts);
  }

  /** 'go', `${goroot}/bin/go`, join(goroot, 'bin', 'go'), or a constant that is one of these. */
  function isGo(program: ts.Node | undefined): boolean {
    if (program === undefined) return false;
    if (ts.isStringLiteralLike(program)) return namesGo(program.text);
    if (ts.isTemplateExpression(program)) return namesGo(program.templateSpans.at(-1)?.literal.text ?? '');
    if (ts.isCallExpression(program))
      return /\b(join|resolve)$/.test(nameOf(program)) && isGo(program.arguments.at(-1));
    return ts.isIdentifier(program) && isGo(values.get(program.text));
  }
}

function namesGo(text: string): boolean {
  return /(^|[\\/])go(\.exe)?$/.test(text);
}

function nameOf(call: ts.CallExpression): string {
  return call.expression.getText();
}

/** What the constants of a file are made of. */
function constantsOf(tree: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const values = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      values.set(node.name.text, node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return values;
}

/** The names by which a file knows node:child_process: of the module, of its functions, of what promisify made of these. */
function startersOf(tree: ts.SourceFile, values: ReadonlyMap<string, ts.Expression>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of tree.statements) {
    if (!ts.isImportDeclaration(node) || !/child_process['"]$/.test(node.moduleSpecifier.getText())) continue;
    const bindings = node.importClause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) names.add(name.text);
  }
  for (const [name, value] of values)
    if (ts.isCallExpression(value) && value.arguments.some((one) => ts.isIdentifier(one) && names.has(one.text)))
      if (/promisify$/.test(nameOf(value))) names.add(name);
  return names;
}
