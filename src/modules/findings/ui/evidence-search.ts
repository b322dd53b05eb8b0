import type { assessmentContract } from '#modules/assessment/contract';
import { loadEvidenceSearch } from '#modules/assessment/ui';
import { api } from '#platform/client';
import { m } from '#texts';
import type { LookupOption } from '#ui-kit/lookup-field';
import type { Story } from './words.ts';

const assessment = api<typeof assessmentContract>('assessment');

export type EvidenceKind = Story['links'][number]['kind'];
export const EVIDENCE: Record<EvidenceKind, () => string> = {
  observation: m.findings_evidence_observation,
  rating: m.findings_evidence_rating,
  item: m.findings_evidence_item,
  posting: m.findings_evidence_posting,
};

const FEW = 20;

/** Ratings carry no words of their own in the search index; a framework's codes are few enough to look through. */
async function searchRatings(town: string, q: string): Promise<LookupOption[]> {
  const wanted = q.toLocaleLowerCase();
  const hits: LookupOption[] = [];
  let cursor: string | undefined;
  do {
    const page = await assessment.ratings.list({ town, limit: 200, ...(cursor ? { cursor } : {}) });
    for (const { id, framework, requirement, level, target, evidence } of page.rows) {
      const label = `${framework.toUpperCase()} ${requirement}`;
      const hint = m.findings_evidence_level({ level: level === null ? '–' : String(level), target });
      if (`${label} ${evidence}`.toLocaleLowerCase().includes(wanted)) hits.push({ id, label, hint });
    }
    cursor = page.next ?? undefined;
  } while (cursor && hits.length < FEW);
  return hits.slice(0, FEW);
}

async function searchObservations(town: string, q: string): Promise<LookupOption[]> {
  const { rows } = await assessment.observations.list({ town, limit: FEW, ...(q ? { q } : {}) });
  return rows.map(({ id, number, statement, roomName }) => ({
    id,
    label: `B-${String(number).padStart(2, '0')} ${statement.slice(0, 120)}`,
    ...(roomName ? { hint: roomName } : {}),
  }));
}

const SEARCH = {
  rating: searchRatings,
  observation: searchObservations,
  item: async (town: string, q: string) => (await loadEvidenceSearch()).searchItems(town, q),
  posting: async (town: string, q: string) => (await loadEvidenceSearch()).searchPostings(town, q),
};

/** Finds what a finding can rest on, by number or words. */
export const searchEvidence = (kind: EvidenceKind, town: string, q: string): Promise<LookupOption[]> =>
  SEARCH[kind](town, q);
