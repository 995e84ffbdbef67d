import { useEffect } from 'react';
import { queryClient, type LiveTopic } from './queries.js';

const DEBOUNCE_MS = 200;
const RECONNECT_MS = 5_000;

function refresh(topics: readonly unknown[]): void {
  void queryClient.invalidateQueries({ predicate: (query) => topics.includes(query.meta?.topic) });
}

/** One stream per tab; a hint makes the pages on screen read again what shows that topic. */
export function useLiveHints(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const stream = new LiveStream();
    stream.open();
    return () => {
      stream.close();
    };
  }, [isSignedIn]);
}

class LiveStream {
  private source: EventSource | null = null;
  private readonly waiting = new Map<LiveTopic, number>();
  private reconnection: number | undefined;
  private wasOpen = false;

  open(): void {
    const source = new EventSource('/live');
    this.source = source;
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      this.hear((JSON.parse(event.data) as { topic: LiveTopic }).topic);
    });
    source.addEventListener('open', () => {
      // What happened while the stream was down was not heard.
      if (this.wasOpen) refresh(['indicators', 'submissions'] satisfies LiveTopic[]);
      this.wasOpen = true;
    });
    source.addEventListener('error', () => {
      // The browser reconnects by itself after a lost connection, but not after an answer such as 401 or 503.
      if (source.readyState !== EventSource.CLOSED) return;
      this.reconnection = window.setTimeout(() => {
        this.open();
      }, RECONNECT_MS);
    });
  }

  close(): void {
    this.source?.close();
    window.clearTimeout(this.reconnection);
    for (const timer of this.waiting.values()) window.clearTimeout(timer);
  }

  private hear(topic: LiveTopic): void {
    if (this.waiting.has(topic)) return;
    const timer = window.setTimeout(() => {
      this.waiting.delete(topic);
      refresh([topic]);
    }, DEBOUNCE_MS);
    this.waiting.set(topic, timer);
  }
}
