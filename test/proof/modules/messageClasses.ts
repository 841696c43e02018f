/** What go says when it refuses a state of module files, and the checks that answer for it (`knowledge/modules.md` 6). */
export interface MessageClass {
  readonly name: string;
  readonly pattern: RegExp;
  /** ids of checks that say it */
  readonly checks: RegExp;
  /** only somebody who asks the network can know */
  readonly network?: true;
}

const missingSum = /^gosum-(?:missing-|file-missing|malformed|merge|encoding|unknown-algorithm|bad-hash)/;

/** In order: a message belongs to the first that fits. */
export const messageClasses: readonly MessageClass[] = [
  {
    name: 'malformed go.sum',
    pattern: /malformed go\.sum|wrong number of fields/,
    checks: /^gosum-(?:malformed|merge|encoding)/,
  },
  {
    name: 'godebug',
    pattern:
      /go\.(?:mod|work):\d+:.*(?:godebug|GODEBUG|default=go)|invalid \/\/go:debug|unknown godebug|unknown \/\/go:debug/,
    checks: /godebug|go-debug/,
  },
  {
    name: 'a folder used twice',
    pattern: /appears multiple times in workspace/,
    checks: /^gowork-(?:use|module)-duplicate/,
  },
  {
    name: 'missing module line',
    pattern: /missing module declaration|no module declaration in go\.mod/,
    checks: /^gomod-module-missing/,
  },
  {
    name: 'module path',
    pattern: /(?:go\.mod|module path).*(?:invalid module path|malformed module path)|invalid module path/,
    checks: /^gomod-module-path|^require-path-invalid|^gomod-/,
  },
  {
    name: 'go line newer than go',
    pattern: /requires go >= [\w.]+ \(running go|requires go version/,
    checks:
      /^go-version-below-module|^toolchain-|^gotoolchain-|go-newer|go-too-new|^gowork-go-too-old|^gomod-updates-needed/,
  },
  {
    name: 'toolchain',
    pattern:
      /toolchain not available|invalid toolchain|invalid GOTOOLCHAIN|cannot find "go1|invalid minimum toolchain|disabled by GOSUMDB=off/,
    checks: /toolchain/,
  },
  { name: 'go.work too old', pattern: /listed in go\.work file requires go >=/, checks: /^gowork-go-too-old/ },
  {
    name: 'parse',
    pattern: /errors parsing (?:\S*\/)?(?:go\.mod|go\.work|\S+\.(?:mod|work))/,
    checks: /^(?:gomod|gowork|require|import)-/,
  },
  {
    name: 'go.work load',
    pattern:
      /cannot load module|no modules were found in the current workspace|is not one of the workspace modules|workspace module \S+ is replaced|module \S+ appears multiple times/,
    checks: /^gowork-/,
  },
  { name: 'conflicting replacements', pattern: /conflicting replacements/, checks: /replace-conflict/ },
  {
    name: 'replaced, not required',
    pattern: /is replaced but not required/,
    checks: /^gomod-(?:replaced-not-required|updates-needed)|^require-missing/,
  },
  { name: 'two paths of one module', pattern: /used for two different module paths/, checks: /^gomod-two-paths/ },
  {
    name: 'path mismatch',
    pattern: /module declares its path as|parsing go\.mod:\n/,
    checks: /path-mismatch|replace|^require-/,
  },
  {
    name: 'replacement folder',
    pattern:
      /replacement directory .* does not exist|replaced by [^)]*\): reading|replacement module without version must be|replacement path .* inside vendor/,
    checks: /^gomod-(?:replace|tidy-drift)|^gowork-replace/,
  },
  {
    name: 'inconsistent vendoring',
    pattern: /inconsistent vendoring|should be required explicitly in go\.mod|-mod=vendor but go\.work|modules\.txt/,
    checks: /^vendor-/,
  },
  {
    name: 'vendor lookup',
    pattern:
      /import lookup disabled by -mod=vendor|cannot find module providing package .*-mod=vendor|cannot find package "\." in:\n.*vendor|is not in std .*vendor/,
    checks: /^vendor-/,
  },
  {
    name: 'checksum mismatch',
    pattern: /checksum mismatch|SECURITY ERROR/,
    checks: /^gosum-(?:cache-mismatch|conflicting|bad-hash)|^gowork-sum-conflict|^modcache-/,
  },
  {
    name: 'modified module cache',
    pattern: /(?:dir|zip) has been modified|missing ziphash|ziphash file is missing/,
    checks: /^modcache-/,
  },
  {
    name: 'missing go.sum, zip',
    pattern: /missing go\.sum entry (?:for module providing|needed to verify)/,
    checks: missingSum,
  },
  { name: 'missing go.sum, go.mod', pattern: /missing go\.sum entry|updates to go\.sum needed/, checks: missingSum },
  {
    name: 'network',
    pattern:
      /module lookup disabled|404 Not Found|no matching versions|dial tcp|unrecognized import path|reading https?:|unknown revision|unexpected status|x509|no such host|invalid version: |GOVCS|bad upstream|disallowed|verifying go\.mod: |server response|invalid character/,
    checks: /^modcache-missing/,
    network: true,
  },
  { name: 'ambiguous import', pattern: /ambiguous import/, checks: /^import-ambiguous|shadows-std|^gomod-tidy-drift/ },
  {
    name: 'updates to go.mod needed',
    pattern: /updates to go\.mod needed/,
    checks:
      /^gomod-(?:updates-needed|exclude-hits|toolchain-|go-|module-path|replaced-not-required)|^require-|^import-/,
  },
  {
    name: 'missing require',
    pattern: /no required module provides package|cannot find module providing package|implicitly required module/,
    checks:
      /^require-(?:missing|implicit)|^import-|^gomod-(?:replaced-not-required|updates-needed|tool-unprovided|tidy-drift)|^gowork-hides|^vendor-import-missing/,
  },
  {
    name: 'not in std',
    pattern: /is not in std/,
    checks: /^import-|^goroot-|^require-missing|^vendor-import-missing|^vendor-package/,
  },
  {
    name: 'package not in its module',
    pattern: /does not contain package|but not at required version/,
    checks: /^import-|^require-|^gomod-/,
  },
  {
    name: 'malformed import',
    pattern:
      /malformed import path|is relative, but relative import paths|is not a package path|can only use path@version|local import|invalid import path/,
    checks: /^import-/,
  },
  {
    name: 'tidy difference',
    pattern: /^diff current\//m,
    checks: /^gomod-(?:tidy-drift|updates-needed)|^require-|^gosum-/,
  },
];

/** The class of what go printed; undefined for what is not about module files. */
export function classify(output: string): MessageClass | undefined {
  return messageClasses.find(({ pattern }) => pattern.test(output));
}
