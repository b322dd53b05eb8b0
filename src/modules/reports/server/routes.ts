import { town } from '#platform/http/bind';
import { reportsContract as contract } from '../contract.ts';

export const reportsRoutes = {
  kinds: town(contract.kinds, async () => ({ reports: [{ kind: 'results', formats: ['pdf'] }] })),
};
