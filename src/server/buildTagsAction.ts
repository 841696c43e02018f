import type { Finding } from '../engine/index';
import { commandIds, type BuildTagsReference } from '../protocol/index';
import type { Action, ActionContext } from './codeActions';

/** Checks whose finding is about files that only a build with a tag takes; its message names the tag. */
const aboutTags: ReadonlySet<string> = new Set(['tag-never-enabled', 'tagged-tests-never-run']);

/** Lets the editor build with the tag that a file waits for, so that gopls reads it. */
export function buildTagsAction(finding: Finding, { catalogue, commands, folder }: ActionContext): Action[] {
  const { tag } = finding.message.args;
  if (!commands || !aboutTags.has(finding.check) || typeof tag !== 'string') return [];
  const reference: BuildTagsReference = { folder, tag };
  return [
    {
      title: catalogue.render({ id: 'server.setBuildTags', args: { tag } }),
      kind: 'fix',
      preferred: false,
      command: { id: commandIds.setBuildTags, args: [reference] },
    },
  ];
}
