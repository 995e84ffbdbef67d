import { registerUnsaved } from '../data/unsaved.js';
import { isOffline } from '../data/request.js';
import type { RefusalPartsFragment } from '../gql/graphql.js';
import type { ReviewConflict } from './use-submit-review.js';

/** How a review that was sent came out: in, not in for a reason that the server told, or not in because somebody was faster. */
export type Delivery = { kind: 'done' } | { kind: 'refused'; reason: string; refusals: readonly RefusalPartsFragment[] } | { kind: 'conflict'; conflict: ReviewConflict };

export interface Sending {
  submissionId: string;
  learnerName: string;
  state: 'sending' | 'failed' | 'conflict';
  reason: string;
  conflict: ReviewConflict | null;
  retry: () => void;
}

const RETRY_MS = 3_000;

/** What the person looks at comes first; a page that nobody sees paints nothing, and is not waited for. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'hidden') resolve();
    else requestAnimationFrame(() => window.setTimeout(resolve));
  });
}

/**
 * Reviews on their way while the tutor reads the next submission. What could not be delivered stays here, on screen and as a draft,
 * until the tutor has gone back to it; without a connection the same review, under the same key, is sent again and again.
 */
class Outbox {
  private entries: readonly Sending[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly list = (): readonly Sending[] => this.entries;

  get isSending(): boolean {
    return this.entries.some((entry) => entry.state === 'sending');
  }

  send(submissionId: string, learnerName: string, deliver: () => Promise<Delivery>, describe: (error: unknown) => string): void {
    const attempt = (): void => {
      this.put({ submissionId, learnerName, state: 'sending', reason: '', conflict: null, retry: attempt });
      afterPaint().then(deliver).then(
        (delivery) => {
          if (delivery.kind === 'done') this.drop(submissionId);
          else if (delivery.kind === 'conflict') this.change(submissionId, { state: 'conflict', conflict: delivery.conflict });
          else this.change(submissionId, { state: 'failed', reason: delivery.reason });
        },
        (error: unknown) => {
          if (isOffline(error)) window.setTimeout(attempt, RETRY_MS);
          else this.change(submissionId, { state: 'failed', reason: describe(error) });
        },
      );
    };
    attempt();
  }

  /** The tutor is back at it: what stood against it is shown there. */
  undelivered(submissionId: string): Sending | null {
    return this.entries.find((one) => one.submissionId === submissionId && one.state !== 'sending') ?? null;
  }

  forget(submissionId: string): void {
    if (this.undelivered(submissionId) !== null) this.drop(submissionId);
  }

  /** True once nothing is on its way; false while something could not be delivered. */
  async settled(): Promise<boolean> {
    while (this.isSending) {
      await new Promise<void>((resolve) => {
        const stop = this.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
    return this.entries.length === 0;
  }

  private put(entry: Sending): void {
    this.become([...this.entries.filter((one) => one.submissionId !== entry.submissionId), entry]);
  }

  private change(submissionId: string, part: Partial<Sending>): void {
    this.become(this.entries.map((one) => (one.submissionId === submissionId ? { ...one, ...part } : one)));
  }

  private drop(submissionId: string): void {
    this.become(this.entries.filter((one) => one.submissionId !== submissionId));
  }

  private become(entries: readonly Sending[]): void {
    this.entries = entries;
    for (const listener of [...this.listeners]) listener();
  }
}

export const outbox = new Outbox();

registerUnsaved(() => outbox.settled());
window.addEventListener('beforeunload', (event) => {
  if (outbox.list().some((entry) => entry.state === 'sending')) event.preventDefault();
});
