import { answerKinds, type AnswerParams } from '../../protocol/index';

/** Scheme of the read-only documents that hold the pages of the checks. */
export const pageScheme = 'go-preflight-page';

/** The link behind a Problem's code. A document of our own, so that it opens inside the editor and needs no network. */
export const pageUriTemplate = `${pageScheme}:/{id}.md`;

/** @returns the check's id in the path of a page */
export function checkOfPage(path: string): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}

/** Where the answer to a question is: the question in the path, the folder in the query. */
export function pageOfAnswer({ kind, folder, module, other }: AnswerParams): {
  readonly path: string;
  readonly query: string;
} {
  const asked = { folder, module, ...(other !== undefined && { other }) };
  return { path: `/${kind}.md`, query: new URLSearchParams(asked).toString() };
}

/** @returns the question that such a page answers; undefined for the page of a check */
export function answerOfPage({
  path,
  query,
}: {
  readonly path: string;
  readonly query: string;
}): AnswerParams | undefined {
  const kind = answerKinds.find((name) => path === `/${name}.md`);
  const asked = new URLSearchParams(query);
  const folder = asked.get('folder');
  const other = asked.get('other');
  if (kind === undefined || folder === null) return undefined;
  return { kind, folder, module: asked.get('module') ?? '.', ...(other !== null && { other }) };
}
