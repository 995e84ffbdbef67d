// GET /live as a console reads it: a stream of server-sent events with the session's cookie.
import type { Actor } from '../support/test-server.js';

export interface LiveStream {
  /** What was heard so far. */
  readonly topics: string[];
  /** Waits for a topic; fails when it does not come in time. */
  hears(topic: string, withinMs: number): Promise<void>;
  close(): void;
}

export async function openLive(origin: string, actor: Actor): Promise<LiveStream> {
  const abort = new AbortController();
  const response = await fetch(`${origin}/live`, { headers: actor.credentials, signal: abort.signal });
  if (response.status !== 200 || !response.body) throw new Error(`/live answered ${response.status}`);
  const topics: string[] = [];
  const waiting = new Set<() => void>();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  // The first words of the stream say that it is open and subscribed.
  let text = (await reader.read()).value ?? '';
  const read = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) topics.push((JSON.parse(data) as { topic: string }).topic);
      }
      for (const look of [...waiting]) look();
    }
  };
  read().catch(() => undefined);

  const until = (isDone: () => boolean, withinMs: number, failure: string): Promise<void> => new Promise((resolve, reject) => {
    const timer = setTimeout(() => { waiting.delete(look); reject(new Error(failure)); }, withinMs);
    const look = (): void => {
      if (!isDone()) return;
      clearTimeout(timer);
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    look();
  });
  return {
    topics,
    hears: (topic, withinMs) => until(() => topics.includes(topic), withinMs, `heard ${topics.join() || 'nothing'} instead of ${topic}`),
    close: () => abort.abort(),
  };
}
