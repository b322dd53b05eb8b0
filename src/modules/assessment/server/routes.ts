import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { findRequirement } from '#modules/catalogue';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, readRecord } from '#platform/records';
import { assessmentContract as contract } from '../contract.ts';
import { chartLevels } from './chart-levels.ts';
import * as kinds from './kinds.ts';
import { goalOwner, observationRoom } from './names.read.ts';
import { countWeek } from './store.ts';

const ofEngagement = (query: Row): RawBuilder<unknown>[] =>
  query.engagementId ? [sql`r.engagement_id = ${query.engagementId}`] : [];

export const assessmentRoutes = {
  engagements: recordHandlers(contract.engagements, kinds.engagement, {
    list: { sorts: { startsOn: sql`r.starts_on`, title: sql`r.title` }, order: '-startsOn' },
    check: (_tx, values, before) => {
      const starts = String(values.starts_on ?? before?.starts_on);
      if (String(values.ends_on ?? before?.ends_on) < starts)
        refuse('invalid', 'invalid_input', [{ path: 'endsOn', code: 'before_start' }]);
    },
  }),
  agenda: recordHandlers(contract.agenda, kinds.agendaEntry, {
    list: { sorts: { starts: sql`(r.day || ' ' || r.starts)`, title: sql`r.title` }, order: 'starts' },
    where: ofEngagement,
    check: (_tx, values, before) => {
      if (String(values.ends ?? before?.ends) <= String(values.starts ?? before?.starts))
        refuse('invalid', 'invalid_input', [{ path: 'ends', code: 'before_start' }]);
    },
  }),
  goals: recordHandlers(contract.goals, kinds.goal, {
    list: {
      sorts: { number: sql`r.number`, weight: sql`r.weight`, title: sql`r.title` },
      order: 'number',
      ...goalOwner,
    },
    where: ofEngagement,
  }),
  successFactors: recordHandlers(contract.successFactors, kinds.successFactor, {
    list: { sorts: { title: sql`r.title` }, order: 'title' },
    where: ofEngagement,
  }),
  observations: recordHandlers(contract.observations, kinds.observation, {
    list: {
      sorts: { number: sql`r.number`, severity: sql`r.severity` },
      order: 'number',
      ...observationRoom,
    },
    where: ofEngagement,
  }),
  ratings: recordHandlers(contract.ratings, kinds.rating, {
    list: {
      sorts: { requirement: sql`r.requirement`, level: sql`coalesce(r.level, -1)` },
      order: 'requirement',
    },
    where: (query) => [
      ...ofEngagement(query),
      ...(query.framework ? [sql`r.framework = ${query.framework}`] : []),
    ],
    check: (_tx, values, before) => {
      const framework = String(values.framework ?? before?.framework);
      const requirement = String(values.requirement ?? before?.requirement);
      if (!findRequirement(framework, requirement))
        refuse('invalid', 'invalid_input', [{ path: 'requirement', code: 'unknown_reference' }]);
    },
  }),
  levelChart: chart(contract.levelChart, chartLevels),
  week: town(contract.week, async (tx, input) => {
    await readRecord(tx, kinds.engagement, input.id);
    return countWeek(tx, input.id);
  }),
};
