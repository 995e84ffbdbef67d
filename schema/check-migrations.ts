// Entities and migrations agree: a database that the migrations made needs no change to be what the entities say.
import 'reflect-metadata';
import { entities } from '../server/domains.js';
import { schemaOrm } from '../server/platform/database/migrate.js';
import { withFreshCluster } from './fresh-cluster.js';

await withFreshCluster(async (connection) => {
  const orm = await schemaOrm(connection, entities);
  await orm.migrator.up();
  const difference = (await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false })).trim();
  await orm.close(true);
  if (difference === '') return;
  console.error(`Entities and migrations differ; npm run migration:create -- NAME writes the migration:\n${difference}`);
  process.exitCode = 1;
});
