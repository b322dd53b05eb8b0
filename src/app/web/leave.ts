import type { loadWalkLeaving } from '#modules/assessment/ui';
import type { organisationContract } from '#modules/organisation/contract';
import { api, problemOf, statusOf } from '#platform/client';

/** Handed over by the application, which has it: imported here it would become a piece of its own in its first load. */
interface Means {
  loadWalkLeaving: typeof loadWalkLeaving;
  /** Says that it did not work; without words of the server there was no answer. */
  tell: (why: string | undefined) => void;
}

/**
 * Signs out; a session that has ended is left all the same. While this browser holds captures of a walk-through that are
 * not sent, their list opens instead: sending and signing out are both at hand there.
 */
export async function leave({ loadWalkLeaving, tell }: Means): Promise<void> {
  try {
    if ((await (await loadWalkLeaving()).unsentHere()) > 0) return location.assign('/rundgang#offen');
    const organisation = api<typeof organisationContract>('organisation');
    await organisation.signOut({}).catch((error: unknown) => {
      if (statusOf(error) !== 401) throw error;
    });
    location.assign('/anmelden');
  } catch (error) {
    tell(problemOf(error)?.text);
  }
}
