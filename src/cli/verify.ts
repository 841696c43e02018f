import { Limiter } from '../base/limiter';
import { relativeWithin } from '../base/paths';
import {
  createEngine,
  say,
  type Catalogue,
  type Check,
  type Config,
  type Engine,
  type Finding,
  type Message,
  type Ports,
  type RunResult,
} from '../engine/index';
import { printable } from '../report/printable';
import { applyFixes, type Refused } from './fix/applyFixes';
import type { Fixes } from './fix/fixesText';
import { candidatesOf, type Candidate } from './fix/planFixes';
import type { CliHost, OpenPorts } from './host';
import type { Progress } from './progress';
import { RecordingFiles } from './recordingFiles';

/** A fix can uncover the next one; a handful of rounds settles what is going to settle. */
const mostRounds = 8;

export interface VerifyRequest {
  readonly root: string;
  readonly config: Config;
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
  readonly fix: boolean;
}

export interface Verified {
  readonly result: RunResult;
  /** texts of the files that findings are in */
  readonly sources: ReadonlyMap<string, string>;
  /** what was done about the findings; undefined without `--fix` */
  readonly fixes: Fixes | undefined;
}

/** One verification, with fixes and their verification when asked for. */
export class Verification {
  readonly #files: RecordingFiles;
  readonly #engine: Engine;
  readonly #open: OpenPorts;
  readonly #clock: Ports['clock'];
  readonly #host: CliHost;
  readonly #progress: Progress;
  readonly #catalogue: Catalogue;
  readonly fixed: Candidate[] = [];

  constructor(open: OpenPorts, host: CliHost, progress: Progress, catalogue: Catalogue, checks?: readonly Check[]) {
    const { ports } = open;
    this.#open = open;
    this.#files = new RecordingFiles(ports.files);
    this.#clock = ports.clock;
    this.#host = host;
    this.#progress = progress;
    this.#catalogue = catalogue;
    this.#engine = createEngine({ ...ports, files: this.#files }, checks);
  }

  async run(request: VerifyRequest): Promise<Verified> {
    let result = await this.#once(request);
    let fixes: Fixes | undefined;
    if (request.fix) ({ result, fixes } = await this.#fix(request, result));
    await this.#progress.clear();
    return { result, sources: await this.#sources(result.findings), fixes };
  }

  async #fix(request: VerifyRequest, first: RunResult): Promise<{ result: RunResult; fixes: Fixes }> {
    const refused = new Map<string, Refused>();
    const tried = new Set<string>();
    const keyOf = ({ finding, fix }: Candidate): string => `${finding.fingerprint} ${JSON.stringify(fix.edits)}`;
    let result = first;
    for (let round = 0; round < mostRounds; round++) {
      const candidates = candidatesOf(result.findings).filter((candidate) => !tried.has(keyOf(candidate)));
      if (candidates.length === 0) break;
      const applied = await applyFixes(candidates, {
        root: request.root,
        files: this.#files,
        host: this.#host,
        name: (file) => relativeWithin(request.root, file) ?? file,
      });
      for (const candidate of candidates) if (!applied.deferred.includes(candidate)) tried.add(keyOf(candidate));
      for (const refusal of applied.refused) refused.set(refusal.finding.fingerprint, refusal);
      this.fixed.push(...applied.fixed);
      if (applied.changed.length === 0) break;
      this.#files.forget(applied.changed);
      this.#open.invalidate(applied.changed);
      this.#engine.invalidate(applied.changed);
      result = await this.#once(request);
    }
    const present = new Set(result.findings.map(({ fingerprint }) => fingerprint));
    const stillThere = result.findings.filter(({ fingerprint }) =>
      this.fixed.some(({ finding }) => finding.fingerprint === fingerprint),
    );
    const fixed = this.fixed.filter(({ finding }) => !present.has(finding.fingerprint));
    return { result, fixes: { fixed, refused: [...refused.values()], stillThere } };
  }

  async #once({ root, config, only, skip }: VerifyRequest): Promise<RunResult> {
    const tell = (message: Message): void => {
      this.#progress.show(() => printable(this.#catalogue.render(message)), this.#clock.now());
    };
    tell(say('cli.progress', { folder: root }));
    return this.#engine.run(
      { root, config, granted: config.profile, ...(only && { only }), ...(skip && { skip }) },
      this.#host.signal,
      {
        onProgress: (done, total, check) => tell(say('cli.progressCount', { folder: root, done, total, check })),
      },
    );
  }

  /** The texts that findings were made from, for their frames. */
  async #sources(findings: readonly Finding[]): Promise<Map<string, string>> {
    const names = [...new Set(findings.flatMap(({ location }) => (location ? [location.file] : [])))];
    const limiter = new Limiter(16);
    const texts = await Promise.all(
      names.map((file) =>
        limiter.run(async (): Promise<[string, string] | undefined> => {
          const content = await this.#files.judged(file);
          if (content.kind !== 'file') return undefined;
          return [file, new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.bytes)];
        }),
      ),
    );
    return new Map(texts.filter((entry) => entry !== undefined));
  }
}
