import { town, townThen } from '#platform/http/bind';
import { directoryContract as contract } from '../contract.ts';
import { checkDirectory } from './check.ts';
import { compare } from './follow.ts';
import { mustAdministerAll, saveDirectory, settingsForTrial, showDirectory } from './settings.ts';

/** No connection of the database waits for a directory. */
export const directoryRoutes = {
  get: town(contract.get, showDirectory),
  save: town(contract.save, saveDirectory),
  check: townThen(contract.check, settingsForTrial, checkDirectory),
  follow: townThen(contract.follow, mustAdministerAll, (_nothing, { evenMany }, { ground }) =>
    compare(ground, evenMany),
  ),
};
