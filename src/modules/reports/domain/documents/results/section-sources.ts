import type { Block, Section } from '#kernel/document';
import { together } from '../ground.ts';
import type { Origin, Sources } from '../sources.ts';

/** The lists that the sections of the report are reckoned from; findings and measures name their own records. */
const ORIGINS: Readonly<Record<string, readonly Origin[]>> = {
  summary: ['findings', 'ratings', 'measures', 'roadmap', 'budget'],
  assignment: ['week', 'town', 'offices'],
  scope: ['sites'],
  stakeholders: ['stakeholders'],
  goals: ['goals'],
  success_factors: ['week'],
  developments: ['developments', 'measures'],
  inventory: ['inventory'],
  contracts: ['contracts'],
  unions: ['duties'],
  spending: ['spending', 'contracts'],
  activities: ['activities'],
  legal_units: ['legal'],
  comparison: ['ratings'],
  levels_itil: ['ratings'],
  levels_vds10000: ['ratings'],
  older: ['ratings'],
  findings: ['findings', 'review'],
  measures: ['measures'],
  roadmap: ['roadmap'],
  budget_need: ['measures', 'roadmap'],
  budget_lines: ['budget'],
  agenda: ['week'],
  walk: ['walk'],
  photos: ['walk'],
  people: ['people'],
  method: ['catalogues'],
};

/** Each section with where it comes from: below its words, and below the last of what follows them. */
export const sourcedSections = (from: Sources, sections: readonly Section[]): Section[] =>
  sections.map((section) => {
    const sources = from.lists(...(ORIGINS[section.key] ?? []));
    return {
      ...section,
      text: together(section.text, sources),
      blocks: lastSourced(section.blocks, sources),
    };
  });

/** A record or photo that names its own source keeps it. */
const lastSourced = (blocks: readonly Block[], sources: ReturnType<Sources['lists']>): readonly Block[] =>
  blocks.at(-1)?.sources ? blocks : together(blocks, sources);
