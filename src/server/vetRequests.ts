import { vetTargetOf, type Finding } from '../engine/index';
import { commandIds, type VetAnswer, type VetParams } from '../protocol/index';
import type { Action, ActionContext } from './codeActions';
import { folderOf, type Handler } from './fixRequests';

export function readVetParams({ folder, fingerprint }: Readonly<Record<string, unknown>>): VetParams | undefined {
  return typeof folder === 'string' && typeof fingerprint === 'string' ? { folder, fingerprint } : undefined;
}

export const vet: Handler<VetParams, VetAnswer> = async (params, { folders, catalogue }, signal) => {
  await folders.ready();
  const folder = folderOf(params.folder, folders);
  if (folder.setup.granted === 'static')
    return { kind: 'not-trusted', reason: catalogue.render({ id: 'server.fix.notTrusted', args: {} }) };
  const verdict = await folder.vet(params.fingerprint, signal);
  return verdict ? { kind: verdict.kind, said: catalogue.render(verdict.said) } : { kind: 'none' };
};

/** Asks go, for one of the targets on which the finding shows. */
export function vetAction(finding: Finding, { catalogue, commands, folder }: ActionContext): Action[] {
  const target = finding.location && vetTargetOf(finding);
  if (!commands || target === undefined || finding.family !== 'build-tags') return [];
  const params: VetParams = { folder, fingerprint: finding.fingerprint };
  return [
    {
      title: catalogue.render({ id: 'server.vet', args: { target: target.name } }),
      kind: 'fix',
      preferred: false,
      command: { id: commandIds.vetFinding, args: [params] },
    },
  ];
}
