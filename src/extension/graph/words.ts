import * as vscode from 'vscode';
import type { GraphWords } from '../../protocol/index';

/** The words of the module graph's page, in the language of the window. */
export function graphWords(): GraphWords {
  const { t } = vscode.l10n;
  return {
    filter: t('Filter modules'),
    filterHint: t('Filter by path or version'),
    kind: t('Kind of modules'),
    kinds: {
      all: t('All modules'),
      direct: t('Direct'),
      indirect: t('Indirect'),
      transitive: t('Not in go.mod'),
      raised: t('Raised above go.mod'),
      replaced: t('Replaced'),
      missing: t('Not in the module cache'),
    },
    modules: t('Modules'),
    shown: t('{0} of {1} modules'),
    labels: {
      direct: t('direct'),
      indirect: t('indirect'),
      transitive: t('not in go.mod'),
      raised: t('raised'),
      replaced: t('replaced'),
      missing: t('not in cache'),
    },
    refresh: t('Refresh'),
    goToLine: t('Go to its line in go.mod'),
    openGoMod: t('Open go.mod'),
    back: t('Back'),
    chain: t('Shortest chain of requirements'),
    versions: t('Who asks for which version'),
    selected: t('selected'),
    goMod: t('go.mod of the main module'),
    requires: t('What its go.mod requires'),
    requiresNothing: t('Nothing.'),
    notRead: {
      pruned: t('go does not read its go.mod here: graph pruning leaves out what no package of this module can need.'),
      missing: t('Not known: its go.mod is not in the module cache.'),
      faulty: t('Not known: go cannot read its go.mod.'),
    },
    passedOver: t('another version of it is selected'),
    showAll: t('Show all {0}'),
    choose: t('Choose a module to see why its version was selected and who needs it.'),
    noMatch: t('No module matches'),
    loading: t('Reading the module graph'),
    noGraph: t('There is no go.mod here that can be read.'),
    incomplete: t(
      'The graph is not complete: {0} go.mod files that count are not in the module cache. Higher versions may be selected.',
    ),
    incompleteOne: t(
      'The graph is not complete: one go.mod file that counts is not in the module cache. Higher versions may be selected.',
    ),
    download: t('Download...'),
    gone: t('{0} is no longer in the module graph.'),
  };
}
