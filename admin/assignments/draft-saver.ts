export type Saving =
  | { kind: 'untouched' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed' }
  | { kind: 'conflict' };

export type SaveOutcome = { kind: 'saved'; version: number; at: string } | { kind: 'conflict' };

const QUIET_MS = 1_000;
const RETRY_MS = 3_000;

/**
 * Saves one value, one request at a time, one second after its last change, each on top of the version before.
 * A failed save is tried again until it works; a conflict waits for a person.
 */
export class DraftSaver<Value> {
  private pending: { value: Value } | null = null;
  private running: Promise<void> | null = null;
  private timer: number | undefined;
  private isHeld = false;
  private state: Saving = { kind: 'untouched' };

  constructor(
    private version: number,
    private readonly save: (value: Value, expectedVersion: number) => Promise<SaveOutcome>,
    private readonly tell: (state: Saving) => void,
  ) {}

  get isDirty(): boolean {
    return this.pending !== null || this.running !== null;
  }

  get isTouched(): boolean {
    return this.state.kind !== 'untouched';
  }

  /** What is on its way stands as it was sent. */
  get isOnItsWay(): boolean {
    return this.isHeld;
  }

  change(value: Value): void {
    this.pending = { value };
    if (this.isIn('conflict')) return;
    this.become({ kind: 'unsaved' });
    this.saveLater(QUIET_MS);
  }

  /** True once everything that was typed is with the server. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.timer);
    if (this.isIn('conflict')) return false;
    while (this.isDirty && !this.isHeld) {
      this.running ??= this.saveOnce().finally(() => {
        this.running = null;
      });
      await this.running;
      if (this.isIn('failed') || this.isIn('conflict')) return false;
    }
    return !this.isDirty;
  }

  /** Something better than a draft is on its way: a running save ends, and no further one starts. */
  async hold(): Promise<void> {
    this.isHeld = true;
    await this.running;
  }

  /** It did not arrive: what was typed is saved as a draft after all. */
  resume(): void {
    this.isHeld = false;
    if (this.pending !== null && !this.isIn('conflict')) this.saveLater(QUIET_MS);
  }

  /** After the person has decided what shall stand: the next save builds on this version. */
  continueFrom(version: number): void {
    this.version = version;
    if (this.isIn('conflict')) this.become({ kind: 'unsaved' });
  }

  /** The draft has become a review, or the person gives it up. */
  discard(): void {
    window.clearTimeout(this.timer);
    this.pending = null;
    this.isHeld = false;
    this.become({ kind: 'untouched' });
  }

  private async saveOnce(): Promise<void> {
    const saved = this.pending;
    if (saved === null) return;
    this.pending = null;
    this.become({ kind: 'saving' });
    try {
      const outcome = await this.save(saved.value, this.version);
      if (outcome.kind === 'conflict') {
        this.pending ??= saved;
        this.become(outcome);
        return;
      }
      this.version = outcome.version;
      this.become({ kind: 'saved', at: outcome.at });
    } catch {
      this.pending ??= saved;
      this.become({ kind: 'failed' });
      this.saveLater(RETRY_MS);
    }
  }

  private saveLater(delayMs: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), delayMs);
  }

  private isIn(kind: Saving['kind']): boolean {
    return this.state.kind === kind;
  }

  private become(state: Saving): void {
    this.state = state;
    this.tell(state);
  }
}
