import { town, townThen } from '#platform/http/bind';
import { reportsContract as contract } from '../contract.ts';
import { FORMATS_OF } from '../domain/documents/editions.ts';
import { blocksRoutes } from './blocks/routes.ts';
import { MEDIA, readForFile } from './documents/make-file.ts';
import { renderDocument } from './documents/render-document.ts';
import { documentsRoutes } from './documents/routes.ts';
import { readForMinutes } from './make-minutes.ts';
import { fullest } from './policy.ts';

export const reportsRoutes = {
  minutes: townThen(contract.minutes, readForMinutes, async (rendering, { format }, { answer, ground }) => {
    const bytes = await renderDocument(rendering, format, ground.files.folder);
    const name = `${rendering.name}.${format}`;
    answer.set('content-disposition', `attachment; filename="${name}"`);
    return new File([bytes as Uint8Array<ArrayBuffer>], name, { type: MEDIA[format] });
  }),
  blocks: blocksRoutes,
  documents: documentsRoutes,
  kinds: town(contract.kinds, async () => ({
    reports: [{ kind: 'results', formats: [...FORMATS_OF.results] }],
  })),
  results: townThen(
    contract.results,
    (tx) => readForFile(tx, { kind: 'results', edition: fullest(tx), format: 'pdf' }),
    async (rendering, input, { answer, ground }) => {
      const pdf = await renderDocument(rendering, 'pdf', ground.files.folder);
      const name = `ergebnisbericht-${input.town}.pdf`;
      answer.set('content-disposition', `attachment; filename="${name}"`);
      return new File([pdf as Uint8Array<ArrayBuffer>], name, { type: 'application/pdf' });
    },
  ),
};
