// The work behind the waiting list: whoever frees a seat or a place calls it after the commit; once a minute it looks by itself.
import type { PromotionService } from './promotion.service.js';

const lookMs = 60_000;

export class WaitingListWork {
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(private readonly service: PromotionService, private readonly report: (error: unknown) => void) {}

  start(): void {
    this.kick();
    this.#timer = setInterval(() => { this.kick(); }, lookMs).unref();
  }

  kick(): void {
    this.#running = this.#running.then(async () => { while (!this.#isStopping && await this.service.promoteNext()); }).catch(this.report);
  }

  /** Waits until nobody is left who could be promoted. */
  async idle(): Promise<void> { await this.#running; }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }
}
