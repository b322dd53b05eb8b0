import { town } from '#platform/http/bind';
import { askToStop } from '#platform/jobs/progress';
import { removeRecord } from '#platform/records';
import { packageContract as contract } from '../../contract-package.ts';
import { measurePackage } from '../kinds.ts';
import { findPackage } from './package-store.ts';
import { proposeLimits } from './propose-limits.ts';
import { readPackage, readPackages } from './read-packages.ts';
import { startPackage } from './start-package.ts';
import { takePackage } from './take-package.ts';
import { undoPackage } from './undo-package.ts';

export const packageRoutes = {
  proposal: town(contract.proposal, proposeLimits),
  all: town(contract.all, readPackages),
  get: town(contract.get, readPackage),
  start: town(contract.start, startPackage),
  cancel: town(contract.cancel, async (tx, { id }) => {
    if ((await findPackage(tx, id)).state === 'running') await askToStop(tx, 'measure_package', id);
    return { done: true } as const;
  }),
  take: town(contract.take, takePackage),
  undo: town(contract.undo, undoPackage),
  remove: town(contract.remove, async (tx, { id }) => {
    await removeRecord(tx, measurePackage, id, { version: null });
    return { done: true } as const;
  }),
};
