/** What go says where a check of the modules family reports an error; of other checks: the words of the parser, with the line. */
export const goSays: Readonly<Record<string, RegExp>> = {
  'gomod-exclude-hits-require': /updates to go\.mod needed/,
  'gomod-go-older-than-dependency': /updates to go\.mod needed/,
  'gomod-godebug-unknown': /error loading go\.mod:/,
  'gomod-module-missing': /missing module declaration/,
  'gomod-module-path-invalid': /malformed module path|invalid module path/,
  'gomod-module-shadows-std': /ambiguous import/,
  'gomod-replace-conflict': /conflicting replacements for/,
  'gomod-replace-path-mismatch': /module declares its path as/,
  'gomod-replace-target-missing': /replacement directory .* does not exist|reading .*go\.mod/,
  'gomod-replace-target-no-gomod': /reading .*go\.mod/,
  'gomod-replaced-not-required': /is replaced but not required/,
  'gomod-tool-path-invalid': /malformed tool path/,
  'gomod-slashslash': /no required module provides package/,
  'gomod-toolchain-default': /updates to go\.mod needed/,
  'gomod-toolchain-format': /updates to go\.mod needed|invalid toolchain/,
  'gomod-toolchain-pre121': /updates to go\.mod needed/,
  'gomod-toolchain-redundant': /updates to go\.mod needed/,
  'gomod-two-paths-one-module': /used for two different module paths/,
  'import-ambiguous': /ambiguous import/,
  'import-local-missing': /no required module provides package|is not in std/,
  'import-malformed': /relative import paths are not supported|can only use path@version|malformed import path/,
  'import-not-in-std': /is not in std/,
  'import-package-not-in-module':
    /no required module provides package|does not contain package|updates to go\.mod needed/,
  'import-nested-module': /no required module provides package/,
  'require-below-dependency': /updates to go\.mod needed/,
  'require-duplicate-conflicting': /updates to go\.mod needed/,
  // One that go takes in go.mod stops it at the import, where go looks for its hash first.
  'require-path-invalid': /errors parsing go\.mod|missing go\.sum entry for module providing package/,
  'require-path-mismatch': /module declares its path as/,
  'require-missing':
    /no required module provides package|cannot find module providing package|updates to go\.mod needed|implicitly required/,
  // The other where the module cache of the machine has the version that is meant.
  'require-version-noncanonical': /errors parsing go\.mod|updates to go\.mod needed/,
};

export const syntaxFault = /errors parsing go\.mod/;

/** Checks whose warnings say that `go mod tidy` has something to change. */
export const tidyClaims: ReadonlySet<string> = new Set([
  'gomod-go-older-than-dependency',
  'gomod-replace-duplicate',
  'gomod-tool-unprovided',
  'require-below-dependency',
  'require-should-be-direct',
  'require-should-be-indirect',
  'require-self',
  'require-unused',
]);
