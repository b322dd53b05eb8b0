/** The product as `start` runs it, with one more job and a way to ask for it: what the fault runs kill. */
import { sql } from 'kysely';
import { readConfig } from '#platform/config';
import { enqueue, type Job, once } from '#platform/jobs/jobs';
import { writeJournal } from '#platform/journal';
import { inTown, jobActor } from '#platform/tx';
import { jobs } from '../jobs.ts';
import { startServer } from '../server.ts';

interface Asked {
  n: number;
  record: string;
}

const note = (event: 'probe.asked' | 'probe.ran', { n, record }: Asked) => ({
  event,
  kind: 'probe',
  recordId: record,
  changes: { n: [null, n] as const },
});

const probe: Job = {
  name: 'probe',
  run: (ground, stamp, input) =>
    inTown(ground, jobActor(stamp), async (tx) => {
      await once(tx, stamp.key, () => writeJournal(tx, note('probe.ran', input as Asked)));
    }),
};

const config = readConfig(process.env, process.cwd());
const server = await startServer(config, [...jobs(config.dataDir), probe]);
const { ground } = server.installation;
const { rows } = await sql<{ town_id: string }>`select town_id from app.door_towns()`.execute(ground.db);
const actor = jobActor({ townId: rows[0]?.town_id ?? '', actorId: null });

process.on('message', (asked: Asked) => {
  inTown(ground, actor, async (tx) => {
    await writeJournal(tx, note('probe.asked', asked));
    await enqueue(tx, probe, asked);
  }).then(
    () => process.send?.({ acknowledged: asked.n }),
    () => process.send?.({ refused: asked.n }),
  );
});
process.on('disconnect', () => void server.stop().then(() => process.exit(0)));
process.send?.({ address: server.address });
