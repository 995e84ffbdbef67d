// PostGraphile 5 on the same tables, as a role that bypasses row-level security.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { poolSize, serveAsPeer } from './peer.js';

serveAsPeer(async ({ owner }) => {
  const { host, port, user, password, database } = owner;
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    // The queue is ordered by a later column of its index, which PostGraphile does not offer by itself.
    disablePlugins: ['PgIndexBehaviorsPlugin'],
    pgServices: [makePgService({ connectionString: `postgres://${user}:${String(password)}@${host}:${port}/${database}`, schemas: ['public', 'bench'], poolConfig: { max: poolSize } })],
    grafserv: { graphiql: false, watch: false },
    grafast: { explain: false },
  });
  const server = createServer();
  server.on('error', () => undefined);
  await instance.createServ(grafserv).addTo(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await instance.release();
    },
  };
});
