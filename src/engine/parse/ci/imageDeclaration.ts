import { lineRange, type Range } from '../../model/range';
import { declaration, declaredVersionOf, type GoDeclaration } from './goDeclaration';
import { parseImageReference, type ImageReference } from './imageReference';
import type { YamlScalar } from './yamlTree';

/** What the name of an image says about Go; undefined for an image without Go. */
export function imageDeclaration(
  text: string,
  range: Range,
  more: Partial<GoDeclaration> = {},
): GoDeclaration | undefined {
  const image = parseImageReference(text.trim());
  if (!image.isGo || image.name.includes('$')) return undefined;
  const place = rangeOfVersion(image, text, range);
  const pinned = image.digest !== '' || /\d/.test(restOf(image));
  return declaration(place ?? range, image.goVersion ?? image.tag, 'builds', {
    version: versionOfImage(image),
    switching: image.officialGo ? 'local' : 'unknown',
    edit: pinned || place === undefined ? 'none' : 'plain',
    ...more,
  });
}

/** An image that a scalar of YAML names, quotes or not. */
export function imageInYaml(scalar: YamlScalar, more: Partial<GoDeclaration> = {}): GoDeclaration | undefined {
  const range = innerRange(scalar);
  // With escapes or over several lines the places inside are not those of the text.
  const isPlain = scalar.text === scalar.source && range.start.line === range.end.line;
  return imageDeclaration(scalar.text, range, isPlain ? more : { ...more, edit: 'none' });
}

/** A tag that moves, under a digest, stands for one image of which the name does not say the version. */
function versionOfImage(image: ImageReference): GoDeclaration['version'] {
  if (image.tag.includes('$')) return { kind: 'unknown' };
  if (image.goVersion !== undefined) return declaredVersionOf(image.goVersion);
  return { kind: image.digest === '' ? 'moving' : 'unknown' };
}

/** What stands behind the version in the tag: a number there (`alpine3.19`) goes with the version. */
function restOf({ tag, goVersion }: ImageReference): string {
  return goVersion === undefined ? '' : tag.slice(tag.indexOf(goVersion) + goVersion.length);
}

function rangeOfVersion({ goVersion, goVersionStart }: ImageReference, text: string, range: Range): Range | undefined {
  const { start, end } = range;
  if (goVersion === undefined || start.line !== end.line || end.column - start.column !== text.length) return undefined;
  const column = start.column + goVersionStart + (text.length - text.trimStart().length);
  return lineRange(start.line, column, column + goVersion.length);
}

/** Without the quotes. */
export function innerRange({ quoted, range }: YamlScalar): Range {
  if (!quoted) return range;
  const { start, end } = range;
  return { start: { ...start, column: start.column + 1 }, end: { ...end, column: end.column - 1 } };
}
