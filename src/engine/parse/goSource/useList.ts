/** A use of a name that no scope inside a function declares. */
export interface NameUse {
  readonly name: string;
  /** byte offsets */
  readonly start: number;
  readonly end: number;
  /** a dot follows: it may be a package */
  readonly selected: boolean;
}

/** A use by the number of its name: of most of them nobody wants the text. */
export interface NumberedUse extends Omit<NameUse, 'name'> {
  readonly id: number;
}

/** What a use takes: the number of its name times two, and one more where a dot follows; its start; its end. */
const width = 3;

/** The numbers of a file of half a megabyte. */
const mostKept = width << 16;

/** Uses in the order in which a parser tells them. Numbers in one array: a file has thousands, of which a few are told of. */
export class UseList {
  #numbers = new Int32Array(width << 10);
  #length = 0;
  /** by the first number of a use: 1 + its place in the list that is made, or 0 */
  #places = new Int32Array(1 << 10);

  get length(): number {
    return this.#length;
  }

  /** Where the last one starts; -1 where there is none. */
  get lastStart(): number {
    return this.#length === 0 ? -1 : (this.#numbers[(this.#length - 1) * width + 1] ?? -1);
  }

  add(id: number, start: number, end: number, selected: boolean): void {
    const at = this.#length++ * width;
    if (at === this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    numbers[at] = id * 2 + Number(selected);
    numbers[at + 1] = start;
    numbers[at + 2] = end;
  }

  /** The last one goes before those from some place on. */
  moveLastTo(place: number): void {
    const numbers = this.#numbers;
    const last = (this.#length - 1) * width;
    const moved = numbers.slice(last, last + width);
    numbers.copyWithin((place + 1) * width, place * width, last);
    numbers.set(moved, place * width);
  }

  /** Forgets all. What a huge file took is not kept for the small ones that follow. */
  clear(): void {
    this.#length = 0;
    if (this.#numbers.length > mostKept) this.#numbers = new Int32Array(width << 10);
  }

  /** Forgets those from some place on. */
  cut(from: number): void {
    this.#length = from;
  }

  /** Forgets those of these names, from some place on. */
  cutNamed(from: number, ids: readonly number[]): void {
    const numbers = this.#numbers;
    let kept = from;
    for (let place = from; place < this.#length; place++) {
      const at = place * width;
      if (!ids.includes((numbers[at] ?? 0) >> 1)) numbers.copyWithin(kept++ * width, at, at + width);
    }
    this.#length = kept;
  }

  /** In the order of the text. */
  all(): readonly NumberedUse[] {
    return inOrder(Array.from({ length: this.#length }, (_, place) => this.#at(place)));
  }

  /** The first use of each name, and the first with a dot behind it; in the order of the text. */
  firsts(): readonly NumberedUse[] {
    const found: NumberedUse[] = [];
    for (let place = 0; place < this.#length; place++) {
      const key = this.#numbers[place * width] ?? 0;
      if (key >= this.#places.length) this.#growPlaces(key);
      const known = this.#places[key] ?? 0;
      if (known === 0) this.#places[key] = found.push(this.#at(place));
      else if ((this.#numbers[place * width + 1] ?? 0) < (found[known - 1]?.start ?? 0))
        found[known - 1] = this.#at(place);
    }
    for (const { id, selected } of found) this.#places[id * 2 + Number(selected)] = 0;
    return inOrder(found);
  }

  /** Of each of some names every use with a dot behind it: where the name ends. In no certain order. */
  ends(ids: ReadonlySet<number>, tell: (id: number, end: number) => void): void {
    for (let place = 0; place < this.#length; place++) {
      const key = this.#numbers[place * width] ?? 0;
      if (key % 2 === 1 && ids.has(key >> 1)) tell(key >> 1, this.#numbers[place * width + 2] ?? 0);
    }
  }

  #at(place: number): NumberedUse {
    const numbers = this.#numbers;
    const at = place * width;
    const key = numbers[at] ?? 0;
    return { id: key >> 1, start: numbers[at + 1] ?? 0, end: numbers[at + 2] ?? 0, selected: key % 2 === 1 };
  }

  #grow(): void {
    const numbers = new Int32Array(this.#numbers.length * 2);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }

  #growPlaces(key: number): void {
    const places = new Int32Array(Math.max(key + 1, this.#places.length * 2));
    places.set(this.#places);
    this.#places = places;
  }
}

/** They nearly always are: only lists that turn out to be types are told late. */
function inOrder(uses: readonly NumberedUse[]): readonly NumberedUse[] {
  const isSorted = uses.every(({ start }, at) => at === 0 || start > (uses[at - 1]?.start ?? 0));
  return isSorted ? uses : uses.toSorted((a, b) => a.start - b.start);
}
