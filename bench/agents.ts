/** A whole town hall that switches its machines on: agents with inventories of 300 kB, all at once. */
import { deflateSync } from 'node:zlib';
import pg from 'pg';
import { quantile } from './conditions.ts';
import { peakOf } from './import.ts';
import type { RunningProduct } from './product.ts';
import { note } from './table.ts';

const AGENTS = Number(process.env.BENCH_AGENTS ?? 200);
const BYTES = 300_000;
/** As many as a small proxy lets through together. */
const AT_ONCE = 50;

/** An inventory as FusionInventory writes it, with as many programs as fill it. */
function inventory(at: number, change: string): Buffer {
  const mac = `02:00:00:00:${(at >> 8).toString(16).padStart(2, '0')}:${(at & 255).toString(16).padStart(2, '0')}`;
  const head = `<?xml version="1.0" encoding="UTF-8"?><REQUEST><CONTENT>
<BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SMODEL>OptiPlex 7010</SMODEL><SSN>BENCH${at}</SSN></BIOS>
<HARDWARE><NAME>bench-${at}</NAME><UUID>BE7C0000-0000-4000-8000-${String(at).padStart(12, '0')}</UUID><CHASSIS_TYPE>Desktop</CHASSIS_TYPE></HARDWARE>
<NETWORKS><DESCRIPTION>eth0</DESCRIPTION><MACADDR>${mac}</MACADDR><IPADDRESS>10.20.${at >> 8}.${at & 255}</IPADDRESS></NETWORKS>
<OPERATINGSYSTEM><FULL_NAME>Debian GNU/Linux 12 (bookworm)</FULL_NAME><VERSION>12.11</VERSION></OPERATINGSYSTEM>
<SOFTWARES><NAME>changing</NAME><VERSION>${change}</VERSION></SOFTWARES>`;
  const tail = `</CONTENT><DEVICEID>bench-${at}-2026-11-24-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`;
  const programs: string[] = [];
  let length = head.length + tail.length;
  for (let n = 0; length < BYTES; n++) {
    const program = `<SOFTWARES><ARCH>amd64</ARCH><FILESIZE>${1000 + n}</FILESIZE><FROM>deb</FROM><NAME>package-${n}-of-${at % 7}</NAME><PUBLISHER>Debian</PUBLISHER><SYSTEM_CATEGORY>admin</SYSTEM_CATEGORY><VERSION>1.${n}-1</VERSION></SOFTWARES>\n`;
    programs.push(program);
    length += program.length;
  }
  return deflateSync(Buffer.from(head + programs.join('') + tail));
}

async function round(
  address: string,
  bodies: readonly Buffer[],
): Promise<{ seconds: number; times: number[]; refused: number }> {
  const from = performance.now();
  const times: number[] = [];
  let refused = 0;
  let next = 0;
  const one = async (): Promise<void> => {
    for (let body = bodies[next++]; body; body = bodies[next++]) {
      const started = performance.now();
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-compress-zlib' },
        body: new Uint8Array(body),
      });
      await answer.text();
      if (answer.status !== 200) refused++;
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return { seconds: (performance.now() - from) / 1000, times, refused };
}

/** Fails when a single report is lost, a machine doubled, or a change forgotten. */
export async function measureAgents(product: RunningProduct, ownerUrl: string): Promise<void> {
  const made = await fetch(`${product.address}/api/v1/towns/tannau/agent-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${product.demo.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Messung' }),
  });
  const { path } = (await made.json()) as { path?: string };
  if (!path) throw new Error(`No key for agents: ${made.status}.`);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const count = async (text: string): Promise<number> => Number((await client.query(text)).rows[0].n);
  try {
    for (const [name, change] of [
      ['first', '1.0'],
      ['same', '1.0'],
      ['one program changed', '2.0'],
    ] as const) {
      const bodies = Array.from({ length: AGENTS }, (_, at) => inventory(at, change));
      const done = await round(product.address + path, bodies);
      note(`${AGENTS} agents with 300 kB each, ${name}`, done.seconds, 's', 60, 1);
      note(`${AGENTS} agents, ${name}: slowest`, quantile(done.times, 1) / 1000, 's', null, 1);
      if (done.refused > 0) throw new Error(`${done.refused} reports were refused.`);
      const machines = await count("select count(*) as n from item where name like 'bench-%'");
      const changed = await count(
        `select count(*) as n from machine_detail where name = 'changing' and release = '${change}'`,
      );
      if (machines !== AGENTS || changed !== AGENTS)
        throw new Error(`${machines} machines and ${changed} changes of ${AGENTS}.`);
    }
    note('agents: lost or doubled', 0, '', 0);
    note(
      'agents: programs stored',
      await count("select count(*) as n from machine_detail where section = 'software'"),
      '',
    );
    note('agents: peak memory of the server', peakOf(product.pid), 'MB');
  } finally {
    await client.end();
  }
}
