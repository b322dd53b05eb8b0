import { z } from 'zod';
import { READERS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';
import { blocksContract } from './contract-blocks.ts';
import { documentsContract } from './contract-documents.ts';

export const reportsContract = {
  blocks: blocksContract,
  documents: documentsContract,
  minutes: route({
    method: 'GET',
    path: '/steering-meetings/{id}/minutes',
    summary: {
      en: 'Minutes of a meeting of the steering group as file; a draft until they are approved',
      de: 'Protokoll einer Sitzung des Lenkungskreises als Datei; ein Entwurf, bis es genehmigt ist',
    },
    tag: 'Reports',
    may: READERS,
    input: z.object({ id: z.uuid(), format: z.enum(['pdf', 'docx', 'odt']) }),
    output: z.file(),
  }),
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
