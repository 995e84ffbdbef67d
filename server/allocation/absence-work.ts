// The work behind absences: on the first day of one that was said before, the open work goes to the others.
import type { AllocationService } from './allocation.service.js';

const lookMs = 60_000;

export class AbsenceWork {
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(private readonly service: AllocationService, private readonly report: (error: unknown) => void) {}

  /** Looks at once and once a minute. */
  start(): void {
    this.kick();
    this.#timer = setInterval(() => { this.kick(); }, lookMs).unref();
  }

  kick(): void {
    this.#running = this.#running.then(async () => { while (!this.#isStopping && await this.service.moveOnDue()); }).catch(this.report);
  }

  /** Waits until nothing is left that is due. */
  async idle(): Promise<void> { await this.#running; }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }
}
