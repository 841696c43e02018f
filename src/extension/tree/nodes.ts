import type { CheckState, FamilyState, FindingState, OutcomeState, Profile, Status } from '../../protocol/index';
import type { FolderView } from '../results';

/**
 * The rows of the tree as plain data: folder (where there are several) → family → check → module (where there are several)
 * → finding. In a family with something to see, the checks that are fine wait in one closed row. Built from the server's state, which is sorted worst first already.
 */
export type Node = FolderNode | FamilyNode | FineNode | CheckNode | ModuleNode | FindingNode | ReasonNode;

interface NodeBase {
  /** stable over runs, so that expansion and selection survive */
  readonly id: string;
  readonly folder: string;
  readonly parent: Node | undefined;
}

export interface FolderNode extends NodeBase {
  readonly kind: 'folder';
  readonly view: FolderView;
  /** a row that shows the verdict above the families, or one that holds them */
  readonly holdsFamilies: boolean;
}

export interface FamilyNode extends NodeBase {
  readonly kind: 'family';
  readonly family: FamilyState;
}

/** The checks of a family that passed or do not apply. */
export interface FineNode extends NodeBase {
  readonly kind: 'fine';
  readonly checks: readonly CheckState[];
}

export interface CheckNode extends NodeBase {
  readonly kind: 'check';
  readonly check: CheckState;
}

export interface ModuleNode extends NodeBase {
  readonly kind: 'module';
  readonly subject: string;
  readonly check: CheckState;
  readonly findings: readonly FindingState[];
}

export interface FindingNode extends NodeBase {
  readonly kind: 'finding';
  readonly finding: FindingState;
}

/** Why an outcome is unknown or failed. What does not apply says so in the row of its check. */
export interface ReasonNode extends NodeBase {
  readonly kind: 'reason';
  readonly check: CheckState;
  readonly outcome: OutcomeState;
}

/** Whether a command was given a row: from the palette it gets nothing, from elsewhere something else. */
export function isNode(target: unknown): target is Node {
  const { kind, folder } = (target ?? {}) as Partial<Node>;
  return typeof kind === 'string' && typeof folder === 'string';
}

const fine: readonly Status[] = ['passed', 'not-applicable'];

export function isFine(status: Status): boolean {
  return fine.includes(status);
}

/** Each includes those before it. */
const profiles: readonly Profile[] = ['static', 'offline', 'network', 'build'];

/** Whether a check has something to tell those who want to see what fails: what nobody asked for is no lack. */
function isLoud({ status, profile }: CheckState, { result }: FolderView): boolean {
  return (
    !isFine(status) && !(status === 'unknown' && profiles.indexOf(profile) > profiles.indexOf(result.requestedProfile))
  );
}

/**
 * @param filtered leave out what passed, what does not apply, and what is above the requested profile
 * @returns nothing where all of that is fine: the view then says so, with the way back
 */
export function rootNodes(folders: readonly FolderView[], filtered: boolean): readonly Node[] {
  if (filtered && folders.every(isAllFine)) return [];
  const several = folders.length > 1;
  return folders.flatMap((view): readonly Node[] => {
    const node: FolderNode = {
      kind: 'folder',
      id: view.folder,
      folder: view.folder,
      parent: undefined,
      view,
      holdsFamilies: several,
    };
    return several ? [node] : [node, ...familyNodes(view, undefined, filtered)];
  });
}

function isAllFine(view: FolderView): boolean {
  return view.failure === undefined && !view.result.partial && familyNodes(view, undefined, true).length === 0;
}

export function childNodes(node: Node, filtered: boolean): readonly Node[] {
  switch (node.kind) {
    case 'folder':
      return node.holdsFamilies ? familyNodes(node.view, node, filtered) : [];
    case 'family':
      return checkNodes(node, filtered);
    case 'fine':
      return node.checks.map((check) => checkNode(node, check));
    case 'check':
      return outcomeNodes(node);
    case 'module':
      return node.findings.map((finding) => findingNode(node, finding));
    case 'finding':
    case 'reason':
      return [];
  }
}

function checkNodes(family: FamilyNode, filtered: boolean): readonly Node[] {
  const { checks } = family.family;
  const loud = checks.filter(({ status }) => !isFine(status)).map((check) => checkNode(family, check));
  const fine = checks.filter(({ status }) => isFine(status));
  if (filtered || fine.length === 0) return loud;
  if (loud.length === 0) return fine.map((check) => checkNode(family, check));
  return [...loud, { kind: 'fine', id: `${family.id}~`, folder: family.folder, parent: family, checks: fine }];
}

function checkNode(parent: FamilyNode | FineNode, check: CheckState): CheckNode {
  return { kind: 'check', id: `${parent.id}/${check.id}`, folder: parent.folder, parent, check };
}

function familyNodes(view: FolderView, parent: Node | undefined, filtered: boolean): readonly FamilyNode[] {
  const { families } = view.result;
  const shown = filtered ? families.flatMap((family) => loudPart(family, view)) : families;
  return shown.map((family) => ({
    kind: 'family',
    id: `${view.folder}#${family.family}`,
    folder: view.folder,
    parent,
    family,
  }));
}

function loudPart(family: FamilyState, view: FolderView): FamilyState[] {
  const checks = family.checks.filter((check) => isLoud(check, view));
  return checks.length > 0 ? [{ ...family, checks }] : [];
}

/** A module level only where the folder has more than one module. */
function outcomeNodes(node: CheckNode): readonly Node[] {
  const { check } = node;
  const findings = check.outcomes.flatMap((outcome) => outcome.findings);
  const subjects = [...new Set(findings.map(({ subject }) => subject))];
  const reasons = check.outcomes
    .filter(({ kind, reason }) => reason !== undefined && kind !== 'not-applicable')
    .map((outcome, at): ReasonNode => ({
      kind: 'reason',
      id: `${node.id}?${at}`,
      folder: node.folder,
      parent: node,
      check,
      outcome,
    }));
  if (subjects.length < 2) return [...findings.map((finding) => findingNode(node, finding)), ...reasons];
  const modules = subjects.map((subject): ModuleNode => ({
    kind: 'module',
    id: `${node.id}@${subject}`,
    folder: node.folder,
    parent: node,
    subject,
    check,
    findings: findings.filter((finding) => finding.subject === subject),
  }));
  return [...modules, ...reasons];
}

function findingNode(parent: Node, finding: FindingState): FindingNode {
  return { kind: 'finding', id: `${parent.id}!${finding.fingerprint}`, folder: parent.folder, parent, finding };
}
