/** The façade of the engine: the only file that other layers import. */
export { allChecks } from './checks/registry';
export * from './engine';
export * from './messages';
export * from './ports';
export * from './config/config';
export * from './fix/applyEdits';
export * from './l10n/catalogue';
export * from './model/check';
export * from './model/finding';
export * from './model/fix';
export * from './model/message';
export * from './model/outcome';
export * from './model/range';
export * from './model/report';
export * from './model/severity';
export * from './model/tree';
export { Cancelled } from './facts/factStore';
