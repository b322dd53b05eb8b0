import { town } from '#platform/http/bind';
import { catalogueContract as contract } from '../contract.ts';
import { correctionHandlers } from './corrections.ts';
import { catalogues } from './load-catalogues.ts';
import {
  answerControl,
  compareVersions,
  listCatalogues,
  listControls,
  removeCatalogue,
  showCatalogue,
} from './own-catalogues.ts';

export const catalogueRoutes = {
  corrections: correctionHandlers,
  own: {
    overview: town(contract.own.overview, listCatalogues),
    get: town(contract.own.get, showCatalogue),
    controls: town(contract.own.controls, listControls),
    changes: town(contract.own.changes, compareVersions),
    answer: town(contract.own.answer, answerControl),
    remove: town(contract.own.remove, removeCatalogue),
  },
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
