/** The façade of the engine: the only file that other layers import. */
export { allChecks } from './checks/registry';
export * from './engine';
export * from './messages';
export * from './ports';
export { compare } from './snapshot/compare';
export type { Comparison, Difference, NotCompared } from './snapshot/difference';
export { isWordOfGo } from './snapshot/wordsOfGo';
export { readSide, type SideFile } from './snapshot/readSide';
export { settingOf as settingOfSide, sideOfSnapshot, type Side } from './snapshot/side';
export { snapshotMessages } from './snapshot/snapshotMessages';
export { takeSnapshot, type SnapshotOptions } from './snapshot/takeSnapshot';
export { snapshotKind, snapshotVersion, type Snapshot } from './snapshot/snapshot';
export { isSet, whereFrom, type EnvironmentAnswer, type EnvironmentRow } from './ask/environmentAnswer';
export { environmentMessages } from './ask/environmentMessages';
export { buildLens, type BuildLens } from './ask/buildLens';
export {
  buildMatrix,
  isConditional,
  matrixCounts,
  type BuildMatrix,
  type MatrixCounts,
  type MatrixPackage,
  type MatrixScope,
} from './ask/buildMatrix';
export { tagKind } from './constraints/tagKind';
export { isBuilt, type MatrixCell, type MatrixCondition } from './ask/matrixCells';
export { matrixMessages } from './ask/matrixMessages';
export type { MatrixTarget, TargetOrigin } from './ask/matrixTargets';
export { fileLinks, type FileLink } from './ask/fileLinks';
export {
  graphModule,
  graphOverview,
  type GraphModule,
  type GraphOverview,
  type ListedModule,
} from './ask/graphOverview';
export { whyGo, type GoAnswer } from './ask/goAnswer';
export type { RunningGo } from './ask/goAnswerIn';
export type { AskShell, GoFace } from './ask/goFaces';
export { goMessages } from './ask/goMessages';
export { goTopics, type GoTopic } from './ask/goTopics';
export { tagCompletions, type TagCompletion } from './ask/constraintCompletion';
export { mayBeConstraint } from './ask/constraintHover';
export { hoverAt } from './ask/hover';
export type { Hover } from './ask/hoverContent';
export { askMessages } from './ask/messages';
export type { AskedVersion, Requirement, SumState } from './ask/moduleAnswer';
export { chainText, moduleSentences } from './ask/moduleSentences';
export { openQuestions } from './ask/openQuestions';
export type { Question } from './ask/question';
export { vetFinding, vetTargetOf, type Trial, type VetTarget, type VetVerdict } from './ask/vetFinding';
export type { Evidence, Statement } from './ask/statement';
export { versionMessages } from './ask/versionMessages';
export { versionTable, type VersionRow, type VersionTable } from './ask/versionTable';
export { sumTokenKinds, sumTokens, type SumToken, type SumTokenKind } from './ask/sumTokens';
export * from './config/config';
export * from './config/loadConfig';
export { settingDeclarations } from './config/schema';
export type { ConfigProblem } from './config/problem';
export type { ConfigLayer } from './config/readConfig';
export * from './fix/applyEdits';
export * from './fix/applyForm';
export * from './fix/goForFix';
export * from './l10n/catalogue';
export * from './model/check';
export * from './model/contents';
export * from './model/finding';
export * from './model/fix';
export * from './model/headers';
export * from './model/message';
export * from './model/outcome';
export * from './model/range';
export * from './model/report';
export * from './model/severity';
export * from './model/importedNames';
export * from './model/symbols';
export * from './model/tree';
export { checkOutcomes } from './run/checkOutcomes';
export type { RunObserver } from './run/jobs';
export type { VariableLayer } from './facts/environment/environmentVariable';
export { Cancelled } from './facts/factStore';
export { headBytes } from './parse/goHeaderSummary';
export { FolderSymbolReader } from './symbols/folderSymbols';
export { ImportedNameReader } from './symbols/importedUses';
export { TreeIndex, type TreeOptions } from './tree/treeIndex';
export { noChildren, type Folder } from './tree/folder';
export { LiveTree, type ShownTexts } from './tree/liveTree';
export type { DividedWalk } from './tree/dividedWalk';
export { isSkippedFolder } from './tree/treeRules';
export { HeaderNames } from './parse/headerNames';
export { emptyTable, type HeaderTable, type TableGrowth } from './parse/headerTable';
export { Renumbering } from './parse/renumbering';
export { PackedDirectory, packFolders, renumber, rowLength } from './tree/packedDirectory';
export type { TreeWalk } from './tree/treeWalk';
export { applyTreeDelta, type PackedTree, type TreeDelta } from './tree/treeDelta';
export type { ReadFailure, TreeEntry, TreeReader } from './tree/treeReader';
export type { ContentReader, FileStamp } from './tree/contentReader';
export { FolderComparer } from './tree/folderComparer';
export { FolderHeaderReader } from './tree/folderHeaders';
export { FolderHasher, type FolderHashing } from './tree/folderHasher';
