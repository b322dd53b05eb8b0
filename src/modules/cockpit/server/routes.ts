import { town } from '#platform/http/bind';
import { cockpitContract as contract } from '../contract.ts';
import { search, story } from './find.ts';
import { readOverview } from './overview.read.ts';
import { readThread } from './thread.read.ts';

export const cockpitRoutes = {
  overview: town(contract.overview, readOverview),
  search: town(contract.search, search),
  thread: town(contract.thread, readThread),
  story: town(contract.story, story),
};
