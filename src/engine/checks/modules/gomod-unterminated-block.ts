import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodUnterminatedBlock: ModuleCheck = {
  id: 'gomod-unterminated-block',
  family: 'modules',
  scope: 'module',
  title: 'Every block of go.mod ends',
  why: 'go reads nothing from a go.mod in which a parenthesis is not closed, or is followed by more on its line: every command that builds stops.',
  fix: 'Close the block with a ) on a line of its own.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unterminated: 'the block "{verb} (" has no closing parenthesis, so go reads nothing from {file}; go build stops',
    textAfter: '"{text}" follows the parenthesis that closes a block; go expects a new line there, and go build stops',
    closeInLine:
      'the ")" of the block "{verb} (" stands on a line of its own; as it is go reads nothing from {file}, and go build stops',
    openAlone: 'a "(" stands on the line of its directive, behind the word; go build stops here',
    closeAlone: 'this ")" closes no block; go build stops here',
    brace: 'a block stands in parentheses, so go takes {word} for a directive; go build stops here',
    'fix.close': 'Close the block',
    'fix.break': 'Begin a new line',
  },
  run: syntaxCheck('gomod-unterminated-block'),
};
