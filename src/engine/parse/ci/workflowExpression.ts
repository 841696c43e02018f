import type { Combination } from './workflowMatrix';
import { entryOf, type YamlNode, type YamlScalar } from './yamlTree';

/** What an expression may look at: the places where constants stand. */
export interface ExpressionScope {
  readonly matrix: Combination;
  /** strongest first: the step's, the job's, the workflow's */
  readonly env: readonly ReadonlyMap<string, YamlScalar>[];
  /** whether a step writes this variable, so that its constant may not hold */
  readonly isWritten: (variable: string) => boolean;
}

/** A value after substitution, and the scalar it comes from: that is where a change has to be made. */
export interface Resolved {
  readonly text: string;
  readonly origin: YamlScalar;
}

/** @returns undefined where only a run can tell: inputs, outputs, functions, operators */
export function resolveValue(value: YamlScalar, scope: ExpressionScope): Resolved | undefined {
  if (!value.text.includes('${{')) return { text: value.text, origin: value };
  const whole = /^\$\{\{([^}]*)\}\}$/.exec(value.text.trim())?.[1];
  if (whole !== undefined) return lookUp(whole.trim(), scope);
  let unresolved = false;
  const text = value.text.replace(/\$\{\{([^}]*)\}\}/g, (_, inner: string) => {
    const found = lookUp(inner.trim(), scope);
    unresolved ||= found === undefined;
    return found?.text ?? '';
  });
  return unresolved ? undefined : { text, origin: value };
}

/** `matrix.go`, `matrix.config.go`, `env.GO_VERSION`; nothing else is constant. */
function lookUp(inner: string, scope: ExpressionScope): Resolved | undefined {
  const [context, ...path] = inner.split('.').map((part) => part.trim());
  if (path.length === 0 || path.some((part) => !/^[\w-]+$/.test(part))) return undefined;
  if (context === 'matrix') {
    let node: YamlNode | undefined = scope.matrix.get(path[0] ?? '');
    for (const key of path.slice(1)) node = entryOf(node, key);
    return node?.kind === 'scalar' ? resolveOnce(node) : undefined;
  }
  if (context !== 'env' || path.length !== 1 || scope.isWritten(path[0] ?? '')) return undefined;
  const value = scope.env.map((layer) => layer.get(path[0] ?? '')).find((found) => found !== undefined);
  return value && resolveOnce(value);
}

/** A constant that is an expression itself is none. */
function resolveOnce(value: YamlScalar): Resolved | undefined {
  return value.text.includes('${{') ? undefined : { text: value.text, origin: value };
}
