import { z } from 'zod';
import { fileView } from '#kernel/file-routes';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { ANSWER_STATES, INTERVIEW_STATUSES, WAYS } from './domain/interview.ts';
import { FRAMEWORKS } from './domain/rating.ts';

const tag = 'Interviews';
const words = z.object({ de: z.string(), en: z.string() });
const role = z.string().regex(/^[a-z][a-z_]*$/);
const question = z.string().min(3).max(120);
const level = z.int().min(0).max(5);
const one = z.object({ id: z.uuid() });

export const interviewFields = z.object({
  engagementId: z.uuid(),
  title: z.string().trim().min(1).max(200),
  people: z.string().trim().max(500).default(''),
  roles: z.array(role).max(20).default([]),
  siteIds: z.array(z.uuid()).max(50).default([]),
  /** Left out of this interview: a whole framework, `itil`, or a requirement, `itil:problem`. */
  without: z.array(z.string().max(80)).max(300).default([]),
  depth: z.int().min(1).max(3).default(1),
  minutes: z.int().min(5).max(480).default(60),
  day: z.int().min(1).max(5).default(1),
  starts: z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)]).default(''),
  status: z.enum(INTERVIEW_STATUSES).default('planned'),
});

export const answerFields = z.object({
  respondentId: z.uuid(),
  question,
  /** `open` takes an answer back. */
  state: z.enum([...ANSWER_STATES, 'open']),
  level: level.nullable().default(null),
  reason: z.string().trim().max(1000).default(''),
  evidence: z.string().trim().max(4000).default(''),
});

const sheetQuestion = z.object({
  key: z.string(),
  framework: z.enum(FRAMEWORKS),
  requirement: z.string(),
  text: words,
  site: z.string().nullable(),
  minutes: z.int(),
  /** Requirements elsewhere that the same answer counts for. */
  serves: z.array(z.object({ framework: z.string(), requirement: z.string(), title: words })),
});
/** What several questions share. */
const sheetRequirement = z.object({
  framework: z.enum(FRAMEWORKS),
  requirement: z.string(),
  title: words,
  target: level,
  proofPoints: z.array(z.object({ level: z.int(), points: z.array(words) })),
});
const respondent = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  worksInId: z.uuid().nullable(),
  office: z.string().nullable(),
  way: z.enum(WAYS),
  until: z.string().nullable(),
});
/** Somebody with what lets them answer, told once. */
const withSecret = z.object({
  respondent,
  /** Code for the room, or null. */
  code: z.string().nullable(),
  /** Address of the questions handed over, or null. */
  path: z.string().nullable(),
});
const answerView = z.object({
  id: z.uuid(),
  respondentId: z.uuid(),
  question: z.string(),
  state: z.enum(ANSWER_STATES),
  level: level.nullable(),
  reason: z.string(),
  evidence: z.string(),
  version: z.int(),
});
const range = { worst: level, best: level };
const questionScore = z.object({
  question: z.string(),
  text: words,
  site: z.string().nullable(),
  state: z.enum(['known', 'unknown', 'open', 'not_applicable']),
  value: level.nullable(),
  ...range,
  answers: z.int(),
  /** Only from three answers on, so that nobody can be picked out. */
  spread: z.object({ lowest: level, highest: level }).nullable(),
  divergent: z.boolean(),
  /** Where the question belongs, when it counts here by a mapping. */
  mappedFrom: z.object({ framework: z.string(), requirement: z.string(), title: words }).nullable(),
});
export const requirementScore = z.object({
  framework: z.enum(FRAMEWORKS),
  requirement: z.string(),
  title: words,
  level: level.nullable(),
  mean: z.number().nullable(),
  ...range,
  target: level,
  known: z.int(),
  total: z.int(),
  questions: z.array(questionScore),
});
const degree = z.object({
  degree: z.int().nullable(),
  worst: z.int(),
  best: z.int(),
  known: z.int(),
  total: z.int(),
});
const chapter = z.object({
  code: z.string(),
  title: words,
  must: degree,
  should: degree,
  all: degree,
  gate: z.object({
    state: z.enum(['passed', 'failed', 'open']),
    failing: z.array(z.string()),
    unknown: z.array(z.string()),
  }),
});

/** Interviews of a week: who is asked what, what they said, and what it comes to. */
export const interviewContract = {
  interviews: recordRoutes({
    path: 'interviews',
    things: 'Interviews',
    tag,
    fields: interviewFields,
    extra: z.object({
      questions: z.int(),
      /** Minutes the chosen questions are expected to take. */
      needed: z.int(),
      /** Questions with at least one answer; null for who is not of the team. */
      answered: z.int().nullable(),
    }),
    filters: { engagementId: z.uuid().optional() },
    read: EDITORS,
    write: EDITORS,
  }),
  interviewSheet: route({
    method: 'GET',
    path: '/interviews/{id}/sheet',
    summary: {
      en: 'Questions of an interview with answers and confidential notes, for its team',
      de: 'Fragen eines Interviews mit Antworten und vertraulichen Notizen, für das Team',
    },
    tag,
    may: EDITORS,
    input: nothing.extend(one.shape),
    output: z.object({
      title: z.string(),
      status: z.enum(INTERVIEW_STATUSES),
      /** Booked minutes, the day and time agreed (`''` when open), and when the first answer came. */
      minutes: z.int(),
      date: z.iso.date(),
      starts: z.string(),
      begunAt: z.string().nullable(),
      currentQuestion: z.string(),
      questions: z.array(sheetQuestion),
      requirements: z.array(sheetRequirement),
      respondents: z.array(respondent),
      answers: z.array(answerView),
      /** Files to answers, also before an answer is given. */
      evidence: z.array(
        z.object({
          id: z.uuid(),
          respondentId: z.uuid(),
          question: z.string(),
          files: z.array(fileView),
        }),
      ),
      notes: z.array(z.object({ question: z.string(), note: z.string() })),
      /** Questions of the week on which offices are two levels or more apart. */
      contradictions: z.array(
        z.object({
          question: z.string(),
          text: words,
          offices: z.array(z.object({ office: z.string(), level })),
        }),
      ),
    }),
    refusals: ['interview_team_only'],
  }),
  putAnswer: route({
    method: 'PUT',
    path: '/interviews/{id}/answers',
    summary: {
      en: 'What somebody says to a question; again replaces it, `open` takes it back',
      de: 'Was jemand zu einer Frage sagt; erneut gesendet ersetzt es, `open` nimmt es zurück',
    },
    tag,
    may: EDITORS,
    input: one.extend(answerFields.shape),
    output: z.object({ answer: answerView.nullable() }),
    refusals: ['interview_team_only'],
  }),
  putInterviewNote: route({
    method: 'PUT',
    path: '/interviews/{id}/notes',
    summary: {
      en: 'A note of the team to a question or, with an empty one, to the interview; an empty note removes it',
      de: 'Eine Notiz des Teams zu einer Frage oder, ohne Frage, zum Interview; eine leere entfernt sie',
    },
    tag,
    may: EDITORS,
    input: one.extend({ question: z.string().max(120).default(''), note: z.string().trim().max(8000) }),
    output: done,
    refusals: ['interview_team_only'],
  }),
  showQuestion: route({
    method: 'PUT',
    path: '/interviews/{id}/current-question',
    summary: {
      en: 'The question those in the room look at; empty closes it',
      de: 'Die Frage, die alle im Interview-Raum sehen; leer schließt sie',
    },
    tag,
    may: EDITORS,
    input: one.extend({ question: z.string().max(120) }),
    output: done,
    refusals: ['interview_team_only'],
  }),
  addRespondent: route({
    method: 'POST',
    path: '/interviews/{id}/respondents',
    summary: {
      en: 'Somebody who answers: with the team, in the room by a code, or single questions by a link, told once',
      de: 'Jemand, der antwortet: mit dem Team, im Interview-Raum mit Code oder einzelne Fragen per Link, einmal genannt',
    },
    tag,
    may: EDITORS,
    secret: true,
    input: one.extend({
      name: z.string().trim().min(1).max(200),
      email: z.union([z.literal(''), z.email().max(200)]).default(''),
      worksInId: z.uuid().nullable().default(null),
      way: z.enum(WAYS).default('team'),
      questions: z.array(question).max(50).default([]),
    }),
    output: withSecret,
    refusals: ['interview_team_only', 'told_once'],
  }),
  renewSecret: route({
    method: 'POST',
    path: '/interviews/{id}/respondents/{respondentId}/secrets',
    summary: {
      en: 'A new code or link for somebody who has lost theirs or whose has ended; the former one ends, answers stay',
      de: 'Ein neuer Code oder Link, wenn der frühere verloren oder abgelaufen ist; der frühere endet, Antworten bleiben',
    },
    tag,
    may: EDITORS,
    secret: true,
    input: nothing.extend({ ...one.shape, respondentId: z.uuid() }),
    output: withSecret,
    refusals: ['interview_team_only', 'told_once'],
  }),
  removeRespondent: route({
    method: 'DELETE',
    path: '/interviews/{id}/respondents/{respondentId}',
    summary: {
      en: 'Remove a respondent with their answers; code and link end',
      de: 'Eine antwortende Person mit ihren Antworten entfernen; Code und Link enden',
    },
    tag,
    may: EDITORS,
    input: nothing.extend({ ...one.shape, respondentId: z.uuid() }),
    output: done,
    refusals: ['interview_team_only'],
  }),
  tailoring: route({
    method: 'POST',
    path: '/interview-tailoring',
    summary: {
      en: 'How many questions an interview with these roles, sites and this depth would ask, and for how long; nothing is stored',
      de: 'Wie viele Fragen ein Interview mit diesen Rollen, Standorten und dieser Tiefe stellt und wie lange es dauert; ohne zu speichern',
    },
    tag,
    may: EDITORS,
    input: interviewFields.pick({ roles: true, siteIds: true, without: true, depth: true }),
    output: z.object({ questions: z.int(), needed: z.int() }),
  }),
  interviewPlan: route({
    method: 'GET',
    path: '/engagements/{id}/interview-plan',
    summary: {
      en: 'Whether the questions fit the booked interviews, and what nobody is asked',
      de: 'Ob die Fragen in die gebuchten Interviews passen und was niemand gefragt wird',
    },
    tag,
    may: EDITORS,
    input: nothing.extend(one.shape),
    output: z.object({
      booked: z.int(),
      needed: z.int(),
      over: z.int(),
      notAsked: z.array(z.object({ question: z.string(), requirement: z.string(), text: words })),
    }),
  }),
  requirementAnswers: route({
    method: 'GET',
    path: '/engagements/{id}/requirement-answers',
    summary: {
      en: 'Who said what to the questions that count for a requirement, for the team alone',
      de: 'Wer was zu den Fragen sagte, die für eine Anforderung zählen, nur für das Team',
    },
    tag,
    may: EDITORS,
    input: nothing.extend({
      ...one.shape,
      framework: z.enum(FRAMEWORKS),
      requirement: z.string().min(1).max(80),
    }),
    output: z.object({
      /** Whether the asker belongs to the team; nobody else is told any of the answers. */
      team: z.boolean(),
      answers: z.array(
        z.object({
          id: z.uuid(),
          interviewId: z.uuid(),
          interview: z.string(),
          respondentId: z.uuid(),
          respondent: z.string(),
          office: z.string().nullable(),
          /** As the interview names it, with its site. */
          key: z.string(),
          text: words,
          site: z.string().nullable(),
          state: z.enum(ANSWER_STATES),
          level: level.nullable(),
          reason: z.string(),
          evidence: z.string(),
        }),
      ),
    }),
    refusals: ['interview_team_only'],
  }),
  scores: route({
    method: 'GET',
    path: '/engagements/{id}/scores',
    summary: {
      en: 'What the answers come to, per requirement and chapter, down to the questions and the rule',
      de: 'Was die Antworten ergeben, je Anforderung und Kapitel, bis zu den Fragen und der Regel',
    },
    tag,
    may: READERS,
    input: nothing.extend({ ...one.shape, framework: z.enum(FRAMEWORKS).default('itil') }),
    output: z.object({ requirements: z.array(requirementScore), chapters: z.array(chapter) }),
  }),
};
