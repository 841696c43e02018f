import type { GoVariable, VariableLayer } from '../facts/environment/environmentVariable';
import { lineOf, type Evidence } from './statement';

/** Where each value of a variable stands, the one that counts first; a built-in default stands nowhere. */
export function layersOf(variable: GoVariable): readonly Evidence[] {
  return variable.layers.flatMap((layer) => placeOfLayer(variable.name, layer));
}

export function placeOfLayer(name: string, { source, value, location }: VariableLayer): readonly Evidence[] {
  if (location) return [lineOf(location)];
  return source === 'environment' ? [{ kind: 'variable', name, value }] : [];
}
