/** Several times what a path can have. V8 throws at some hundred thousand characters, and not before the first use. */
const longestSource = 32_000;

/**
 * The regular expression of a glob, whose dialect the caller knows. Its time is bounded: of `*a*b` the first `a` is as good as
 * any other, so all stars but the last of an element keep what they took. A pattern of forty stars, which any repository may
 * bring, would else hold a program for years.
 */
export class GlobSource {
  /** what is decided: all before the last `**` element */
  #done = '';
  /** from the last `**` element on, up to the last star of the element that is being written */
  #path = '';
  /** from the last star of the element on */
  #element = '';
  #hasFolders = false;
  #hasStar = false;
  #groups = 0;

  literal(character: string): void {
    if (character === '/') this.#endElement();
    this.#element += escaped(character);
    if (character === '/') this.#endElement();
  }

  /** @param source that matches one character, and no `/` */
  one(source: string): void {
    this.#element += source;
  }

  /** Any characters of an element. */
  star(): void {
    this.#path += this.#hasStar ? this.#kept(this.#element) : this.#element;
    this.#element = '[^/]*?';
    this.#hasStar = true;
  }

  /** Any folders, none too. Stands before an element. */
  folders(): void {
    this.#endElement();
    this.#done += this.#hasFolders ? this.#kept(this.#path) : this.#path;
    this.#path = '(?:.*?/)??';
    this.#hasFolders = true;
  }

  /** Any characters, folders among them: where what stands before ends first, it ends best. */
  anything(): void {
    this.#endElement();
    this.#done = this.#kept(this.#done + this.#path);
    this.#path = '.*?';
    this.#hasFolders = false;
  }

  /** Whatever is left. */
  rest(): void {
    this.#element += '.*';
  }

  /** @param flags beside those that it needs */
  regExp(flags = ''): RegExp {
    const source = `${this.#done}${this.#path}${this.#element}`;
    return source.length > longestSource ? /(?!)/ : new RegExp(`^${source}$`, `su${flags}`);
  }

  #endElement(): void {
    this.#path += this.#element;
    this.#element = '';
    this.#hasStar = false;
  }

  /** What has matched is not matched again in another way, as in an atomic group. */
  #kept(source: string): string {
    const name = `k${this.#groups++}`;
    return `(?=(?<${name}>${source}))\\k<${name}>`;
  }
}

/** In the brackets of a class, where a dash would be a range; elsewhere its escape is none. */
export function inClass(character: string): string {
  return character === '-' ? '\\-' : escaped(character);
}

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
