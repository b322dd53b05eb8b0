import type { Config } from '../config.ts';
import { SUPERUSER } from './cluster.ts';
import { openEmbedded } from './embedded.ts';
import { loginOf, prepareExternal } from './external.ts';
import { assertAppRoleBound, bootstrap } from './roles.ts';

export interface DatabaseHandle {
  readonly kind: 'embedded' | 'external';
  /** Migrates, backs up; passes row security. */
  readonly ownerUrl: string;
  /** Serves; bound by row security. */
  readonly appUrl: string;
  readonly appRole: string;
  /** Leaves the database; the last one out stops the embedded server. */
  close(): Promise<void>;
}

const ROLES = { database: 'sollstand', owner: 'sollstand_owner', app: 'sollstand_app' };

/**
 * Opens the database of this configuration, ready for `migrate`. A `server` claims the data folder for
 * itself and revives the embedded server after a crash; a `command` joins what runs.
 */
export async function openDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'appDatabaseUrl'>,
  opts: { role: 'server' | 'command' },
): Promise<DatabaseHandle> {
  if (config.databaseUrl) {
    const { appUrl } = await prepareExternal(config.databaseUrl, config.appDatabaseUrl);
    return {
      kind: 'external',
      ownerUrl: config.databaseUrl,
      appUrl,
      appRole: loginOf(appUrl).user,
      close: () => Promise.resolve(),
    };
  }
  const embedded = await openEmbedded(config.dataDir, {
    role: opts.role,
    async prepare(address) {
      await bootstrap(address, SUPERUSER, ROLES);
      await assertAppRoleBound(address(ROLES.app, ROLES.database));
    },
  });
  return {
    kind: 'embedded',
    ownerUrl: embedded.address(ROLES.owner, ROLES.database),
    appUrl: embedded.address(ROLES.app, ROLES.database),
    appRole: ROLES.app,
    close: () => embedded.close(),
  };
}
