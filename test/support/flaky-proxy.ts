// A bad line between a client and a server on loopback: it delays, and breaks connections in the middle of a request or of an answer.
import net from 'node:net';

export interface Faults {
  /** Of a hundred pieces on their way to the server, so many are cut short and the connection is reset. */
  cutRequests: number;
  /** The same for answers: the server has done what was asked, and the client learns half of it or nothing. */
  cutAnswers: number;
  /** Of a hundred pieces either way, so many wait up to so many milliseconds. */
  delays: number;
  delayMs: number;
}

export interface FlakyProxy {
  origin: string;
  /** What it did to those who talked through it. */
  readonly done: { cutRequests: number; cutAnswers: number; delays: number };
  close(): Promise<void>;
}

/** `below` decides: chance that repeats from a seed, as far as the order of the pieces does. */
export async function openFlakyProxy(target: string, faults: Faults, below: (limit: number) => number): Promise<FlakyProxy> {
  const { hostname, port } = new URL(target);
  const done = { cutRequests: 0, cutAnswers: 0, delays: 0 };
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect({ host: hostname, port: Number(port) });
    const both = [client, upstream];
    const end = (): void => { for (const socket of both) socket.destroy(); };
    for (const socket of both) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    const line = (from: net.Socket, to: net.Socket, kind: 'cutRequests' | 'cutAnswers'): void => {
      // Pieces keep their order, however long one of them waits.
      let last = Promise.resolve();
      from.on('data', (piece) => {
        const isCut = below(100) < faults[kind];
        const delay = below(100) < faults.delays ? 1 + below(faults.delayMs) : 0;
        if (delay > 0) done.delays += 1;
        last = last.then(async () => {
          if (delay > 0) await new Promise((resolve) => { setTimeout(resolve, delay); });
          if (to.destroyed) return;
          if (!isCut) {
            to.write(piece);
            return;
          }
          done[kind] += 1;
          to.write(piece.subarray(0, below(piece.length)), () => {
            for (const socket of both) socket.resetAndDestroy();
          });
        });
      });
    };
    line(client, upstream, 'cutRequests');
    line(upstream, client, 'cutAnswers');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    origin: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    done,
    close: async () => {
      const closed = new Promise((resolve) => { server.close(resolve); });
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
