import { town } from '#platform/http/bind';
import { catalogueContract as contract } from '../contract.ts';
import { catalogues } from './load-catalogues.ts';

export const catalogueRoutes = {
  frameworks: town(contract.frameworks, async () => ({ frameworks: catalogues().frameworks })),
  roles: town(contract.roles, async () => {
    const { roles, incompatible } = catalogues().roles;
    return {
      roles,
      incompatible: incompatible.map(({ pair, reason, severity }) => ({
        roles: [...pair],
        reason,
        severity,
      })),
    };
  }),
};
