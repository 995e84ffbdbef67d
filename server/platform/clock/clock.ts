// Two clocks. System time is for sessions, leases and limits; business time is what the programmes live by.
import type { LocalDate } from '../../kernel/calendar.js';
import { dateInShanghai } from '../../kernel/calendar.js';

export interface Clock {
  /** Real time. */
  system(): Date;
  /** The programmes' time; the demo province lives in 2023. */
  business(): Date;
  /** The date of business time in Shanghai. */
  today(): LocalDate;
}

export class RunningClock implements Clock {
  constructor(private readonly offsetMs: number) {}
  system(): Date { return new Date(); }
  business(): Date { return new Date(Date.now() + this.offsetMs); }
  today(): LocalDate { return dateInShanghai(this.business()); }
}
