import { dirname } from '../../base/paths';
import { editorFaces, type EditorFace, type EditorProgram } from '../facts/faces/editorFaces';
import type { EditorSetting } from '../facts/faces/editorSettings';
import { factsUnder } from '../facts/faces/factsUnder';
import { nativePath } from '../facts/environment/osVariable';
import { goInstallation } from '../facts/go/goInstallation';
import { shellAnswer, type ShellAnswer } from '../facts/go/loginShell';
import type { Facts } from '../facts/factStore';
import { say, type Message } from '../model/message';
import { answerIn, type GoFound } from './goAnswerIn';
import type { GoTopic } from './goTopics';
import { lineOf, type Statement } from './statement';

/** Who looks for go: programs of the editor, and a shell that somebody logs in with. */
export const faceNames = ['terminal', 'extension', 'gopls', 'shell'] as const;
export type FaceName = (typeof faceNames)[number] & (EditorProgram | 'shell');

/** Which go one of them takes in the folder. */
export interface GoFace extends Omit<GoFound, 'outcome'> {
  readonly face: FaceName;
  readonly outcome: GoFound['outcome'] | 'not-asked' | 'no-answer' | 'no-shell';
  /** whether it ends up with the go of this process; undefined where that is not known */
  readonly same: boolean | undefined;
}

/** When a shell may be asked: that runs the start files of the person. */
export type AskShell = 'never' | 'when-not-found' | 'always';

/** @param own which go this process takes */
export async function goFaces(
  folder: string,
  own: GoFound,
  askShell: AskShell,
  facts: Facts,
): Promise<readonly GoFace[]> {
  const asks = askShell === 'always' || (askShell === 'when-not-found' && own.outcome === 'not-found');
  const ofFace = (face: EditorFace): Promise<GoFace> =>
    (asks && face.program === 'terminal' ? inTerminal : inEditor)(folder, own, face, facts);
  // Side by side: a shell whose start files hang takes all of its time, and there may be two.
  const faces = await Promise.all([
    ...(await facts.get(editorFaces, facts.root || folder)).map(ofFace),
    asks ? inShell(folder, own, facts) : notAsked(facts),
  ]);
  return faces.toSorted((a, b) => faceNames.indexOf(a.face) - faceNames.indexOf(b.face));
}

async function inEditor(folder: string, own: GoFound, face: EditorFace, facts: Facts): Promise<GoFace> {
  const told = causesOf(face, facts);
  if (face.program === 'terminal') told.push({ topic: 'command', message: say('whyGo.startFiles'), evidence: [] });
  return faceOf(face.program, folder, own, face.environment, told, facts);
}

/** Its start files have the last word. */
async function inTerminal(folder: string, own: GoFound, face: EditorFace, facts: Facts): Promise<GoFace> {
  const answer = await factsUnder(face.environment, facts).get(shellAnswer, 'terminal');
  if (answer.kind !== 'answer') return inEditor(folder, own, face, facts);
  const environment = { ...face.environment, variables: answer.variables };
  const told = [...causesOf(face, facts), ...shellStatements(answer)];
  return faceOf('terminal', folder, own, environment, told, facts);
}

async function inShell(folder: string, own: GoFound, facts: Facts): Promise<GoFace> {
  const answer = await facts.get(shellAnswer, 'login');
  if (answer.kind === 'no-shell') return silent('no-shell', say('whyGo.noShell'));
  if (answer.kind === 'no-answer')
    return silent('no-answer', say(`whyGo.noAnswer.${answer.reason}`, { shell: answer.shell }), [
      { topic: 'command', message: say('whyGo.shellAsked'), evidence: [commandOf(answer.command, '')] },
    ]);
  const environment = { ...facts.environment, configuredGo: undefined, variables: answer.variables };
  return faceOf('shell', folder, own, environment, shellStatements(answer), facts);
}

function notAsked({ environment }: Facts): GoFace {
  const shell = environment.variables['SHELL'] ?? '';
  if (environment.platform === 'win32' || !shell.startsWith('/')) return silent('no-shell', say('whyGo.noShell'));
  return silent('not-asked', say('whyGo.shellNotAsked', { shell }));
}

function silent(
  outcome: 'not-asked' | 'no-answer' | 'no-shell',
  head: Message,
  statements: GoFace['statements'] = [],
): GoFace {
  return { face: 'shell', outcome, command: undefined, runs: undefined, same: undefined, head, statements };
}

async function faceOf(
  name: FaceName,
  folder: string,
  own: GoFound,
  environment: Facts['environment'],
  told: readonly Statement<GoTopic>[],
  facts: Facts,
): Promise<GoFace> {
  const there = factsUnder(environment, facts);
  const found = await answerIn(folder, there);
  // The places where we look last are none of theirs.
  const nowhere = found.command?.source === 'well-known';
  const outcome = nowhere ? 'not-found' : found.outcome;
  const same =
    outcome === own.outcome &&
    found.runs?.toolchain === own.runs?.toolchain &&
    (nowhere ? undefined : found.command?.realPath) === own.command?.realPath;
  const known = new Set(own.statements.map(({ message }) => JSON.stringify(message)));
  const differing = found.statements.filter(
    ({ topic, message }) => compared[name].includes(topic) && !known.has(JSON.stringify(message)),
  );
  const notFound = await whyNotFound(there);
  return {
    face: name,
    outcome,
    command: nowhere ? undefined : found.command,
    runs: nowhere ? undefined : found.runs,
    same,
    head: nowhere || outcome === 'not-found' ? notFound : same ? sameGo(found) : found.head,
    statements: same && told.length === 0 ? [] : [...told, ...(nowhere ? [] : differing)],
  };
}

/** A program of that name that is no Go is run there all the same. */
async function whyNotFound(facts: Facts): Promise<Message> {
  const { refused, looked } = await facts.get(goInstallation);
  const foreign = refused.find(({ why, path }) => why === 'no-goroot' && looked.includes(dirname(path)));
  if (foreign === undefined) return say('whyGo.notFoundThere');
  return say('whyGo.foreignThere', { path: nativePath(facts.environment, foreign.path) });
}

function sameGo({ runs, head }: GoFound): Message {
  return runs ? say('whyGo.same', { toolchain: runs.toolchain }) : head;
}

/** What may be told of a face beside its causes. How the Go extension came to its go is no matter of PATH. */
const compared: Readonly<Record<FaceName, readonly GoTopic[]>> = {
  extension: ['goroot', 'setting', 'lines'],
  gopls: ['command', 'goroot', 'setting', 'lines'],
  terminal: ['command', 'goroot', 'setting', 'lines'],
  shell: ['command', 'goroot', 'setting', 'lines'],
};

function causesOf({ takes, prepended, settings, program }: EditorFace, facts: Facts): Statement<GoTopic>[] {
  const told: Statement<GoTopic>[] = [];
  if (program === 'extension' && takes) {
    const path = nativePath(facts.environment, takes.path);
    const evidence = takes.setting ? [lineOf(takes.setting.location)] : [];
    if (takes.why !== 'path')
      told.push({ topic: 'command', message: say(`whyGo.takes.${takes.why}`, { path }), evidence });
  }
  if (prepended !== undefined) {
    const message = say('whyGo.prepended', { folder: nativePath(facts.environment, prepended) });
    told.push({ topic: 'command', message, evidence: [] });
  }
  // Only what can change which go it is, or how go behaves.
  const telling = settings.filter(({ name }) => /^(?:C?GO[A-Z0-9_]*|PATH|Path|HOME|go)$/.test(name));
  return [...told, ...telling.filter((each) => each.name !== 'go').map(variableStatement)];
}

function variableStatement({ setting, name, value, location }: EditorSetting): Statement<GoTopic> {
  const message =
    value === undefined
      ? say('whyGo.settingTakesAway', { setting, name })
      : say('whyGo.settingGives', { setting, name, value });
  return { topic: 'setting', message, evidence: [lineOf(location)] };
}

function shellStatements(answer: Extract<ShellAnswer, { kind: 'answer' }>): readonly Statement<GoTopic>[] {
  const { command, variables, go, shell } = answer;
  const output = [`PATH=${variables['PATH'] ?? ''}`, ...(go === undefined ? [] : [go])].join('\n');
  const message = go === undefined ? say('whyGo.shellKnowsNone', { shell }) : say('whyGo.shellSays', { shell, go });
  return [{ topic: 'command', message, evidence: [commandOf(command, output)] }];
}

function commandOf(command: string, output: string): Statement['evidence'][number] {
  return { kind: 'command', command, output };
}
