import { z } from 'zod';
import { EVERYONE } from '#kernel/functions';
import { route } from '#kernel/route';

/** Who is at a record. The events themselves come as a stream, `GET /towns/{town}/live`. */
export const liveContract = {
  announce: route({
    method: 'POST',
    path: '/presence',
    summary: {
      en: 'Say that one reads or writes a record, or has left it; answers who else is there',
      de: 'Mitteilen, dass man einen Datensatz liest, bearbeitet oder verlassen hat; nennt, wer sonst dort ist',
    },
    tag: 'Own',
    may: EVERYONE,
    byOffice: true,
    input: z.object({
      kind: z.string().regex(/^[a-z_]{1,40}$/),
      id: z.uuid(),
      /** One for each page that is open. */
      tab: z.uuid(),
      mode: z.enum(['reading', 'writing', 'gone']),
    }),
    output: z.object({
      people: z.array(z.object({ name: z.string(), mode: z.enum(['reading', 'writing']) })),
    }),
  }),
};
