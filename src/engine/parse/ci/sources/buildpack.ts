import { declaration, type GoDeclaration } from '../goDeclaration';
import { parseToml } from '../tomlTree';
import type { SourceFormat } from './sourceFormat';

/** Netlify, and buildpacks by project.toml: variables that name the Go of the build. */
export const buildpack: SourceFormat = {
  kind: 'buildpack',
  words: ['.toml'],
  file: /(^|\/)(netlify|project)\.toml$/,
  hint: /GO_VERSION|GOOGLE_RUNTIME_VERSION/,
  read: async (text) => {
    const scalars = (await parseToml(text)) ?? [];
    return scalars.flatMap(({ path, text: word, range, plain }): GoDeclaration[] => {
      const named = path.at(-1) ?? '';
      // [[build.env]] holds name and value side by side.
      const isValue = named === 'value';
      const around = path.slice(0, -1).join('.');
      const sibling = scalars.find((other) => other.path.join('.') === `${around}.name`)?.text;
      const name = isValue ? (sibling ?? '') : named;
      if (!/^(GO_VERSION|BP_GO_VERSION|GOOGLE_GO_VERSION)$/.test(name)) return [];
      return [declaration(range, word, 'builds', { place: name, ...(!plain && { edit: 'none' }) })];
    });
  },
};
