// `npm run migration:create -- NAME`: writes the migration that takes a migrated database to the entities as they are now.
import 'reflect-metadata';
import { entities } from '../server/domains.js';
import { schemaOrm } from '../server/platform/database/migrate.js';
import { withFreshCluster } from './fresh-cluster.js';

const name = process.argv[2];
if (!name || !/^[a-z-]+$/.test(name)) {
  console.error('usage: npm run migration:create -- name-of-the-change');
  process.exit(1);
}
await withFreshCluster(async (connection) => {
  const orm = await schemaOrm(connection, entities);
  await orm.migrator.up();
  const { fileName } = await orm.migrator.create(undefined, false, false, name);
  console.log(fileName ? `migrations/${fileName}: read it, say why in it, and commit it` : 'entities and migrations agree: nothing to write');
  await orm.close(true);
});
