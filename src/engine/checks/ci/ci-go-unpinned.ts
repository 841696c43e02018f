import { versionSources, type VersionSource } from '../../facts/ci/versionSources';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { buildsHere, byFile, placesOfBuilds } from './sourcePlaces';

export const ciGoUnpinned: RootCheck = {
  id: 'ci-go-unpinned',
  family: 'ci',
  scope: 'root',
  title: 'Builds name the line of Go that they run',
  why: 'Without one, the build changes on the day of a release of Go, twice a year, without any commit.',
  fix: 'Name a line of releases, such as 1.26, or take the version from go.mod.',
  severity: 'info',
  worst: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    untagged: 'The image names no Go: on the day of the next release this build runs another one, without any commit',
    tag: 'The tag {text} names no line of Go releases: on the day of the next release this build runs another Go',
    moving: '{text} names no line of Go releases: on the day of the next release this build runs another Go',
    also: 'here, too',
    noVersions: 'no file says which Go a build runs',
  },
  run: async (root, facts) => {
    const sources = (await facts.get(versionSources, root.dir)).filter(({ meaning }) => meaning === 'builds');
    if (sources.length === 0) return notApplicable(say('noVersions'));
    const places = await placesOfBuilds(root.dir, facts);
    const moving = sources.filter(
      (source) => source.version.kind === 'moving' && !source.oneOfMany && buildsHere(source, places),
    );
    return found(byFile(moving).map(draftOf));
  },
};

/** One finding a file, at the worst of its places. */
function draftOf(group: readonly VersionSource[]): FindingDraft {
  const [source, ...others] = group.toSorted((a, b) => Number(isForgotten(b)) - Number(isForgotten(a)));
  if (source === undefined) throw new Error('a group of nothing');
  return {
    message: messageOf(source),
    severity: isForgotten(source) ? 'warning' : 'info',
    location: { file: source.file, range: source.range },
    related: others.map(({ file, range }) => ({ file, range, message: say('also') })),
    key: `${source.place} ${source.text}`,
  };
}

function messageOf(source: VersionSource): Message {
  if (source.text === '') return say('untagged');
  return say(isImage(source) ? 'tag' : 'moving', { text: source.text });
}

/** Of programs that install Go none keeps it from switching. */
function isImage({ switching }: VersionSource): boolean {
  return switching === 'local';
}

/** Nobody asked for `latest` where no tag is written; `1`, `stable`, an argument and the like are a decision. */
function isForgotten(source: VersionSource): boolean {
  return ['', 'latest'].includes(source.text) && isImage(source) && source.isDefault !== true;
}
