import { sql } from 'kysely';
import type { Job } from '#platform/jobs/jobs';
import { writeJournal } from '#platform/journal';
import { inTown, jobActor } from '#platform/tx';

/** Removes an invitation that nobody took in time and says so in the journal; a second run finds nothing to do. */
export const endInvitation: Job = {
  name: 'end_invitation',
  run: (ground, stamp, input) =>
    inTown(ground, jobActor(stamp), async (tx) => {
      const { id } = input as { id: string };
      const { rows } = await sql<{ login: string }>`delete from invitation
        where town_id = ${stamp.townId} and id = ${id} and used_at is null and expires_at <= ${tx.now} returning login`.execute(
        tx.db,
      );
      const login = rows[0]?.login;
      if (!login) return;
      await writeJournal(tx, {
        event: 'member.invitation_ended',
        kind: 'member',
        recordId: id,
        changes: { login: [login, null] },
      });
    }),
};
