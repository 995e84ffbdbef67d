// Peer (i): bare node:http, one hand-written prepared statement, its bytes passed through. No session, no scope.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { bareStatements, type BareStatement } from '../bare-statements.js';
import { bareGrading } from './bare-grading.js';
import { poolSize, serveAsPeer } from './peer.js';

serveAsPeer(async ({ owner }) => {
  const pool = new pg.Pool({ ...owner, max: poolSize, options: '-c TimeZone=Asia/Shanghai' });
  const statements = new Map<string, BareStatement>(Object.entries(bareStatements).map(([name, statement]) => [`/${name}`, statement]));
  const grade = await bareGrading(pool);
  const server = createServer((request, response) => {
    void answer(request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  async function answer(request: IncomingMessage): Promise<string> {
    const variables = JSON.parse(await bodyOf(request)) as Record<string, unknown>;
    const statement = statements.get(request.url ?? '');
    if (!statement) return JSON.stringify(await grade(variables));
    const { rows: [row] } = await pool.query<{ body: string }>({ name: request.url ?? '', text: statement.text, values: statement.variables.map((name) => variables[name]) });
    return row?.body ?? 'null';
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
});

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => { resolve(Buffer.concat(parts).toString()); }).on('error', reject);
  });
}
