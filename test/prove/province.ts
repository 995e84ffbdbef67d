// The full province for proofs: opened where it lies for reading, or copied for what writes.
import { ConfigFailure, readConfig } from '../../server/config.js';
import { holdFolder } from '../../server/data-folder.js';
import { profiles } from '../../server/demo/profile.js';
import { insertDemoSecondFactors } from '../../server/demo/seed.js';
import { openInstallation, withClient, type OpenInstallation } from '../../server/installation.js';

const copyName = 'yanxiu_proof';

export interface OpenProvince { installation: OpenInstallation; /** How long bringing it to the present schema took; null where nothing was missing. */ migratedInMs: number | null; close(): Promise<void> }

/** The province in DATA_DIR, or a copy of it that goes with the proof. Throws ConfigFailure where there is none. */
export async function openProvince({ isCopied }: { isCopied: boolean }): Promise<OpenProvince> {
  const config = { ...readConfig(process.env), databaseUrl: null };
  const release = holdFolder(config.dataFolder);
  try {
    const began = performance.now();
    const opened = await openInstallation(config, profiles.province.databaseName);
    const migratedInMs = opened.migrated === 0 ? null : Math.round(performance.now() - began);
    const drop = () => withClient(opened.cluster?.superuser ?? {}, (client) => client.query(`drop database if exists ${copyName} with (force)`));
    const close = async () => {
      if (isCopied) await drop();
      await opened.cluster?.stop();
      release();
    };
    process.once('exit', () => { opened.cluster?.stopNow(); });
    try {
      await withClient(opened.owner, async (client) => {
        if ((await client.query('select 1 from business_clock')).rowCount === 0) throw new ConfigFailure('There is no province yet: npm run seed -- --profile province');
        // A province that is older than second factors has administrators without one.
        await insertDemoSecondFactors(client, opened.vault);
        // What autovacuum does within minutes of tables that a migration rewrote; a copy made before that would be read row by row.
        if (migratedInMs !== null) await client.query('vacuum (analyze)');
      });
      if (!isCopied) return { installation: opened, migratedInMs, close };
      await drop();
      await withClient(opened.cluster?.superuser ?? {}, (client) => client.query(`create database ${copyName} template ${profiles.province.databaseName} strategy file_copy`));
      const at = <Connection extends object>(connection: Connection) => ({ ...connection, database: copyName });
      return { installation: { ...opened, owner: at(opened.owner), application: at(opened.application) }, migratedInMs, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    release();
    throw error;
  }
}
