// What a proof is: it runs, reports figures line by line, and answers what did not hold.
export type ProofLine = Record<string, string | number | boolean | null>;

export interface ProofRun {
  /** Everything random follows from it; printed and reported, so that a run can be repeated. */
  seed: number;
  /** How large; null for the area's own size. */
  size: number | null;
  /** Another number of the command line, `--NAME N`; null for the area's own. */
  count(name: string): number | null;
  /** One of the area's parts, `--only NAME`; null for all of them. */
  only: string | null;
  tell(text: string): void;
  report(line: ProofLine): void;
}

/** Answers the violations; none means that the promise held. */
export type Area = (run: ProofRun) => Promise<string[]>;
