import { town } from '#platform/http/bind';
import type { LiveKinds } from '#platform/live/events';
import { cockpitContract as contract } from '../contract.ts';
import { search, story } from './find.read.ts';
import { listFailingJobs, retryJob } from './jobs.ts';
import { readOverview } from './overview.read.ts';
import { readThread } from './thread.read.ts';

/** `kinds` says who may read which kind of record, and so its story. */
export const cockpitRoutes = (kinds: LiveKinds) => ({
  overview: town(contract.overview, readOverview),
  search: town(contract.search, search),
  thread: town(contract.thread, readThread),
  failingJobs: town(contract.failingJobs, listFailingJobs),
  retryJob: town(contract.retryJob, retryJob),
  story: town(contract.story, (tx, input) => story(tx, kinds, input)),
});
