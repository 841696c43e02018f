import { canonicalForm, canonicalSemver, parseSemver } from './semver';

/** Versions of modules, as golang.org/x/mod/module reads them. */

/** module.CanonicalVersion: canonical form that keeps `+incompatible`; '' for what is no semantic version. */
export function canonicalVersion(version: string): string {
  const parsed = parseSemver(version);
  if (parsed === undefined) return '';
  return parsed.build === '+incompatible' ? `${canonicalForm(parsed)}+incompatible` : canonicalForm(parsed);
}

/**
 * module.CheckPathMajor: whether a version goes with the major version of its path.
 * @param pathMajor '' or `/v2` or `.v2`, from `splitPathVersion`
 * @returns the fault, or undefined
 */
export function checkPathMajor(version: string, pathMajor: string): { readonly should: string } | undefined {
  const wanted = pathMajor.startsWith('.v') ? pathMajor.replace(/-unstable$/, '') : pathMajor;
  // An old bug wrote v0.0.0- pseudo-versions for gopkg.in/*.v1; go lets them be.
  if (version.startsWith('v0.0.0-') && wanted === '.v1') return undefined;
  const parsed = parseSemver(version);
  const major = parsed ? `v${parsed.major}` : '';
  if (wanted === '') {
    const free = major === 'v0' || major === 'v1' || parsed?.build === '+incompatible';
    return free ? undefined : { should: 'v0 or v1' };
  }
  return major === wanted.slice(1) ? undefined : { should: wanted.slice(1) };
}

const pseudo =
  /^v[0-9]+\.(?:0\.0-|[0-9]+\.[0-9]+-(?:[^+]*\.)?0\.)[0-9]{14}-[A-Za-z0-9]+(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** module.IsPseudoVersion. */
export function isPseudoVersion(version: string): boolean {
  return pseudo.test(version) && canonicalSemver(version) !== undefined;
}
