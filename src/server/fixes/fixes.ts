import { say, type Finding } from '../../engine/index';
import type { FixPreview, PreviewFixParams, SettingApplied } from '../../protocol/index';
import { failed, type FixContext } from './fixContext';
import { previewCommand } from './previewCommand';
import { previewEdit } from './previewEdit';
import { SettingFixes } from './settingFixes';

/** Works out fixes; the person's files stay as they are until the client, or `apply`, changes them. */
export class Fixes {
  readonly #settings = new SettingFixes();

  /**
   * @param finding as the last run found it; undefined where it is gone
   * @param mayRun whether the workspace is trusted
   */
  async preview(
    finding: Finding | undefined,
    { fixIndex, network }: Pick<PreviewFixParams, 'fixIndex' | 'network'>,
    mayRun: boolean,
    context: FixContext,
    signal: AbortSignal,
  ): Promise<FixPreview> {
    const fix = finding?.fixes[fixIndex];
    if (fix === undefined) return { kind: 'gone' };
    const title = context.render(fix.title);
    if (fix.kind === 'edit') return previewEdit(fix, title, context.ports.files, context.uriOf);
    if (!mayRun) return failed(context, say('server.fix.notTrusted'));
    if (fix.kind === 'setting') return this.#settings.preview(fix, title, context, signal);
    return previewCommand(fix, title, fix.needsNetwork || network === true, context, signal);
  }

  apply(token: string, context: Omit<FixContext, 'root'>, signal: AbortSignal): Promise<SettingApplied> {
    return this.#settings.apply(token, context, signal);
  }
}
