import { z } from 'zod';
import { chartRoute } from '#kernel/chart-route';
import { EDITORS, READERS } from '#kernel/functions';
import { route } from '#kernel/route';
import { FRAMEWORKS } from './domain/rating.ts';

const tag = 'Assessment';
const framework = z.enum(FRAMEWORKS).default('itil');
const values = z.array(z.number().nullable());

/** Weeks after each other: a new one that begins with the last, and what changed over all. */
export const trendContract = {
  continueWeek: route({
    method: 'POST',
    path: '/engagements/{id}/continuation',
    summary: {
      en: 'Begin a new week with the ratings, goals, success factors and agenda of an earlier one; everything has to be confirmed anew',
      de: 'Eine neue Analysewoche mit Bewertungen, Zielen, Erfolgsfaktoren und Agenda einer früheren beginnen; alles ist neu zu bestätigen',
    },
    tag,
    may: EDITORS,
    input: z.object({
      id: z.uuid(),
      title: z.string().trim().min(1).max(200),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
    }),
    output: z.object({
      id: z.uuid(),
      ratings: z.int(),
      goals: z.int(),
      agenda: z.int(),
      /** Rated requirements that the catalogues no longer know. */
      leftOut: z.array(z.string()),
      /** Requirements of the catalogues that nobody had rated. */
      unrated: z.int(),
    }),
  }),
  trend: route({
    method: 'GET',
    path: '/assessment-trend',
    summary: {
      en: 'All weeks side by side: practices or chapters of a framework, and goals',
      de: 'Alle Analysewochen nebeneinander: Praktiken oder Kapitel eines Rahmenwerks und Ziele',
    },
    tag,
    may: READERS,
    input: z.object({ framework }),
    output: z.object({
      /** Oldest first; only those in which something of the framework is rated. */
      weeks: z.array(
        z.object({
          id: z.uuid(),
          title: z.string(),
          startsOn: z.string(),
          /** Taken over and not looked at yet. */
          unconfirmed: z.int(),
        }),
      ),
      /** Share of the targets reached per week, in whole per cent. */
      overall: values,
      /** Practices by level, chapters by fulfilment in per cent. */
      lines: z.array(z.object({ code: z.string(), title: z.string(), values })),
      /** Goals over all weeks, in per cent; null where nobody has judged. */
      goalWeeks: z.array(z.object({ id: z.uuid(), startsOn: z.string() })),
      goals: z.array(z.object({ id: z.uuid(), number: z.int(), title: z.string(), values })),
    }),
  }),
  trendChart: chartRoute({
    path: '/charts/assessment-trend',
    summary: {
      en: 'A framework, or one practice or chapter of it, over all weeks: picture and table',
      de: 'Ein Rahmenwerk oder eine Praktik oder ein Kapitel davon über alle Wochen: Bild und Tabelle',
    },
    tag,
    input: z.object({ framework, row: z.string().max(60).default('') }),
  }),
};
