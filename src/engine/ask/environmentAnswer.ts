import { computedNames, computedValue } from '../facts/environment/computedValue';
import { editorVariables, type EditorVariable } from '../facts/environment/editorVariables';
import {
  environmentVariable,
  type GoVariable,
  type VariableLayer,
  type VariableSource,
} from '../facts/environment/environmentVariable';
import { knownNames } from '../facts/environment/knownNames';
import { userEnvFile, type UserEnvFile } from '../facts/environment/userEnvFile';
import type { Facts } from '../facts/factStore';
import { say, type Message } from '../model/message';
import type { Location } from '../model/range';
import { archOfLevel, isForeignGoName, nearestVariable } from '../parse/knownGoVariables';
import type { Question } from './question';

/** A variable with its value and every place that has one. */
export interface EnvironmentRow {
  readonly name: string;
  /** what go works with */
  readonly value: string;
  /** `computed`: go works it out from the folder, the machine or its own tree */
  readonly source: VariableSource | 'computed';
  /** every layer that has a value, the one that counts first */
  readonly layers: readonly VariableLayer[];
  /** values that settings of an editor give to its own programs */
  readonly elsewhere: readonly EditorVariable[];
  /** what is worth knowing of it */
  readonly notes: readonly Message[];
}

/** Where each variable of go comes from, in a folder. */
export interface EnvironmentAnswer {
  /** absolute */
  readonly folder: string;
  /** the file of `go env -w` */
  readonly userFile: { readonly path: string | undefined; readonly state: UserEnvFile['state'] };
  /** by name: first those that somebody set */
  readonly rows: readonly EnvironmentRow[];
  /** lines of the file of `go env -w` that go skips */
  readonly ignored: readonly { readonly location: Location; readonly text: string }[];
}

/** Answered from files and the environment alone: `go env` itself would run a toolchain, or download one. */
export function whereFrom(folder: string): Question<EnvironmentAnswer> {
  return async (facts) => {
    const user = await facts.get(userEnvFile);
    const elsewhere = await facts.get(editorVariables, folder);
    const rows: EnvironmentRow[] = [];
    for (const name of await namesToShow(user, elsewhere, facts)) {
      const row = await rowOf(name, folder, elsewhere, facts);
      if (row) rows.push(row);
    }
    const { path, state } = user;
    return {
      folder,
      userFile: { path, state },
      rows: rows.toSorted(byInterest),
      ignored:
        path === undefined
          ? []
          : user.file.ignored.map(({ text, range }) => ({ location: { file: path, range }, text })),
    };
  };
}

function byInterest(a: EnvironmentRow, b: EnvironmentRow): number {
  return Number(isSet(b)) - Number(isSet(a)) || (a.name < b.name ? -1 : 1);
}

/** Whether somebody decided about it, here or for this machine. */
export function isSet({ source, elsewhere, notes }: EnvironmentRow): boolean {
  return source === 'environment' || source === 'user-file' || elsewhere.length > 0 || notes.length > 0;
}

async function namesToShow(
  user: UserEnvFile,
  elsewhere: readonly EditorVariable[],
  facts: Facts,
): Promise<ReadonlySet<string>> {
  const { settable, all } = await facts.get(knownNames);
  const isOurs = (name: string): boolean => /^C?GO/.test(name) || all.has(name);
  const other = [...Object.keys(facts.environment.variables), ...elsewhere.map(({ name }) => name)].filter(isOurs);
  return new Set([...settable, ...computedNames, ...user.file.entries.map(({ key }) => key), ...other]);
}

async function rowOf(
  name: string,
  folder: string,
  all: readonly EditorVariable[],
  facts: Facts,
): Promise<EnvironmentRow | undefined> {
  const { settable, all: known } = await facts.get(knownNames);
  const variable = await facts.get(environmentVariable, name);
  const elsewhere = all.filter((each) => each.name === name);
  const notes = await notesOn(variable, known, facts);
  // What is exported and is none of go's is other programs' business, but for what looks like a slip.
  if (!known.has(name) && !settable.has(name) && notes.length === 0) return undefined;
  const isPassedOver = name === 'CGO_ENABLED' && !/^[01]$/.test(variable.value);
  if (variable.value !== '' && variable.source !== 'default' && !isPassedOver)
    return { ...plain(variable), elsewhere, notes };
  if (computedNames.includes(name)) {
    const value = await computedValue(name, folder, facts);
    const isOff = variable.layers.length === 0 && value === '';
    if (isOff && elsewhere.length + notes.length === 0) return undefined;
    return { name, value, source: 'computed', layers: variable.layers, elsewhere, notes };
  }
  if (isOfOtherPort(name, (await facts.get(environmentVariable, 'GOARCH')).value)) return undefined;
  if (variable.value === '' && variable.layers.length + elsewhere.length + notes.length === 0) return undefined;
  return { ...plain(variable), elsewhere, notes };
}

function plain({ name, value, source, layers }: GoVariable): Omit<EnvironmentRow, 'elsewhere' | 'notes'> {
  return { name, value, source, layers };
}

/** The default of another architecture is nobody's value. */
function isOfOtherPort(name: string, goarch: string): boolean {
  return archOfLevel[name]?.test(goarch) === false;
}

async function notesOn(
  { name, value, source, emptyInEnvironment, layers }: GoVariable,
  known: ReadonlySet<string>,
  facts: Facts,
): Promise<readonly Message[]> {
  const notes: Message[] = [];
  if (!known.has(name) && !isForeignGoName(name)) {
    const nearest = nearestVariable(name);
    const stored = source === 'user-file';
    if (nearest !== undefined) notes.push(say('whereFrom.unknownNear', { nearest }));
    else if (stored) notes.push(say('whereFrom.unknown'));
  }
  const empty = emptyInEnvironment && layers.some((layer) => layer.source === 'user-file');
  if (empty) notes.push(say('whereFrom.empty'));
  const user = await facts.get(userEnvFile);
  const isStored = user.file.entries.some(({ key }) => key === name);
  if (isStored && (name === 'GODEBUG' || name === 'GOENV')) notes.push(say('whereFrom.environmentOnly'));
  if (name === 'CGO_ENABLED' && value !== '' && value !== '0' && value !== '1')
    notes.push(say('whereFrom.cgoNotBoolean'));
  return notes;
}
