import * as vscode from 'vscode';
import type { MatrixWords } from '../../protocol/index';

/** The words of the build matrix's page, in the language of the window. */
export function matrixWords(): MatrixWords {
  const { t } = vscode.l10n;
  return {
    title: t('Build Matrix'),
    filter: t('Filter files'),
    filterHint: t('Filter by path or condition'),
    kind: t('Which files'),
    kinds: {
      conditional: t('Files with a condition'),
      missed: t('Not built on yours'),
      nowhere: t('Built on no port'),
      all: t('All files'),
    },
    tag: t('Tag that the condition names'),
    anyTag: t('Any tag'),
    withTag: t('Build with -tags {0}'),
    columns: t('Which targets'),
    columnKinds: { named: t("Yours, the repository's, first-class"), all: t('All ports') },
    refresh: t('Refresh'),
    matrix: t('Files by targets'),
    file: t('File'),
    ports: t('Ports'),
    shown: t('{0} of {1} files'),
    noMatch: t('No file matches'),
    noFiles: t('There are no Go files here.'),
    loading: t('Reading the build matrix'),
    cells: {
      in: t('built'),
      'with-cgo': t('built with cgo on'),
      'without-cgo': t('built with cgo off'),
      perhaps: t('built or not: variables decide'),
      name: t('left out by its file name'),
      constraint: t('left out by its constraint'),
      tag: t('left out for a tag'),
      ignore: t('set aside by ignore'),
      release: t('left out for the Go release'),
      cgo: t('left out: no cgo'),
      documentation: t('left out: package documentation'),
      malformed: t('its constraint cannot be read'),
    },
    origins: {
      own: t('yours'),
      declared: t('declared in the configuration'),
      built: t('built by a file of this repository'),
      'first-class': t('first-class port'),
      port: t('port'),
    },
    packageBuilt: t('the package has files'),
    packageEmpty: t('no file of the package is built'),
    builtOn: t('built on {0} of {1} ports'),
    everywhere: t('no condition: every build takes it'),
    condition: t('Condition'),
    openFile: t('Open File'),
    useTarget: t('Use This Target in My Editor'),
    choose: t('Choose a cell to see why a build takes the file or leaves it out.'),
    legend: t('What the signs mean'),
  };
}
