import { z } from 'zod';
import { EDITORS } from '#kernel/functions';
import { done, route } from '#kernel/route';
import { FINDING_AREAS } from './domain/finding.ts';
import { PROPOSAL_KINDS } from './domain/proposal.ts';

const tag = 'Finding proposals';
const source = z.string().min(1).max(200);
const of = { engagementId: z.uuid(), sources: z.array(source).min(1).max(200) };

const proposal = z.object({
  source,
  area: z.enum(FINDING_AREAS),
  title: z.string(),
  statement: z.string(),
  cause: z.string(),
  consequence: z.string(),
  basis: z.string(),
  severity: z.int(),
  impact: z.int().nullable(),
  likelihood: z.int().nullable(),
  links: z.array(z.object({ kind: z.enum(['rating', 'observation', 'item']), targetId: z.uuid() })),
});
const words = z.string().trim().max(4000).default('');
const grade = z.int().min(1).max(3).nullable().default(null);

export const proposalsContract = {
  list: route({
    method: 'GET',
    path: '/finding-proposals',
    summary: {
      en: 'What the week suggests as findings: ratings below target, observations, facts of the inventory, united roles',
      de: 'Was die Woche als Feststellung nahelegt: Bewertungen unter dem Ziel, Beobachtungen, Fakten aus dem Inventar, vereinte Rollen',
    },
    tag,
    may: EDITORS,
    input: z.object({
      engagementId: z.uuid(),
      /** Keys of groups that are wanted whole; of many proposals each group tells its first ones only. */
      whole: z.array(z.string().max(300)).max(50).default([]),
    }),
    output: z.object({
      groups: z.array(
        z.object({
          key: z.string(),
          kind: z.enum(PROPOSAL_KINDS),
          label: z.string(),
          proposals: z.array(proposal),
          /** Undecided ones of the group, told here or not. */
          total: z.int(),
        }),
      ),
      setAside: z.array(z.object({ source, title: z.string(), reason: z.string() })),
      /** How many have become findings. */
      taken: z.int(),
    }),
  }),
  take: route({
    method: 'POST',
    path: '/finding-proposals/taking',
    summary: {
      en: 'Make one finding out of one or several proposals, with what they rest on',
      de: 'Aus einem oder mehreren Vorschlägen eine Feststellung machen, mit ihren Belegen',
    },
    tag,
    may: EDITORS,
    input: z.object({
      ...of,
      area: z.enum(FINDING_AREAS),
      title: z.string().trim().min(1).max(200),
      statement: z.string().trim().min(1).max(4000),
      cause: words,
      consequence: words,
      basis: words,
      severity: z.int().min(1).max(4).default(2),
      impact: grade,
      likelihood: grade,
    }),
    output: z.object({ id: z.uuid(), number: z.int() }),
    refusals: ['proposal_gone', 'finding_half_judged'],
  }),
  setAside: route({
    method: 'POST',
    path: '/finding-proposals/setting-aside',
    summary: {
      en: 'Set proposals aside, with a reason',
      de: 'Vorschläge beiseitelegen, mit Begründung',
    },
    tag,
    may: EDITORS,
    input: z.object({ ...of, reason: z.string().trim().min(1).max(1000) }),
    output: done,
    refusals: ['proposal_gone'],
  }),
  putBack: route({
    method: 'POST',
    path: '/finding-proposals/putting-back',
    summary: {
      en: 'Take back that proposals were set aside',
      de: 'Beiseitegelegte Vorschläge zurückholen',
    },
    tag,
    may: EDITORS,
    input: z.object(of),
    output: done,
    refusals: ['proposal_gone'],
  }),
};
