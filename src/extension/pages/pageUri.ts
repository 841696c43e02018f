/** Scheme of the read-only documents that hold the pages of the checks. */
export const pageScheme = 'go-preflight-page';

/** The link behind a Problem's code. A document of our own, so that it opens inside the editor and needs no network. */
export const pageUriTemplate = `${pageScheme}:/{id}.md`;

/** @returns the check's id in the path of a page */
export function checkOfPage(path: string): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}
