/** The façade: everything that client and server share. */
export * from './commands';
export * from './fixes';
export * from './pages';
export * from './rpc';
export * from './run';
export * from './session';
export * from './state';
export type {
  Confidence,
  Family,
  Fix,
  GoInfo,
  OutcomeKind,
  Profile,
  Severity,
  Summary,
  Unknown,
  Verdict,
} from '../engine/index';
