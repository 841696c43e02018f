import * as vscode from 'vscode';

/** A notification of ours that waits for an answer. */
export interface ShownQuestion {
  readonly text: string;
  /** its buttons, the first of them first */
  readonly answers: readonly string[];
}

/** Asks in notifications that wait for an answer, and knows which of them are open. */
export class Questions {
  readonly #open = new Set<ShownQuestion>();

  /** What is asked now, the oldest first. */
  get shown(): readonly ShownQuestion[] {
    return [...this.#open];
  }

  /** @returns the answer; undefined when the person closed the notification */
  async ask<Answer extends string>(text: string, ...answers: Answer[]): Promise<Answer | undefined> {
    const question = { text, answers };
    this.#open.add(question);
    try {
      return await vscode.window.showInformationMessage(text, ...answers);
    } finally {
      this.#open.delete(question);
    }
  }
}
