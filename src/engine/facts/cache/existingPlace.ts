import { dirname } from '../../../base/paths';
import type { PlaceState } from '../../ports';
import type { Facts } from '../factStore';

/** The folder itself, or the nearest one above it that exists: where go would make it. */
export async function existingPlace(
  folder: string,
  facts: Facts,
): Promise<{ readonly path: string; readonly state: PlaceState } | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const state = await facts.place(at);
    if (state) return { path: at, state };
    if (dirname(at) === at) return undefined;
  }
}
