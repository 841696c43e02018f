/**
 * How two walks through one tree, one from its front and one from its back, divide it until they meet: they tell each other
 * which folders they have begun and which hold nothing more to do. What a walk leaves to the other it notes (`isUnread`), and
 * what in the end neither has read is read after both are done: so a wrong answer costs time, never a folder.
 */
export interface DividedWalk {
  /** from the last subfolder to the first */
  readonly backwards: boolean;
  /** Takes the files of a folder. @returns false where they are the other's */
  claim(path: string): boolean;
  /** Nothing in the folder or below it is left to take. */
  exhaust(path: string): void;
  isExhausted(path: string): boolean;
}
