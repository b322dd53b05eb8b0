import { sql } from 'kysely';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { roadmapContract as contract } from '../contract.ts';
import { chartCost } from './chart-cost.ts';
import { yearFrame } from './kinds.ts';
import { placeOnRoadmap, showRoadmap } from './show-roadmap.ts';

export const roadmapRoutes = {
  show: town(contract.show, showRoadmap),
  costChart: chart(contract.costChart, chartCost),
  place: town(contract.place, placeOnRoadmap),
  frames: recordHandlers(contract.frames, yearFrame, {
    list: { sorts: { year: sql`r.year` }, order: 'year' },
  }),
};
