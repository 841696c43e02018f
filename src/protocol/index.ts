/** The façade: everything that client and server share. */
export * from './answers';
export * from './buildMatrix';
export * from './commands';
export * from './editorTarget';
export * from './fixes';
export * from './graphView';
export * from './ignoreComment';
export * from './matrixView';
export * from './moduleGraph';
export * from './pages';
export * from './rpc';
export * from './run';
export * from './session';
export * from './state';
export * from './vet';
export type {
  Confidence,
  Family,
  Fix,
  GoInfo,
  MatrixCell,
  OutcomeKind,
  Profile,
  Requirement,
  Severity,
  Summary,
  TargetOrigin,
  Unknown,
  Verdict,
} from '../engine/index';
