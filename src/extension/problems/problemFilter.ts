import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../base/disposable';
import { judgeOverlap, mayGiveWay, type ForeignProblem, type OverlapMode, type OwnProblem } from './overlap';

/** How long Problems that may have to give way wait after they are first seen: gopls answers a save within about 3 s. */
const graceMs = 4000;

type Publish = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

interface Received {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
  readonly publish: Publish;
  /** by identity of the Problem: when it was first seen */
  readonly firstSeen: ReadonlyMap<string, number>;
}

/**
 * Stands between the server's diagnostics and the Problems panel: hides those that gopls or the Go extension really
 * publishes, and shows them again when the other goes away. The tree is not filtered.
 */
export class ProblemFilter implements Disposable {
  readonly #received = new Map<string, Received>();
  readonly #shown = new Map<string, string>();
  readonly #ownSource: string;
  readonly #mode: () => OverlapMode;
  readonly #listeners: readonly Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(ownSource: string, mode: () => OverlapMode) {
    this.#ownSource = ownSource;
    this.#mode = mode;
    this.#listeners = [
      vscode.languages.onDidChangeDiagnostics((event) => {
        for (const uri of event.uris) {
          const received = this.#received.get(uri.toString());
          if (received) this.#show(received);
        }
      }),
      // The mode is a setting, and the server knows nothing of it.
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('goPreflight')) this.#showAll();
      }),
    ];
  }

  /** What the server published for a file; `publish` hands on what is to be shown. */
  receive(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[], publish: Publish): void {
    const before = this.#received.get(uri.toString())?.firstSeen;
    const now = Date.now();
    const firstSeen = new Map(
      diagnostics.map((diagnostic) => [identity(diagnostic), before?.get(identity(diagnostic)) ?? now]),
    );
    const received = { uri, diagnostics, publish, firstSeen };
    if (diagnostics.length === 0) this.#received.delete(uri.toString());
    else this.#received.set(uri.toString(), received);
    this.#shown.delete(uri.toString());
    this.#show(received);
  }

  dispose(): void {
    disposeAll(this.#listeners);
    clearTimeout(this.#timer);
  }

  #show(received: Received): void {
    const { uri } = received;
    const foreign = vscode.languages
      .getDiagnostics(uri)
      .filter((diagnostic) => diagnostic.source !== undefined && diagnostic.source !== this.#ownSource)
      .map((diagnostic) => foreignProblem(uri, diagnostic));
    const visible = received.diagnostics.flatMap((diagnostic) => this.#judge(received, diagnostic, foreign));
    const signature = JSON.stringify(
      visible.map((diagnostic) => [identity(diagnostic), diagnostic.relatedInformation?.length]),
    );
    if (this.#shown.get(uri.toString()) === signature) return;
    this.#shown.set(uri.toString(), signature);
    received.publish(uri, visible);
  }

  #judge(received: Received, diagnostic: vscode.Diagnostic, foreign: readonly ForeignProblem[]): vscode.Diagnostic[] {
    const own = ownProblem(received.uri, diagnostic);
    const mode = this.#mode();
    if (mode === 'off') return mayGiveWay(own.check) ? [] : [diagnostic];
    if (mode === 'defer' && mayGiveWay(own.check) && isGoExtensionThere()) {
      const since = received.firstSeen.get(identity(diagnostic)) ?? 0;
      const left = since + graceMs - Date.now();
      if (left > 0) {
        this.#lookAgainIn(left);
        return [];
      }
    }
    const verdict = judgeOverlap(own, foreign, mode);
    if (verdict.kind === 'hide') return [];
    if (verdict.kind === 'keep') return [diagnostic];
    return [withExplanation(diagnostic, received.uri, verdict.because)];
  }

  #lookAgainIn(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#showAll();
    }, delayMs);
  }

  #showAll(): void {
    for (const received of this.#received.values()) this.#show(received);
  }
}

/** The wait makes sense only where somebody could publish the same. */
function isGoExtensionThere(): boolean {
  return vscode.extensions.getExtension('golang.go')?.isActive === true;
}

function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

function identity(diagnostic: vscode.Diagnostic): string {
  const { start, end } = diagnostic.range;
  const place = [start.line, start.character, end.line, end.character].join(':');
  return `${codeOf(diagnostic)} ${place} ${String(diagnostic.severity)} ${diagnostic.message}`;
}

function ownProblem(uri: vscode.Uri, diagnostic: vscode.Diagnostic): OwnProblem {
  const data = (diagnostic as { data?: { about?: unknown } }).data;
  const about = Array.isArray(data?.about) ? data.about.filter((word): word is string => typeof word === 'string') : [];
  return { check: codeOf(diagnostic), file: uri.toString(), line: diagnostic.range.start.line, about };
}

function foreignProblem(uri: vscode.Uri, diagnostic: vscode.Diagnostic): ForeignProblem {
  const words = ['error', 'warning', 'info', 'hint'] as const;
  return {
    source: diagnostic.source ?? '',
    message: diagnostic.message,
    severity: words[diagnostic.severity],
    file: uri.toString(),
    line: diagnostic.range.start.line,
  };
}

function withExplanation(diagnostic: vscode.Diagnostic, uri: vscode.Uri, because: ForeignProblem): vscode.Diagnostic {
  const copy = new vscode.Diagnostic(diagnostic.range, diagnostic.message, diagnostic.severity);
  Object.assign(copy, diagnostic);
  const place = new vscode.Location(uri, new vscode.Position(because.line, 0));
  const said = new vscode.DiagnosticRelatedInformation(place, `${because.source}: ${because.message}`);
  copy.relatedInformation = [...(diagnostic.relatedInformation ?? []), said];
  return copy;
}
