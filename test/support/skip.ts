interface Bearer {
  readonly type?: 'hook' | 'test';
  readonly parent?: Bearer;
  skipReason?: string;
}

/**
 * Skips the test, or from a `before` hook its whole suite, with the reason that `npm test` counts and prints. In CI a skip
 * is a failure. `before(function () { if (noGo) skip(this, 'needs go'); })`
 */
export function skip(context: Mocha.Context, reason: string): never {
  const runnable = context.runnable() as unknown as Bearer;
  const bearer = runnable.type === 'hook' ? (runnable.parent ?? runnable) : runnable;
  bearer.skipReason = reason;
  return context.skip();
}
