import { checkOutcomes, type CheckOutcomes, type Finding, type Message, type RunResult } from '../engine/index';

/** What `go vet` said of findings, by their fingerprints, until a file changes. */
export class Trials {
  readonly #said = new Map<string, Message>();

  keep(fingerprint: string, said: Message): void {
    this.#said.set(fingerprint, said);
  }

  forget(): void {
    this.#said.clear();
  }

  /** The findings with what was said of them. */
  onFindings(findings: readonly Finding[]): readonly Finding[] {
    if (!findings.some(({ fingerprint }) => this.#said.has(fingerprint))) return findings;
    return findings.map((finding) => {
      const trial = this.#said.get(finding.fingerprint);
      return trial ? { ...finding, trial } : finding;
    });
  }

  on(result: RunResult): RunResult {
    const findings = this.onFindings(result.findings);
    if (findings === result.findings) return result;
    const byCheck = result.byCheck.map((group) => this.#onGroup(group));
    return { ...result, byCheck, outcomes: byCheck.flatMap(({ outcomes }) => outcomes), findings };
  }

  #onGroup(group: CheckOutcomes): CheckOutcomes {
    if (this.onFindings(group.findings) === group.findings) return group;
    const { check: id, family, outcomes } = group;
    return checkOutcomes(
      { id, family },
      outcomes.map((outcome) => ({ ...outcome, findings: this.onFindings(outcome.findings) })),
    );
  }
}
