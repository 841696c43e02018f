/** The façade: everything that client and server share. */
export * from './answers';
export * from './commands';
export * from './fixes';
export * from './graphView';
export * from './moduleGraph';
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
  Requirement,
  Severity,
  Summary,
  Unknown,
  Verdict,
} from '../engine/index';
