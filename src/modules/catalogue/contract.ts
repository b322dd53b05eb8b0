import { z } from 'zod';
import { EDITORS, EVERYONE, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';
import { catalogueDraftsContract } from './contract-draft.ts';
import { libraryContract, librarySummary, namedRequirement } from './contract-library.ts';
import { ownCataloguesContract } from './contract-own.ts';
import { ownLibraryContract } from './contract-own-library.ts';
import { frequencies, modals } from './domain/framework.ts';

const tag = 'Catalogue';
const words = z.object({ de: z.string(), en: z.string() });

export const frameworkView = z.object({
  id: z.string(),
  title: words,
  version: z.string(),
  edition: z.string().nullable(),
  scale: z.object({ kind: z.enum(['capability', 'fulfilment']), name: words, source: words }).nullable(),
  levels: z.array(z.object({ level: z.int(), name: words, meaning: words })),
  groups: z.array(z.object({ code: z.string(), title: words })),
  requirements: z.array(
    z.object({
      code: z.string(),
      group: z.string(),
      title: words,
      question: words,
      why: words.nullable(),
      modal: z.enum(['MUST', 'SHOULD', 'MAY']).nullable(),
      tier: z.enum(['core', 'extended', 'small']),
      presetReason: words.nullable(),
      confirmedParts: z.object({ number: z.boolean(), modal: z.boolean(), frequency: z.boolean() }),
      coveredByOther: z.boolean(),
      demandsRiskAnalysis: z.boolean(),
      frequency: z.enum(frequencies),
      proofPoints: z.array(z.object({ level: z.int(), points: z.array(words) })),
      typicalTarget: z.int(),
    }),
  ),
});

export const roleView = z.object({ key: z.string(), title: words, purpose: words });

export const correctionFields = z.object({
  framework: z.enum(['itil', 'vds10000']),
  requirement: z.string().min(1).max(40),
  /** Null: as the catalogue has it. */
  modal: z.enum(modals).nullable().default(null),
  frequency: z.enum(frequencies).nullable().default(null),
  /** Edition and page of the town's own copy of the standard. */
  source: z.string().trim().min(1).max(1000),
});

export { librarySummary, namedRequirement };

export const catalogueContract = {
  library: libraryContract,
  corrections: recordRoutes({
    path: 'requirement-corrections',
    things: 'Abgleiche mit der Richtlinie',
    tag,
    fields: correctionFields,
    extra: z.object({}),
    filters: { framework: z.string().max(40).optional() },
    read: READERS,
    write: EDITORS,
  }),
  own: ownCataloguesContract,
  ownLibrary: ownLibraryContract,
  drafts: catalogueDraftsContract,
  frameworks: route({
    method: 'GET',
    path: '/frameworks',
    summary: {
      en: 'Frameworks that a town is compared with, with their requirements',
      de: 'Rahmenwerke, mit denen eine Gemeinde verglichen wird, mit ihren Anforderungen',
    },
    tag,
    may: EVERYONE,
    input: nothing,
    output: z.object({ frameworks: z.array(frameworkView) }),
  }),
  roles: route({
    method: 'GET',
    path: '/roles',
    summary: {
      en: 'Roles that people hold in and around IT, and which must not be united',
      de: 'Rollen in und um die IT, und welche sich nicht vertragen',
    },
    tag,
    may: EVERYONE,
    input: nothing,
    output: z.object({
      roles: z.array(roleView),
      incompatible: z.array(
        z.object({ roles: z.array(z.string()), reason: words, severity: z.enum(['must', 'should']) }),
      ),
    }),
  }),
};
