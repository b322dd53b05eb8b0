import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { findRequirement } from '#modules/catalogue';
import { fileHandlers } from '#platform/files/handlers';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, readRecord, toView } from '#platform/records';
import { assessmentContract as contract } from '../contract.ts';
import { fillAgenda, listGuests, setGuests } from './agenda.ts';
import { closeFeeds, openFeed } from './calendar.ts';
import { chartLevels } from './chart-levels.ts';
import { checkObservation } from './check-observation.ts';
import { measuresOfDevelopment } from './developments.read.ts';
import { observationFiles } from './files.ts';
import { passGate, reopenGate, showGates } from './gates.ts';
import { goalHints } from './goal-hints.ts';
import { questionsFor } from './interview-questions.ts';
import type { InterviewRow } from './interview-store.ts';
import * as kinds from './kinds.ts';
import { goalOwner, observationRoom } from './names.read.ts';
import { planInterviews } from './plan-interviews.ts';
import { putAnswer, putInterviewNote } from './put-answer.ts';
import { putChecklistAnswer } from './put-checklist-answer.ts';
import { putObservation } from './put-observation.ts';
import { readInterviewSheet } from './read-interview-sheet.ts';
import { readScores } from './read-scores.ts';
import { readWalk } from './read-walk.ts';
import { addRespondent, removeRespondent, showQuestion } from './respondents.ts';
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
    check: checkObservation,
  }),
  putObservation: town(contract.putObservation, putObservation),
  putAnswer: town(contract.putAnswer, putAnswer),
  observationFiles: fileHandlers(contract.observationFiles, observationFiles),
  walk: town(contract.walk, readWalk),
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
      const known = findRequirement(framework, requirement);
      if (!known)
        return refuse('invalid', 'invalid_input', [{ path: 'requirement', code: 'unknown_reference' }]);
      const faults = [
        ...(values.covered_by && !known.coveredByOther ? [{ path: 'coveredBy', code: 'not_allowed' }] : []),
        ...(values.risk_reason && !known.demandsRiskAnalysis
          ? [{ path: 'riskReason', code: 'not_allowed' }]
          : []),
      ];
      if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
    },
  }),
  interviews: recordHandlers(contract.interviews, kinds.interview, {
    list: {
      sorts: { starts: sql`(r.day || ' ' || r.starts)`, title: sql`r.title` },
      order: 'starts',
      columns: sql`case when app.in_interview_team() then (select count(distinct a.question)::int from answer a
        where a.town_id = r.town_id and a.interview_id = r.id) end as answered`,
      joins: sql``,
    },
    where: ofEngagement,
    view: (_tx, row) => {
      const { keys, minutes } = questionsFor(row as unknown as InterviewRow);
      return { ...toView(row), questions: keys.length, needed: minutes };
    },
  }),
  interviewSheet: town(contract.interviewSheet, readInterviewSheet),
  putChecklistAnswer: town(contract.putChecklistAnswer, putChecklistAnswer),
  putInterviewNote: town(contract.putInterviewNote, putInterviewNote),
  showQuestion: town(contract.showQuestion, showQuestion),
  addRespondent: town(contract.addRespondent, addRespondent),
  removeRespondent: town(contract.removeRespondent, removeRespondent),
  interviewPlan: town(contract.interviewPlan, planInterviews),
  scores: town(contract.scores, readScores),
  levelChart: chart(contract.levelChart, chartLevels),
  gates: town(contract.gates, showGates),
  passGate: town(contract.passGate, passGate),
  reopenGate: town(contract.reopenGate, reopenGate),
  fillAgenda: town(contract.fillAgenda, fillAgenda),
  guests: town(contract.guests, listGuests),
  setGuests: town(contract.setGuests, setGuests),
  openFeed: town(contract.openFeed, openFeed),
  closeFeeds: town(contract.closeFeeds, closeFeeds),
  goalHints: town(contract.goalHints, goalHints),
  goalPairs: recordHandlers(contract.goalPairs, kinds.goalPair, {
    list: { sorts: { relation: sql`r.relation` }, order: 'relation' },
    where: ofEngagement,
    check: (_tx, values, before) => {
      if ((values.goal_id ?? before?.goal_id) === (values.other_goal_id ?? before?.other_goal_id))
        refuse('invalid', 'invalid_input', [{ path: 'otherGoalId', code: 'same_goal' }]);
    },
  }),
  developments: recordHandlers(contract.developments, kinds.development, {
    list: {
      sorts: { title: sql`r.title`, dueOn: sql`coalesce(r.due_on, '9999-12-31'::date)` },
      order: 'dueOn',
      columns: measuresOfDevelopment,
      joins: sql``,
    },
  }),
  week: town(contract.week, async (tx, input) => {
    await readRecord(tx, kinds.engagement, input.id);
    return countWeek(tx, input.id);
  }),
};
