import { nearestWord } from '../../base/nearest';
import type { JsonMember, JsonNode } from '../parse/jsonc';
import { profiles, type Profile, type Severity } from '../model/severity';
import type { Ignore } from './config';
import { Problems, shown, type ConfigProblem } from './problem';
import { checkLevels, settingDeclarations, tagPattern, targetPattern } from './schema';

/** One layer of configuration: what it says, and nothing about the rest. */
export interface ConfigLayer {
  readonly profile?: Profile;
  readonly checks?: Readonly<Record<string, Severity | 'off'>>;
  readonly targets?: readonly string[];
  readonly tags?: readonly string[];
  readonly ignores?: readonly Ignore[];
}

export interface ReadLayer {
  readonly layer: ConfigLayer;
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigContext {
  /** ids and families that exist: id -> family */
  readonly families: ReadonlyMap<string, string>;
  /** `YYYY-MM-DD`; ignores that ended before it are told */
  readonly today: string;
}

/** Reads the value of a `go-preflight.jsonc` or of the editor's settings. What is wrong is told and left out. */
export function readConfig(root: JsonNode, context: ConfigContext): ReadLayer {
  const reader = new Reader(context);
  const layer = reader.read(root);
  return { layer, problems: reader.problems.list };
}

const inFile: readonly string[] = settingDeclarations.filter((setting) => setting.inFile).map(({ key }) => key);
const editorOnly: readonly string[] = settingDeclarations.filter((setting) => !setting.inFile).map(({ key }) => key);
const ignoreKeys = ['check', 'file', 'reason', 'until'];

class Reader {
  readonly problems = new Problems();
  readonly #families: ReadonlyMap<string, string>;
  readonly #names: readonly string[];
  readonly #today: string;

  constructor({ families, today }: ConfigContext) {
    this.#families = families;
    this.#names = [...new Set([...families.values(), ...families.keys()])];
    this.#today = today;
  }

  read(root: JsonNode): ConfigLayer {
    if (root.kind !== 'object') {
      this.problems.add(root, 'notAnObject', { found: shown(root) });
      return {};
    }
    const layer: { -readonly [K in keyof ConfigLayer]: ConfigLayer[K] } = {};
    for (const member of this.#distinct(root.members)) {
      const { key, value } = member;
      if (key === 'profile') Object.assign(layer, optional('profile', this.#profile(value)));
      else if (key === 'checks') Object.assign(layer, optional('checks', this.#checks(value)));
      else if (key === 'targets') Object.assign(layer, optional('targets', this.#words(value, key, targetPattern)));
      else if (key === 'tags') Object.assign(layer, optional('tags', this.#words(value, key, tagPattern)));
      else if (key === 'ignores') Object.assign(layer, optional('ignores', this.#ignores(value)));
      else if (key !== '$schema') this.#unknownKey(member);
    }
    return layer;
  }

  /** Of a key that stands twice, the last one counts; the others are told. */
  #distinct(members: readonly JsonMember[]): readonly JsonMember[] {
    const last = new Map(members.map((member) => [member.key, member]));
    for (const member of members)
      if (last.get(member.key) !== member) this.problems.add(keyOf(member), 'duplicateKey', { key: member.key });
    return [...last.values()];
  }

  #unknownKey(member: JsonMember): void {
    const { key } = member;
    if (editorOnly.includes(key)) this.problems.add(keyOf(member), 'editorOnly', { key });
    else this.problems.addUnknown(keyOf(member), 'unknownKey', { key }, nearestWord(key, inFile));
  }

  #profile(node: JsonNode): Profile | undefined {
    if (node.kind !== 'string') {
      this.problems.addWrongType(node, 'expectsText', 'profile');
      return undefined;
    }
    const profile = profiles.find((word) => word === node.value);
    if (profile === undefined) this.#unknownWord(node, node.value, 'profile', profiles);
    return profile;
  }

  #checks(node: JsonNode): Record<string, Severity | 'off'> | undefined {
    if (node.kind !== 'object') {
      this.problems.addWrongType(node, 'expectsObject', 'checks');
      return undefined;
    }
    const checks: [string, Severity | 'off'][] = [];
    for (const member of this.#distinct(node.members)) {
      const { key, value } = member;
      if (!this.#names.includes(key)) {
        this.problems.addUnknown(keyOf(member), 'unknownCheck', { check: key }, nearestWord(key, this.#names));
        continue;
      }
      if (value.kind !== 'string') {
        this.problems.addWrongType(value, 'expectsText', `checks.${key}`);
        continue;
      }
      const level = checkLevels.find((word) => word === value.value);
      if (level === undefined) this.#unknownWord(value, value.value, `checks.${key}`, checkLevels);
      else checks.push([key, level]);
    }
    return Object.fromEntries(checks);
  }

  #unknownWord(node: JsonNode, value: string, key: string, words: readonly string[]): void {
    const args = { key, value, words: words.join(', ') };
    this.problems.addUnknown(node, 'unknownWord', args, nearestWord(value, words));
  }

  #words(node: JsonNode, key: string, pattern: () => RegExp): string[] | undefined {
    if (node.kind !== 'array') {
      this.problems.addWrongType(node, 'expectsList', key);
      return undefined;
    }
    return node.items.flatMap((item) => {
      if (item.kind !== 'string') this.problems.addWrongType(item, 'expectsText', key);
      else if (!pattern().test(item.value)) this.problems.add(item, `${key}Malformed`, { value: item.value });
      else return [item.value];
      return [];
    });
  }

  #ignores(node: JsonNode): Ignore[] | undefined {
    if (node.kind !== 'array') {
      this.problems.addWrongType(node, 'expectsList', 'ignores');
      return undefined;
    }
    return node.items.flatMap((item) => {
      if (item.kind === 'object') return this.#ignore(item, item.members);
      this.problems.addWrongType(item, 'expectsObject', 'ignores');
      return [];
    });
  }

  #ignore(node: JsonNode, members: readonly JsonMember[]): Ignore[] {
    const texts = new Map<string, { value: string; node: JsonNode }>();
    for (const member of this.#distinct(members)) {
      const { key, value } = member;
      if (!ignoreKeys.includes(key))
        this.problems.addUnknown(keyOf(member), 'unknownKey', { key }, nearestWord(key, ignoreKeys));
      else if (value.kind === 'string') texts.set(key, { value: value.value, node: value });
      else this.problems.addWrongType(value, 'expectsText', `ignores.${key}`);
    }
    const check = texts.get('check');
    if (check === undefined) {
      this.problems.add(node, 'ignoreWithoutCheck');
      return [];
    }
    if (!this.#families.has(check.value)) {
      const nearest = nearestWord(check.value, [...this.#families.keys()]);
      this.problems.addUnknown(check.node, 'unknownIgnore', { check: check.value }, nearest);
      return [];
    }
    const reason = texts.get('reason')?.value.trim() ?? '';
    if (reason === '') {
      this.problems.add(node, 'ignoreWithoutReason', { check: check.value });
      return [];
    }
    const until = texts.get('until');
    if (until !== undefined && !this.#holdsUntil(check.value, until.value, until.node)) return [];
    const file = texts.get('file')?.value;
    return [{ check: check.value, reason, ...(file !== undefined && { file }), ...(until && { until: until.value }) }];
  }

  #holdsUntil(check: string, until: string, node: JsonNode): boolean {
    if (!isDate(until)) this.problems.add(node, 'untilMalformed', { value: until });
    else if (until < this.#today) this.problems.add(node, 'untilPast', { check, until });
    else return true;
    return false;
  }
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
}

function keyOf(member: JsonMember): { start: number; end: number } {
  return { start: member.keyStart, end: member.keyEnd };
}

/** A day of the calendar, `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().slice(0, 10) === text;
}
