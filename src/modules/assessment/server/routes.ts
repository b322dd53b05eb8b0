import { type RawBuilder, sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import { findRequirement, nis2Check } from '#modules/catalogue';
import { fileClassHandler, fileHandlers } from '#platform/files/handlers';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, readRecord, toView } from '#platform/records';
import { assessmentContract as contract } from '../contract.ts';
import { listGuests, noteAnswer, setGuests } from './agenda.ts';
import { fillAgenda, saveAgendaTemplate, showAgendaTemplate } from './agenda-templates.ts';
import { closeFeeds, openFeed } from './calendar.ts';
import { chartLevels } from './chart-levels.ts';
import { checkLegalUnit, listNis2 } from './check-legal-unit.ts';
import { checkObservation } from './check-observation.ts';
import { compareOlder } from './compare-older.ts';
import { continueWeek } from './continue-week.ts';
import { measuresOfDevelopment } from './developments.read.ts';
import { answerFiles, observationFiles, ratingFiles } from './files.ts';
import { passGate, reopenGate, showGates } from './gates.ts';
import { goalHints } from './goal-hints.ts';
import { questionsFor } from './interview-questions.ts';
import type { InterviewRow } from './interview-store.ts';
import { listWeekInvitations } from './invitations.ts';
import * as kinds from './kinds.ts';
import { linkRating, listRatingLinks, unlinkRating } from './link-rating.ts';
import { goalOwner, inSite, roomName, whereSeen } from './names.read.ts';
import { openAnswerEvidence } from './open-answer-evidence.ts';
import { planInterviews, previewTailoring } from './plan-interviews.ts';
import { putAnswer, putInterviewNote } from './put-answer.ts';
import { putChecklistAnswer } from './put-checklist-answer.ts';
import { putLegalUnitAnswer } from './put-legal-unit-answer.ts';
import { putObservation } from './put-observation.ts';
import { ratingEvidence } from './rating-links.read.ts';
import { readInterviewSheet } from './read-interview-sheet.ts';
import { readRequirementAnswers } from './read-requirement-answers.ts';
import { readScores } from './read-scores.ts';
import { readWalk } from './read-walk.ts';
import { addRespondent, removeRespondent, renewSecret, showQuestion } from './respondents.ts';
import { sendInvitations } from './send-invitations.ts';
import { setOlderChapters } from './set-older-chapters.ts';
import { chartTrend, showTrend } from './show-trend.ts';
import { countWeek } from './store.ts';
import { takeOverAnswerFile } from './take-over-answer-file.ts';

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
    list: {
      sorts: { starts: sql`(r.day || ' ' || r.starts)`, title: sql`r.title` },
      order: 'starts',
      ...roomName,
    },
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
      ...whereSeen,
    },
    where: (query) => [
      ...ofEngagement(query),
      ...(query.severity ? [sql`r.severity = ${query.severity}`] : []),
      ...(query.siteId ? [inSite(String(query.siteId))] : []),
      ...(query.roomId ? [sql`r.room_id = ${query.roomId}`] : []),
    ],
    check: checkObservation,
  }),
  putObservation: town(contract.putObservation, putObservation),
  putAnswer: town(contract.putAnswer, putAnswer),
  observationFiles: fileHandlers(contract.observationFiles, observationFiles),
  classPhoto: fileClassHandler(contract.classPhoto, observationFiles),
  ratingFiles: fileHandlers(contract.ratingFiles, ratingFiles),
  ratingLinks: town(contract.ratingLinks, listRatingLinks),
  addRatingLink: town(contract.addRatingLink, linkRating),
  removeRatingLink: town(contract.removeRatingLink, unlinkRating),
  answerFiles: fileHandlers(contract.answerFiles, answerFiles),
  openAnswerEvidence: town(contract.openAnswerEvidence, openAnswerEvidence),
  takeOverAnswerFile: town(contract.takeOverAnswerFile, takeOverAnswerFile),
  walk: town(contract.walk, readWalk),
  ratings: recordHandlers(contract.ratings, kinds.rating, {
    list: {
      sorts: { requirement: sql`r.requirement`, level: sql`coalesce(r.level, -1)` },
      order: 'requirement',
      ...ratingEvidence,
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
  renewSecret: town(contract.renewSecret, renewSecret),
  removeRespondent: town(contract.removeRespondent, removeRespondent),
  interviewPlan: town(contract.interviewPlan, planInterviews),
  requirementAnswers: town(contract.requirementAnswers, readRequirementAnswers),
  tailoring: town(contract.tailoring, previewTailoring),
  scores: town(contract.scores, readScores),
  levelChart: chart(contract.levelChart, chartLevels),
  gates: town(contract.gates, showGates),
  passGate: town(contract.passGate, passGate),
  reopenGate: town(contract.reopenGate, reopenGate),
  fillAgenda: town(contract.fillAgenda, fillAgenda),
  guests: town(contract.guests, listGuests),
  setGuests: town(contract.setGuests, setGuests),
  noteAnswer: town(contract.noteAnswer, noteAnswer),
  agendaTemplate: town(contract.agendaTemplate, showAgendaTemplate),
  saveAgendaTemplate: town(contract.saveAgendaTemplate, saveAgendaTemplate),
  invitations: town(contract.invitations, listWeekInvitations),
  sendInvitations: town(contract.sendInvitations, sendInvitations),
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
  legalUnits: recordHandlers(contract.legalUnits, kinds.legalUnit, {
    list: { sorts: { name: sql`r.name` }, order: 'name' },
    check: (_tx, values) => {
      if (values.kind !== undefined && !nis2Check().units.some(({ key }) => key === values.kind))
        refuse('invalid', 'invalid_input', [{ path: 'kind', code: 'unknown_reference' }]);
    },
  }),
  nis2: town(contract.nis2, listNis2),
  legalUnitCheck: town(contract.legalUnitCheck, checkLegalUnit),
  putLegalUnitAnswer: town(contract.putLegalUnitAnswer, putLegalUnitAnswer),
  olderResults: recordHandlers(contract.olderResults, kinds.olderResult, {
    list: {
      sorts: { assessedOn: sql`r.assessed_on` },
      order: '-assessedOn',
      columns: sql`(select count(*)::int from older_chapter c where c.town_id = r.town_id and c.result_id = r.id) as chapters`,
      joins: sql``,
    },
    check: (tx, values) => {
      if (String(values.assessed_on ?? '') > localDateOf(tx.now))
        refuse('invalid', 'invalid_input', [{ path: 'assessedOn', code: 'in_future' }]);
    },
  }),
  continueWeek: town(contract.continueWeek, continueWeek),
  trend: town(contract.trend, showTrend),
  trendChart: chart(contract.trendChart, chartTrend),
  setOlderChapters: town(contract.setOlderChapters, setOlderChapters),
  olderComparison: town(contract.olderComparison, compareOlder),
  week: town(contract.week, async (tx, input) => {
    await readRecord(tx, kinds.engagement, input.id);
    return countWeek(tx, input.id);
  }),
};
