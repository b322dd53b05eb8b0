/** The database of a running product, joined the way its commands join it. */
import { readConfig } from '#platform/config';
import { type DatabaseHandle, openDatabase } from '#platform/database/open';
import { root } from './product.ts';

export const joinDatabase = (dataDir: string): Promise<DatabaseHandle> =>
  openDatabase(readConfig({ SOLLSTAND_DATA: dataDir }, root), { role: 'command' });
