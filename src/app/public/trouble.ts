import type { HttpContext } from '#platform/http/context';
import { asRefusal, problemBody, statusOf } from '#platform/http/errors';
import type { Fault } from './page.ts';
import { inWords, type ShownStatus } from './show.ts';

/** Why a form was not taken, to be shown with everything that was typed into it. */
export interface Trouble {
  text: string | null;
  faults: readonly Fault[];
  status: ShownStatus;
  /** What was sent, so that nothing typed is lost. */
  form: Record<string, string>;
}
export const NO_TROUBLE: Trouble = { text: null, faults: [], status: 200, form: {} };

/** Does what a form asks for; null when it is done, else what is wrong with it. */
export async function troubled(
  c: HttpContext,
  form: Record<string, string>,
  work: () => Promise<void>,
): Promise<Trouble | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const refusal = asRefusal(error);
    const { text, fields } = problemBody(refusal, inWords(c).locale);
    return { text, faults: fields, status: statusOf(refusal) as ShownStatus, form };
  }
}
