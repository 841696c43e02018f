const verbs = {
  'go.mod': ['module', 'go', 'toolchain', 'godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore'],
  'go.work': ['go', 'toolchain', 'godebug', 'use', 'replace'],
};

/** The words that a line of the file may begin with. */
export function directiveVerbs(file: string): readonly string[] {
  return file === 'go.work' ? verbs['go.work'] : verbs['go.mod'];
}
