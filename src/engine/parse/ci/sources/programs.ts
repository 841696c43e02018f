import { declaration, declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { imageDeclaration } from '../imageDeclaration';
import { mentionsGoImage } from '../imageReference';
import { hashComments, slashComments, versionsMatching } from './matchLines';
import type { SourceFormat } from './sourceFormat';

/** A Jenkinsfile is a Groovy program: only literal images and tools are read. */
export const jenkins: SourceFormat = {
  kind: 'jenkins',
  words: ['enkinsfile'],
  file: /(^|\/)Jenkinsfile([._-][^/]*)?$|\.[jJ]enkinsfile$/,
  hint: new RegExp(`${mentionsGoImage.source}|\\bgo\\s+['"]`, 'i'),
  read: (text) => {
    const images = versionsMatching(
      text,
      /\bimage\s*[(:]?\s*(?<quote>['"])(?<version>[^'"\n]+)\k<quote>/dg,
      slashComments,
    );
    const tools = versionsMatching(text, /^\s*go\s+(?<quote>['"])(?<version>[^'"\n]+)\k<quote>/dgm, slashComments);
    const named = images.flatMap(({ text: image, range }) => imageDeclaration(image, range) ?? []);
    return [...named, ...tools.map(({ text: name, range }) => installation(name, range))];
  },
};

/** A tool of Jenkins has the name that an administrator gave it; mostly with the version in it. */
function installation(name: string, range: GoDeclaration['range']): GoDeclaration {
  const version = /(?:^|[^\d.])(1\.\d+(?:\.\d+)?)$/.exec(name)?.[1];
  const meant = version === undefined ? ({ kind: 'unknown' } as const) : declaredVersionOf(version);
  return declaration(range, name, 'builds', { place: 'tools', version: meant, edit: 'none' });
}

/** Bazel: the SDK that rules_go downloads. */
export const bazel: SourceFormat = {
  kind: 'bazel',
  words: ['MODULE.bazel', 'WORKSPACE'],
  file: /(^|\/)(MODULE\.bazel|WORKSPACE(\.bazel|\.bzlmod)?)$/,
  hint: /go_sdk|go_register_toolchains|go_download_sdk/,
  read: (text) => {
    const versions = versionsMatching(
      text,
      /\b(?:go_sdk\.download|go_register_toolchains|go_download_sdk)\([^()]*?\b(?:version|go_version)\s*=\s*"(?<version>[^"\n]*)"/dg,
      hashComments,
    );
    const files = versionsMatching(
      text,
      /\bgo_sdk\.from_file\([^()]*?\bgo_(?:mod|work)\s*=\s*"(?<version>[^"\n]*)"/dg,
      hashComments,
    );
    return [
      ...versions.map(({ text: version, range }) =>
        version === 'host'
          ? declaration(range, version, 'builds', { version: { kind: 'unknown' }, edit: 'none' })
          : declaration(range, version, 'builds'),
      ),
      ...files.map(({ text: label, range }) => {
        const path = label
          .replace(/^(@@?[^/]*)?\/\//, '')
          .replace(':', '/')
          .replace(/^\//, '');
        return declaration(range, label, 'builds', { version: { kind: 'file', path }, edit: 'none' });
      }),
    ];
  },
};

/** Nix: the attribute names the line of releases; the patch is the business of the pinned nixpkgs. */
export const nix: SourceFormat = {
  kind: 'nix',
  words: ['.nix'],
  file: /(^|\/)(flake|shell|default|devenv)\.nix$/,
  hint: /\bgo_1_\d|buildGo1\d/,
  read: (text) =>
    versionsMatching(text, /\b(?:go_1_|buildGo1)(?<version>\d+)(?=Module\b|Package\b|\b)/dg, hashComments).map(
      ({ text: minor, range }) =>
        declaration(range, `1.${minor}`, 'develops', {
          edit: 'none',
          version: { kind: 'minor', version: `1.${minor}` },
        }),
    ),
};

/** devbox.json: packages by name and version. */
export const devbox: SourceFormat = {
  kind: 'nix',
  words: ['devbox.json'],
  file: /(^|\/)devbox\.json$/,
  hint: /"go(@|")/,
  read: (text) => {
    const listed = versionsMatching(text, /"go@(?<version>[^"\n]+)"/dg, /(?<=^\s*)\/\/[^\n]*/gm);
    const keyed = versionsMatching(text, /"go"\s*:\s*"(?<version>[^"\n]+)"/dg, /(?<=^\s*)\/\/[^\n]*/gm);
    return [...listed, ...keyed].map(({ text: version, range }) => declaration(range, version, 'develops'));
  },
};

/** make: variables that name the version of Go, GOTOOLCHAIN, and images in commands. */
export const make: SourceFormat = {
  kind: 'make',
  words: ['akefile', '.mk'],
  file: /(^|\/)((GNU)?[mM]akefile|[^/]+\.mk)$/,
  hint: new RegExp(`${mentionsGoImage.source}|GO_?(LANG_?)?VERSION|GOTOOLCHAIN`, 'i'),
  read: (text) => {
    const variables = versionsMatching(
      text,
      /^[ ]*(?:export +|override +)?(?<name>GO(?:LANG)?_?VERSION|GOTOOLCHAIN)\s*(?:\?|::?|\+)?=[ \t]*(?<version>[^\s#]+)[ \t]*$/dgm,
      hashComments,
    );
    const images = versionsMatching(text, /(?<![\w./-])(?<version>(?:[\w.-]+\/)*golang:[\w.${}()-]+)/dg, hashComments);
    return [
      ...variables.flatMap(({ match, text: word, range }): GoDeclaration[] => {
        const place = match.groups?.['name'] ?? '';
        // $(shell …), and comparisons with what is installed
        if (!/^(go)?\d+\.\d+[\w.]*$/.test(word)) return [];
        return [declaration(range, word, 'builds', { place })];
      }),
      ...images.flatMap(({ text: image, range }) => imageDeclaration(image, range) ?? []),
    ];
  },
};
