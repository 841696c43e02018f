import { say } from '../model/message';
import type { Unknown } from '../model/outcome';
import { profileAllows, type Profile } from '../model/severity';

/** Why a check may not run: nobody asked for its profile, nothing may run at all, or this much was not agreed to. */
export function refusalOf(
  { granted, requested }: { readonly granted: Profile; readonly requested: Profile },
  profile: Profile,
): Unknown {
  if (!profileAllows(requested, profile)) return { reason: say('shared.needsProfile', { profile }), needs: 'profile' };
  if (granted === 'static') return { reason: say('shared.needsTrust'), needs: 'trust' };
  return { reason: say('shared.needsConsent', { profile }), needs: 'consent' };
}
