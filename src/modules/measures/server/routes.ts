import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { catalogues } from '#modules/catalogue';
import { fileHandlers } from '#platform/files/handlers';
import { town } from '#platform/http/bind';
import { recordHandlers } from '#platform/http/record-handlers';
import { measuresContract as contract } from '../contract.ts';
import { checkLibrary } from './check-library.ts';
import { type ContractFollower, contractChanges } from './contract-changes.ts';
import { createMeasure } from './create-measure.ts';
import { decisionsRoutes } from './decisions-routes.ts';
import { measureFiles } from './files.ts';
import { measure, roleRate } from './kinds.ts';
import { type MeasureNames, measureJoins, ownPeople } from './owner.read.ts';
import { packageRoutes } from './package/package-routes.ts';
import { removeMeasure } from './remove-measure.ts';
import { setEconomy } from './set-economy.ts';
import { readLinks, setLinks } from './set-links.ts';
import { setStrength } from './set-strength.ts';
import { showCoverage } from './show-coverage.ts';
import { showEconomies, showEconomy } from './show-economy.ts';
import { stepMeasure } from './step-measure.ts';
import { suggestForFinding } from './suggest-measures.ts';
import type { MeasureTable } from './tables.ts';
import { viewOf } from './view.ts';

/** `followers`: parts above that keep what was done under a measure's contract before it changes. */
export const measuresRoutes = (followers: readonly ContractFollower[]) => ({
  ...recordHandlers(contract, measure, {
    list: {
      sorts: {
        number: sql`r.number`,
        title: sql`r.title`,
        status: sql`r.status`,
        horizon: sql`array_position(array['short','medium','long'], r.horizon)`,
        onceCostCents: sql`r.once_cost_cents`,
        starts: sql`coalesce(r.starts, '9999-Q4')`,
        owner: sql`coalesce(p.name, '')`,
      },
      order: 'number',
      ...measureJoins,
    },
    where: (query) => [
      ...(query.status ? [sql`r.status = ${query.status}`] : []),
      ...(query.horizon ? [sql`r.horizon = ${query.horizon}`] : []),
      ...(query.owner === 'none' ? [sql`r.owner_id is null`] : []),
      ...(query.owner === 'some' ? [sql`r.owner_id is not null`] : []),
      ...(query.owner === 'me' ? [sql`r.owner_id in ${ownPeople}`] : []),
    ],
    view: (tx, row) => viewOf(tx, row as unknown as MeasureTable & MeasureNames),
    check: async (tx, values, before) => {
      await checkLibrary(tx, values.library, before?.library);
      await contractChanges(tx, followers, values, before);
    },
  }),
  files: fileHandlers(contract.files, measureFiles),
  create: town(contract.create, createMeasure),
  remove: town(contract.remove, removeMeasure),
  decisions: decisionsRoutes,
  suggestions: town(contract.suggestions, suggestForFinding),
  links: town(contract.links, readLinks),
  setLinks: town(contract.setLinks, setLinks),
  step: town(contract.step, stepMeasure),
  coverage: town(contract.coverage, showCoverage),
  setStrength: town(contract.setStrength, setStrength),
  packages: packageRoutes,
  economy: {
    rates: recordHandlers(contract.economy.rates, roleRate, {
      list: { sorts: { role: sql`r.role` }, order: 'role' },
      check: (_tx, values) => {
        const known = catalogues().roles.roles.some(({ key }) => key === values.role);
        if (values.role && !known)
          refuse('invalid', 'invalid_input', [{ path: 'role', code: 'unknown_reference' }]);
      },
    }),
    get: town(contract.economy.get, showEconomy),
    set: town(contract.economy.set, setEconomy),
    all: town(contract.economy.all, showEconomies),
  },
});
