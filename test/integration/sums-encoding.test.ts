import assert from 'node:assert/strict';
import { gosumEncoding } from '../../src/engine/checks/sums/gosum-encoding';
import { describeSumWorld } from '../support/describeSumWorld';
import { verifyOnDisk } from '../support/diskEngine';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

const module = {
  'go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n',
  'main.go': imports('main', 'example.com/quote') + '\nfunc main() {}\n',
};

/** What go says of a go.sum, and what the check has to say of it. */
interface State {
  readonly name: string;
  readonly sums: Buffer;
  /** what go vet says; undefined where it is content */
  readonly go: RegExp | undefined;
  /** what the check says; undefined where it is not its business */
  readonly severity: 'error' | 'warning' | undefined;
  readonly tidy: 'offered and repairs' | 'of no use' | 'not known and repairs' | undefined;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** @param tidy with quote's lines first */
function statesOf(tidy: string): readonly State[] {
  const crlf = tidy.replaceAll('\n', '\r\n');
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const [first = ''] = tidy.split('\n');
  const missing = /missing go\.sum entry/;
  const malformed = /malformed go\.sum/;
  const mismatch = /checksum mismatch/;
  const repairs = { tidy: 'offered and repairs' } as const;
  const useless = { tidy: 'of no use' } as const;
  const error = { severity: 'error' } as const;
  const warning = { severity: 'warning' } as const;
  const needless = first.replace('example.com/quote', 'example.com/old');
  const inFirst = (at: RegExp, byte: string): Buffer => latin1(tidy.replace(at, `$&${byte}`));
  return [
    { name: 'plain', sums: Buffer.from(tidy), go: undefined, severity: undefined, tidy: undefined },
    { name: 'CR LF', sums: Buffer.from(crlf), go: undefined, severity: undefined, tidy: undefined },
    { name: 'mark, LF', sums: Buffer.from(`\ufeff${tidy}`), go: missing, ...error, ...repairs },
    { name: 'mark, CR LF', sums: Buffer.from(`\ufeff${crlf}`), go: missing, ...error, ...repairs },
    { name: 'mark, needless', sums: Buffer.from(`\ufeff${needless}\n${tidy}`), go: undefined, ...warning, ...repairs },
    // gosum-malformed-line says that go stops.
    { name: 'mark, blank line', sums: Buffer.from(`\ufeff\n${tidy}`), go: malformed, ...warning, ...useless },
    { name: 'UTF-16 LE, LF', sums: utf16(`\ufeff${tidy}`), go: malformed, ...error, ...repairs },
    { name: 'UTF-16 LE, CR LF', sums: utf16(`\ufeff${crlf}`), go: malformed, ...error, ...repairs },
    { name: 'UTF-16 BE, LF', sums: utf16(`\ufeff${tidy}`).swap16(), go: missing, ...error, ...repairs },
    { name: 'UTF-16 BE, CR LF', sums: utf16(`\ufeff${crlf}`).swap16(), go: malformed, ...error, ...repairs },
    { name: 'UTF-16 LE, no mark', sums: utf16(tidy), go: malformed, ...error, ...repairs },
    // The missing hash is told by gosum-missing-zip-hash, the wrong one by gosum-bad-hash.
    { name: 'NUL in a path', sums: inFirst(/^example/, '\0'), go: missing, ...warning, ...repairs },
    { name: 'NUL in a version', sums: inFirst(/^\S+ v1/, '\0'), go: missing, ...warning, ...repairs },
    { name: 'NUL in a hash', sums: inFirst(/^\S+ \S+ h1:/, '\0'), go: mismatch, ...warning, ...useless },
    { name: 'NUL at the end', sums: latin1(`${tidy}${'\0'.repeat(512)}`), go: malformed, ...error, ...useless },
    { name: 'NUL alone', sums: Buffer.alloc(512), go: malformed, ...error, ...repairs },
    { name: 'Latin-1 in a path', sums: inFirst(/^example/, '\u00fc'), go: missing, ...warning, ...repairs },
    { name: 'Latin-1 in a hash', sums: inFirst(/^\S+ \S+ h1:/, '\u00fc'), go: mismatch, ...warning, ...useless },
    { name: 'Latin-1 before a hash', sums: inFirst(/^\S+ \S+ /, '\u00fc'), go: missing, ...warning, ...useless },
    { name: 'Latin-1 note', sums: latin1(`${tidy}# f\u00fcr\n`), go: malformed, ...warning, ...useless },
    {
      name: 'Latin-1 in a needless hash',
      sums: latin1(`${tidy}${needless.replace('h1:', 'h1:\u00fc')}\n`),
      go: undefined,
      ...warning,
      tidy: 'not known and repairs',
    },
  ];
}

describeSumWorld('go.sum in other encodings', (world) => {
  it('go says what the check says, and go mod tidy is offered only where it repairs the file', async () => {
    const folder = await TemporaryFolder.create(module);
    try {
      world().goOnline(folder.path, ['mod', 'tidy']);
      world().goOnline(folder.path, ['vet', './...']);
      const goMod = await folder.read('go.mod');
      const lines = (await folder.read('go.sum')).trimEnd().split('\n');
      const own = lines.filter((line) => line.startsWith('example.com/quote v1.5.2 '));
      const tidy = [...own, ...lines.filter((line) => !own.includes(line))].map((line) => `${line}\n`).join('');
      for (const { name, sums, go, severity, tidy: wanted } of statesOf(tidy)) {
        await folder.write({ 'go.mod': goMod, 'go.sum': sums });
        const vet = world().go(folder.path, ['vet', './...']);
        if (go === undefined) assert.equal(vet.code, 0, `${name}: ${vet.output}`);
        else assert.match(vet.output, go, name);
        const verify = async () => (await verifyOnDisk(folder.path, [gosumEncoding], world().variables)).findings;
        const [finding] = await verify();
        assert.equal(finding?.severity, severity, name);
        if (finding === undefined) continue;
        const offered = finding.fixes.some((fix) => fix.kind === 'command');
        world().tidyOnline(folder.path);
        const left = await verify();
        const complaint = world().complaint(folder.path);
        const repairs = left.length === 0 && complaint === undefined;
        const said = offered
          ? repairs
            ? 'offered and repairs'
            : 'offered in vain'
          : repairs
            ? 'not known and repairs'
            : 'of no use';
        assert.equal(said, wanted, `${name}: ${complaint ?? ''}`);
      }
    } finally {
      await folder.remove();
    }
  });
});
