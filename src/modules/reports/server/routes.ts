import { town, townThen } from '#platform/http/bind';
import { reportsContract as contract } from '../contract.ts';
import { documentsRoutes } from './documents/routes.ts';
import { setResults } from './make-report.ts';
import { readResults } from './results.read.ts';

export const reportsRoutes = {
  documents: documentsRoutes,
  kinds: town(contract.kinds, async () => ({ reports: [{ kind: 'results', formats: ['pdf'] }] })),
  results: townThen(
    contract.results,
    (tx) => readResults(tx, tx.actor.locale),
    async (report, input, { answer, ground, locale }) => {
      const pdf = await setResults(report, locale, ground.clock.now());
      const name = `ergebnisbericht-${input.town}.pdf`;
      answer.set('content-disposition', `attachment; filename="${name}"`);
      return new File([pdf as Uint8Array<ArrayBuffer>], name, { type: 'application/pdf' });
    },
  ),
};
