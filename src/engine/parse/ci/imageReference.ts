/** The name of a container image, taken apart. */
export interface ImageReference {
  /** `golang`, `registry.example/team/golang` */
  readonly name: string;
  /** '' where there is none: `latest` is meant */
  readonly tag: string;
  readonly digest: string;
  /** the official image of Go, from Docker Hub or a mirror that keeps its `library` folder */
  readonly officialGo: boolean;
  /** Go of the tag: `1.22`, `1.22.3`, `1.23rc1`; undefined where the tag moves (`latest`, `1`, `alpine`) */
  readonly goVersion: string | undefined;
  /** offsets of that version in the text */
  readonly goVersionStart: number;
}

export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const name = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : '';
  const officialGo = /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?golang$|\/library\/golang$/.test(name);
  const goVersion = /^(\d+\.\d+(?:\.\d+|(?:rc|beta)\d+)?)(?=$|-)/.exec(tag)?.[1];
  const isGo = officialGo || /(?:^|\/)golang$/.test(name);
  return {
    name,
    tag,
    digest: at < 0 ? '' : text.slice(at + 1),
    officialGo,
    goVersion: isGo ? goVersion : undefined,
    goVersionStart: colon + 1,
  };
}
