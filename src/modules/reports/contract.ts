import { z } from 'zod';
import { READERS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';
import { documentsContract } from './contract-documents.ts';

export const reportsContract = {
  documents: documentsContract,
  kinds: route({
    method: 'GET',
    path: '/reports',
    summary: {
      en: 'Reports that can be made for this town',
      de: 'Berichte, die es für diese Gemeinde gibt',
    },
    tag: 'Reports',
    may: READERS,
    input: nothing,
    output: z.object({ reports: z.array(z.object({ kind: z.string(), formats: z.array(z.string()) })) }),
  }),
  results: route({
    method: 'GET',
    path: '/reports/results.pdf',
    summary: {
      en: 'Results report as PDF/UA-1, in the fullest edition that the function may read',
      de: 'Ergebnisbericht als PDF/UA-1, in der vollständigsten Ausgabe, die die Funktion lesen darf',
    },
    tag: 'Reports',
    may: READERS,
    input: nothing,
    output: z.file().mime('application/pdf'),
  }),
};
