import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodLexError: ModuleCheck = {
  id: 'gomod-lex-error',
  family: 'modules',
  scope: 'module',
  title: 'Every character of go.mod is one that go accepts',
  why: 'go reads a go.mod as a whole: at a character, comment or string that it does not accept every command that builds stops.',
  fix: 'Delete what is marked, or write it as go.mod has it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    character: '{file} has the character {char} here, which go does not accept; go build stops here',
    noText: '{file} is no UTF-8 text from here on: damaged, or saved in another encoding; go build stops here',
    bom: '{file} begins with a byte order mark, which go does not accept; go build stops here',
    space: 'this looks like a space but is {char}, which go does not accept in {file}; go build stops here',
    blockComment: '{file} knows no comments but //; go build stops at this /* */ comment',
    hash: '{file} knows no comments but //; go build stops at this #',
    openString: 'the string {text} has no closing quote on its line; go build stops here',
    'fix.delete': 'Delete the character',
    'fix.space': 'Write an ordinary space',
    'fix.lineComment': 'Write a // comment',
    'fix.quote': 'Close the string at the end of the line',
  },
  run: syntaxCheck('gomod-lex-error'),
};
