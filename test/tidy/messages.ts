import ts from 'typescript';
import { placeholders } from '../support/placeholders';

export type Texts = Readonly<Record<string, string>>;

/** Where a translation differs from the English texts: keys, and the placeholders of each. */
export function translationFaults(english: Texts, translated: Texts): readonly string[] {
  const faults = Object.keys(english)
    .filter((key) => !(key in translated))
    .map((key) => `${key} is not translated`);
  for (const [key, text] of Object.entries(translated)) {
    const original = english[key];
    if (original === undefined) faults.push(`${key} translates nothing`);
    else if (placeholders(text).join() !== placeholders(original).join()) {
      faults.push(
        `${key} has the placeholders ${placeholders(text).join()}, in English ${placeholders(original).join()}`,
      );
    }
  }
  return faults;
}

/**
 * The English texts that extension code gives to `vscode.l10n.t`, or to the `t` that its pure parts are handed instead. A
 * text that is not written there cannot be translated.
 */
export function l10nTexts(
  file: string,
  source: string,
): { readonly texts: readonly string[]; readonly faults: readonly string[] } {
  const texts: string[] = [];
  const faults: string[] = [];
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(.*\.)?t$/.test(node.expression.getText(tree))) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) texts.push(first.text);
      else faults.push(`${file}: l10n.t(${first?.getText(tree) ?? ''}) takes a text in quotes`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { texts, faults };
}

/** How a sentence of ours must not sound. `kind` is what follows the check's id: a message, or its title, why and fix. */
export function styleFaults(id: string, text: string, kind: 'message' | 'title' | 'prose'): readonly string[] {
  const faults: string[] = [];
  if (/\bplease\b/i.test(text)) faults.push(`${id} says please`);
  if (/[\p{L}]!(\s|$)/u.test(text)) faults.push(`${id} has an exclamation mark`);
  if (kind !== 'prose' && text.endsWith('.') && !text.endsWith('...')) faults.push(`${id} ends with a period`);
  if (kind === 'prose' && !/[.)`]$/.test(text)) faults.push(`${id} does not end with a period`);
  if (kind === 'message' && text.length > 160) faults.push(`${id} has ${text.length} characters`);
  return faults;
}
