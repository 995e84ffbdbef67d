// Acts that would wait for the same row are done together: while one of a line is underway, those that come meanwhile gather, and go next as one.
// A rush then costs one transaction for many acts instead of one each, and who comes alone waits for nobody.

interface Waiting<Act, Answer> { act: Act; resolve(answer: Answer): void; reject(error: unknown): void }

/** The most that go together: what fails is done again one by one, and nobody should wait long for others' acts. */
const atMost = 50;

export class JointActs<Act, Answer> {
  readonly #lines = new Map<string, Waiting<Act, Answer>[]>();

  /** `work` answers each act in its place, and does all of them or, when it throws, none. */
  constructor(private readonly work: (acts: readonly Act[]) => Promise<readonly Answer[]>) {}

  /** Does an act with others of the same line. Whatever it alone would throw is thrown to nobody else. */
  async do(line: string, act: Act): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const one = { act, resolve, reject };
      const gathering = this.#lines.get(line);
      if (gathering) gathering.push(one);
      else {
        this.#lines.set(line, [one]);
        void this.#run(line);
      }
    });
  }

  async #run(line: string): Promise<void> {
    const gathered = this.#lines.get(line) ?? [];
    while (gathered.length > 0) await this.#together(gathered.splice(0, atMost));
    this.#lines.delete(line);
  }

  async #together(acts: readonly Waiting<Act, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(acts.map(({ act }) => act));
      for (const [place, { resolve }] of acts.entries()) resolve(answers[place] as Answer);
    } catch (error) {
      const [first] = acts;
      if (acts.length === 1) first?.reject(error);
      else for (const one of acts) await this.#together([one]);
    }
  }
}
