import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from '../../../app/testing/installation.ts';

/** Requests and inventories that real agents have sent; beside the checkout, not part of it. */
const SHARED = join(import.meta.dirname, '../../../../../shared/data/inventory');
export const hasRecorded = existsSync(SHARED);
if (!hasRecorded)
  process.stderr.write(
    `\n*** ${SHARED} fehlt: Tests mit aufgezeichneten Inventaren werden übersprungen. ***\n\n`,
  );
export const recorded = (path: string): Buffer => readFileSync(join(SHARED, path));
export const recordedPath = (path: string): string => join(SHARED, path);
export const recordedIn = (folder: string): string[] =>
  readdirSync(join(SHARED, folder))
    .filter((name) => /\.(xml|json)$/.test(name) && !name.includes('schema'))
    .sort()
    .map((name) => `${folder}/${name}`);

export interface AgentProduct extends TestInstallation {
  token: string;
  /** Posts a message as an agent does. */
  post(
    body: Buffer | string | ReadableStream,
    more?: { path?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; text: string }>;
  sql(text: string, values?: unknown[]): Promise<Record<string, never>[]>;
  count(table: string): Promise<number>;
}

export async function openAgentProduct(): Promise<AgentProduct> {
  const product = await openTestInstallation();
  const { installation, app } = product;
  const made = await product.ask('it', 'POST', '/towns/tannau/agent-tokens', { name: 'Rathaus' });
  const token = String((made.json as { token?: string }).token);
  const sql: AgentProduct['sql'] = (text, values = []) =>
    withClient(
      installation.database.ownerUrl,
      async (client) => (await client.query(text, values)).rows as Record<string, never>[],
    );
  return {
    ...product,
    token,
    sql,
    count: async (table) => Number((await sql(`select count(*) as n from ${table}`))[0]?.n),
    async post(body, { path = `/agent/${token}`, headers = {} } = {}) {
      const answer = await app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-compress-zlib', ...headers },
        body: body as BodyInit,
        ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      } as RequestInit);
      return { status: answer.status, text: await answer.text() };
    },
  };
}

export const packed = (text: string): Buffer => deflateSync(Buffer.from(text));

interface Machine {
  device?: string;
  name?: string;
  uuid?: string;
  serial?: string;
  mac?: string;
  ip?: string;
  os?: string;
  software?: Record<string, string>;
  more?: string;
}

/** An inventory as FusionInventory writes it. */
export function inventoryXml({
  device = 'pc1-2026-11-01-08-00-00',
  name = 'pc1',
  uuid = '',
  serial = '',
  mac = '',
  ip = '10.0.0.5',
  os = 'Debian GNU/Linux 12 (bookworm)',
  software = { bash: '5.2.15' },
  more = '',
}: Machine = {}): string {
  const programs = Object.entries(software)
    .map(
      ([program, version]) =>
        `<SOFTWARES><NAME>${program}</NAME><VERSION>${version}</VERSION><PUBLISHER>Debian</PUBLISHER></SOFTWARES>`,
    )
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT>
  <BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SMODEL>OptiPlex 7010</SMODEL><SSN>${serial}</SSN></BIOS>
  <CPUS><NAME>Intel i5</NAME><CORE>4</CORE></CPUS>
  <HARDWARE><NAME>${name}</NAME><UUID>${uuid}</UUID><MEMORY>8000</MEMORY><CHASSIS_TYPE>Desktop</CHASSIS_TYPE></HARDWARE>
  <NETWORKS><DESCRIPTION>eth0</DESCRIPTION><MACADDR>${mac}</MACADDR><IPADDRESS>${ip}</IPADDRESS><VIRTUALDEV>0</VIRTUALDEV></NETWORKS>
  <OPERATINGSYSTEM><FULL_NAME>${os}</FULL_NAME><VERSION>12.11</VERSION></OPERATINGSYSTEM>
  <STORAGES><NAME>sda</NAME><DISKSIZE>256000</DISKSIZE></STORAGES>
  ${programs}${more}<VERSIONCLIENT>FusionInventory-Agent_v2.6-3</VERSIONCLIENT>
</CONTENT><DEVICEID>${device}</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`;
}
