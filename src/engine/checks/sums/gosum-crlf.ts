import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { lineRange } from '../../model/range';
import { readableSums } from './readableSums';
import { goSumPath } from './sumFixes';

/** Lines that end with CR LF. */
export const gosumCrlf: ModuleCheck = {
  id: 'gosum-crlf',
  family: 'sums',
  scope: 'module',
  title: 'go.sum ends its lines with LF',
  why: 'Builds are fine, but go mod tidy -diff reports every line, and go mod tidy does not repair them.',
  fix: 'Convert the file to LF and add "go.sum text eol=lf" to .gitattributes.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    crlf: 'go.sum ends {lines} of its lines with CR LF; go mod tidy -diff reports them, and go mod tidy does not repair them',
    checkout:
      'go.sum ends its lines with CR LF, as go.mod does: probably a checkout with core.autocrlf; go mod tidy -diff reports it',
    convert: 'Convert the file to LF',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const { firstCrLf, crLfCount, lineCount } = sums.file.parsed;
    if (firstCrLf === undefined) return passed;
    const goMod = await facts.readText(`${module.dir}/go.mod`);
    // What git converts, it converts in every text file: then the repository itself may be innocent.
    const checkout = crLfCount === lineCount && goMod?.includes('\r\n') === true;
    const length = (sums.file.text.split('\n', firstCrLf + 1)[firstCrLf] ?? '').length;
    return found([
      {
        message: checkout ? say('checkout') : say('crlf', { lines: crLfCount }),
        severity: checkout ? 'hint' : 'warning',
        location: { file: sums.path, range: lineRange(firstCrLf, 0, length - 1) },
        // What git wrote so it may write so again: that wants a decision.
        fixes: [
          {
            kind: 'edit',
            title: say('convert'),
            safe: !checkout,
            edits: [{ kind: 'form', file: sums.path, form: 'line-feeds' }],
          },
        ],
        key: 'crlf',
      },
    ]);
  },
};
