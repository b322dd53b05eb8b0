import { z } from 'zod';
import { READERS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';

export const reportsContract = {
  kinds: route({
    method: 'GET',
    path: '/reports',
    summary: {
      en: 'Reports that can be made for this town; documents lie below /reports/{kind}.pdf',
      de: 'Berichte, die es für diese Gemeinde gibt; die Dokumente liegen unter /reports/{kind}.pdf',
    },
    tag: 'Reports',
    may: READERS,
    input: nothing,
    output: z.object({ reports: z.array(z.object({ kind: z.string(), formats: z.array(z.string()) })) }),
  }),
};
