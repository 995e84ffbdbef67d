// A file that cannot be read as a whole: told to the person who sent it.
import type { Bilingual } from '../../kernel/refusals.js';

export class UnreadableFile extends Error {
  constructor(readonly reason: Bilingual) { super(reason.en); }
}
