/** The name of a container image, taken apart. */
export interface ImageReference {
  /** `golang`, `registry.example/team/golang` */
  readonly name: string;
  /** '' where there is none: `latest` is meant */
  readonly tag: string;
  readonly digest: string;
  /** the official image of Go, from Docker Hub or a mirror that keeps its `library` folder */
  readonly officialGo: boolean;
  /** an image whose tag names the Go in it */
  readonly isGo: boolean;
  /** Go of the tag: `1.22`, `1.22.3`, `1.23rc1`; undefined where the tag moves (`latest`, `1`, `alpine`) */
  readonly goVersion: string | undefined;
  /** offset of that version in the text */
  readonly goVersionStart: number;
}

/** Images with Go in them, and what stands before its version in the tag. */
const goImages: readonly { readonly name: RegExp; readonly prefix: RegExp }[] = [
  { name: /(?:^|\/)golang$/, prefix: /^/ },
  { name: /(?:^|\/)cimg\/go$|(?:^|\/)chainguard\/go$|(?:^|\/)go-toolset$/, prefix: /^/ },
  // The number before is that of the image itself: `1-1.22-bookworm`, `dev-1.22`.
  { name: /(?:^|\/)devcontainers\/go$/, prefix: /^(?:dev-)?(?:\d+(?:\.\d+){0,2}-(?=\d+\.\d))?/ },
  { name: /(?:^|\/)goreleaser-cross$/, prefix: /^v?/ },
];

const officialGo = /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?golang$|\/library\/golang$/;

export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const name = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : '';
  // Most images have nothing to do with Go, and V8 would compile five patterns to find that out.
  const image = name.includes('go') ? goImages.find((candidate) => candidate.name.test(name)) : undefined;
  const skipped = image?.prefix.exec(tag)?.[0].length ?? 0;
  const goVersion = image && /^(\d+\.\d+(?:\.\d+|(?:rc|beta)\d+)?)(?=$|-)/.exec(tag.slice(skipped))?.[1];
  return {
    name,
    tag,
    digest: at < 0 ? '' : text.slice(at + 1),
    officialGo: image !== undefined && officialGo.test(name),
    isGo: image !== undefined,
    goVersion,
    goVersionStart: colon + 1 + skipped,
  };
}

/** Whether a text can name such an image: cheap enough to ask before any parser is loaded. */
export const mentionsGoImage = /golang|cimg\/go|chainguard\/go|devcontainers\/go|go-toolset|goreleaser-cross/i;
