/** The folder format of a town (examples/README.md) as data: files in the order they are loaded, fields with types. */
import { STATES } from '#kernel/holidays';
import { activityKinds } from '#modules/activity';
import { assessmentKinds } from '#modules/assessment';
import { BASES, budgetKinds, CERTAINTIES, COST_AREAS } from '#modules/budget';
import { findingsKinds } from '#modules/findings';
import { inventoryKinds } from '#modules/inventory';
import { measuresKinds } from '#modules/measures';
import { organisationKinds } from '#modules/organisation';
import { roadmapKinds } from '#modules/roadmap';
import type { RecordKind } from '#platform/records';

export type FieldType =
  | { is: 'text'; required?: boolean; max?: number }
  | { is: 'int'; min?: number; max?: number; required?: boolean }
  | { is: 'euro'; mayBeNegative?: boolean }
  | { is: 'date'; required?: boolean }
  | { is: 'instant' }
  | { is: 'bool' }
  | { is: 'quarter' }
  | { is: 'time'; required?: boolean }
  | { is: 'choice'; of: readonly string[]; required?: boolean }
  /** Key or number of a record in another file; stored in `column`. */
  | { is: 'ref'; file: string; column: string; required?: boolean }
  /** Several of them; handled by the importer's links. */
  | { is: 'refs'; file: string }
  | { is: 'list' }
  /** Words without spaces, stored as they stand. */
  | { is: 'words' };

export interface TownFile {
  file: string;
  kind: RecordKind;
  /** Field that names a record: `key`, `number` or none. */
  name: 'key' | 'number' | null;
  /** Letter before a number, e.g. F for F-01. */
  prefix?: string;
  /** Belongs to the week of the folder. */
  ofEngagement?: boolean;
  fields: Readonly<Record<string, FieldType>>;
}

const text = { is: 'text' } as const;
const need = { is: 'text', required: true, max: 200 } as const;
const prose = { is: 'text', required: true, max: 4000 } as const;
const int = (min: number, max: number) => ({ is: 'int', min, max }) as const;
const date = { is: 'date' } as const;
const euro = { is: 'euro' } as const;
const choice = (...of: string[]) => ({ is: 'choice', of, required: true }) as const;
const ref = (file: string, column: string, required = false) =>
  ({ is: 'ref', file, column, required }) as const;

type Fields = Readonly<Record<string, FieldType>>;

/** `town.yaml`, one map. */
export const TOWN_FIELDS: Fields = {
  slug: { is: 'text', required: true, max: 63 },
  name: need,
  state: { is: 'choice', of: STATES },
  inhabitants: int(0, 10_000_000),
  it_workplaces: int(0, 10_000_000),
  note: text,
};

/** `engagement.yaml`, one map: the week that agenda, goals, observations, ratings and findings belong to. */
export const ENGAGEMENT_FIELDS: Fields = {
  title: need,
  starts_on: { is: 'date', required: true },
  ends_on: { is: 'date', required: true },
  status: { is: 'choice', of: ['planned', 'running', 'closed'] },
  assignment: text,
  target_picture: { is: 'text', max: 8000 },
  target_agreed_on: date,
};

export const TOWN_FILES: readonly TownFile[] = [
  {
    file: 'offices',
    kind: organisationKinds.office,
    name: 'key',
    fields: { name: need, short: text, it_workplaces: int(0, 100_000), head_title: text },
  },
  {
    file: 'sites',
    kind: organisationKinds.site,
    name: 'key',
    fields: { name: need, kind: text, street: text, in_scope: { is: 'bool' }, scope_note: text },
  },
  {
    file: 'rooms',
    kind: organisationKinds.room,
    name: 'key',
    fields: { site: ref('sites', 'site_id', true), name: need, kind: text, note: text },
  },
  {
    file: 'stakeholder_groups',
    kind: organisationKinds.stakeholderGroup,
    name: 'key',
    fields: { name: need, concern: text, influence: int(1, 5), interest: int(1, 5) },
  },
  {
    file: 'people',
    kind: organisationKinds.person,
    name: 'key',
    fields: {
      name: need,
      title: text,
      email: text,
      office: ref('offices', 'works_in_id'),
      stakeholder_group: ref('stakeholder_groups', 'stakeholder_group_id'),
    },
  },
  {
    file: 'duties',
    kind: organisationKinds.duty,
    name: 'key',
    fields: {
      person: ref('people', 'person_id', true),
      role: need,
      share_percent: int(0, 100),
      since: date,
      note: text,
    },
  },
  {
    file: 'activity_estimates',
    kind: activityKinds.activityEstimate,
    name: null,
    fields: {
      role: need,
      certainty: choice('estimated', 'unknown'),
      minutes_per_week: int(15, 60_000),
      strategic: int(0, 100),
      project: int(0, 100),
      service: int(0, 100),
      operation: int(0, 100),
      fire_fighting: int(0, 100),
      administration: int(0, 100),
      interruptions_per_day: int(0, 200),
      sureness: { is: 'choice', of: ['sure', 'rough', 'guessed'] },
      basis: text,
    },
  },
  {
    file: 'items',
    kind: inventoryKinds.item,
    name: 'number',
    prefix: 'I',
    fields: {
      kind: choice(
        'server',
        'client',
        'mobile',
        'network',
        'printer',
        'telephony',
        'application',
        'procedure',
        'service',
        'citizen_service',
        'line',
        'room_equipment',
        'other',
      ),
      name: need,
      site: ref('sites', 'site_id'),
      room: ref('rooms', 'room_id'),
      vendor: text,
      model: text,
      quantity: int(0, 100_000),
      bought_on: date,
      end_of_support_on: date,
      criticality: choice('low', 'normal', 'high', 'critical'),
      protection: { is: 'choice', of: ['normal', 'high', 'very_high'] },
      responsible: ref('people', 'responsible_person_id'),
      warranty_until: date,
      replace_on: date,
      note: text,
    },
  },
  {
    file: 'item_relations',
    kind: inventoryKinds.itemRelation,
    name: null,
    fields: {
      item: ref('items', 'item_id', true),
      needs: ref('items', 'needs_item_id', true),
      alternative: text,
      note: text,
    },
  },
  {
    file: 'item_uses',
    kind: inventoryKinds.itemUse,
    name: null,
    fields: {
      item: ref('items', 'item_id', true),
      office: ref('offices', 'used_by_id', true),
      people: int(0, 100_000),
      note: text,
    },
  },
  {
    file: 'contracts',
    kind: budgetKinds.contract,
    name: 'number',
    prefix: 'V',
    fields: {
      title: need,
      partner: need,
      subject: text,
      yearly_cost_eur: euro,
      starts_on: date,
      ends_on: date,
      notice_months: int(0, 120),
      renews: { is: 'bool' },
      cost_area: { is: 'choice', of: COST_AREAS },
      note: text,
    },
  },
  {
    file: 'postings',
    kind: budgetKinds.posting,
    name: 'key',
    fields: {
      year: { is: 'int', min: 1990, max: 2100, required: true },
      booked_on: date,
      document: { is: 'text', required: true, max: 60 },
      line: { is: 'text', max: 20 },
      partner: { is: 'text', max: 200 },
      text: { is: 'text', max: 1000 },
      product: { is: 'text', max: 40 },
      account: { is: 'text', max: 40 },
      amount_eur: { is: 'euro', mayBeNegative: true },
      cost_area: { is: 'choice', of: COST_AREAS },
      contract: ref('contracts', 'contract_id'),
    },
  },
  {
    file: 'spending_entries',
    kind: budgetKinds.spendingEntry,
    name: null,
    fields: {
      year: { is: 'int', min: 1990, max: 2100, required: true },
      cost_area: { is: 'choice', of: COST_AREAS },
      title: need,
      amount_eur: { is: 'euro', mayBeNegative: true },
      certainty: choice(...CERTAINTIES),
      basis: { is: 'choice', of: BASES },
      source: { is: 'text', max: 1000 },
      item: { is: 'text', max: 60 },
      contract: ref('contracts', 'contract_id'),
    },
  },
  {
    file: 'budget_lines',
    kind: budgetKinds.budgetLine,
    name: 'key',
    fields: {
      year: int(1990, 2100),
      product: need,
      account: need,
      title: need,
      kind: choice('result', 'investment'),
      planned_eur: { is: 'euro', mayBeNegative: true },
      amended_eur: { is: 'euro', mayBeNegative: true },
      committed_eur: euro,
      actual_eur: { is: 'euro', mayBeNegative: true },
      contract: ref('contracts', 'contract_id'),
      note: text,
    },
  },
  {
    file: 'agenda',
    kind: assessmentKinds.agendaEntry,
    name: null,
    ofEngagement: true,
    fields: {
      day: int(1, 5),
      starts: { is: 'time', required: true },
      ends: { is: 'time', required: true },
      phase: choice('explore', 'review', 'innovate', 'communicate'),
      title: need,
      room: ref('rooms', 'room_id'),
      place: text,
      participants: text,
      note: text,
    },
  },
  {
    file: 'developments',
    kind: assessmentKinds.development,
    name: null,
    fields: {
      title: need,
      kind: {
        is: 'choice',
        of: ['digital_files', 'building', 'staff', 'broadband', 'school', 'merger', 'law', 'other'],
      },
      due_on: date,
      certainty: { is: 'choice', of: ['decided', 'planned', 'considered'] },
      note: text,
    },
  },
  {
    file: 'legal_units',
    kind: assessmentKinds.legalUnit,
    name: 'key',
    fields: { name: need, kind: need, note: text },
  },
  {
    file: 'legal_unit_answers',
    kind: assessmentKinds.legalUnitAnswer,
    name: null,
    fields: {
      unit: ref('legal_units', 'unit_id', true),
      fact: need,
      value: { is: 'text', max: 40 },
    },
  },
  {
    file: 'older_results',
    kind: assessmentKinds.olderResult,
    name: 'key',
    fields: {
      assessed_on: { is: 'date', required: true },
      source: { is: 'text', required: true, max: 500 },
      note: text,
    },
  },
  {
    file: 'older_chapters',
    kind: assessmentKinds.olderChapter,
    name: null,
    fields: {
      result: ref('older_results', 'result_id', true),
      chapter: { is: 'text', required: true, max: 10 },
      stated: choice('percent', 'met', 'partly', 'not_met'),
      percent: int(0, 100),
    },
  },
  {
    file: 'interviews',
    kind: assessmentKinds.interview,
    name: 'key',
    ofEngagement: true,
    fields: {
      title: need,
      people: text,
      roles: { is: 'words' },
      without: { is: 'words' },
      depth: int(1, 3),
      minutes: int(5, 480),
      day: int(1, 5),
      starts: { is: 'time' },
      status: { is: 'choice', of: ['planned', 'running', 'done'] },
    },
  },
  {
    file: 'respondents',
    kind: assessmentKinds.respondent,
    name: null,
    ofEngagement: true,
    fields: {
      interview: ref('interviews', 'interview_id', true),
      name: need,
      office: ref('offices', 'works_in_id'),
      answers: { is: 'list' },
    },
  },
  {
    file: 'goals',
    kind: assessmentKinds.goal,
    name: 'number',
    prefix: 'Z',
    ofEngagement: true,
    fields: { title: need, owner: ref('people', 'owner_person_id'), noticed_by: text, weight: int(1, 5) },
  },
  {
    file: 'success_factors',
    kind: assessmentKinds.successFactor,
    name: 'key',
    ofEngagement: true,
    fields: { title: need, note: text },
  },
  {
    file: 'observations',
    kind: assessmentKinds.observation,
    name: 'number',
    prefix: 'B',
    ofEngagement: true,
    fields: { room: ref('rooms', 'room_id'), statement: prose, severity: int(1, 4), seen_by: text },
  },
  {
    file: 'checklist_answers',
    kind: assessmentKinds.checklistAnswer,
    name: null,
    ofEngagement: true,
    fields: {
      room: ref('rooms', 'room_id', true),
      point: need,
      answer: choice('ok', 'defect', 'not_applicable', 'not_seen'),
      note: text,
      seen_by: text,
    },
  },
  {
    file: 'ratings',
    kind: assessmentKinds.rating,
    name: null,
    ofEngagement: true,
    fields: {
      framework: choice('itil', 'vds10000'),
      requirement: need,
      level: int(0, 5),
      target: int(0, 5),
      certainty: choice('certain', 'assumed', 'open'),
      evidence: text,
      note: text,
    },
  },
  {
    file: 'findings',
    kind: findingsKinds.finding,
    name: 'number',
    prefix: 'F',
    ofEngagement: true,
    fields: {
      area: choice(
        'organisation',
        'steering',
        'operations',
        'security',
        'budget',
        'infrastructure',
        'applications',
        'contracts',
      ),
      title: need,
      statement: prose,
      basis: text,
      cause: text,
      consequence: text,
      impact: int(1, 3),
      likelihood: int(1, 3),
      severity: int(1, 4),
      status: choice('draft', 'in_review', 'confirmed', 'corrected', 'disputed'),
      wordings: { is: 'list' },
      reviews: { is: 'list' },
      links: { is: 'list' },
    },
  },
  {
    file: 'measures',
    kind: measuresKinds.measure,
    name: 'number',
    prefix: 'M',
    fields: {
      title: need,
      reason: text,
      description: text,
      horizon: choice('short', 'medium', 'long'),
      status: choice('proposed', 'recommended', 'decided', 'postponed', 'rejected', 'done'),
      mandatory: { is: 'bool' },
      once_cost_eur: euro,
      yearly_cost_eur: euro,
      grant_eur: euro,
      budget_kind: choice('result', 'investment'),
      budget_line: ref('budget_lines', 'budget_line_id'),
      effort_days: int(0, 10_000),
      external_days: int(0, 10_000),
      responsible_role: text,
      proof: text,
      indicator: text,
      starts: { is: 'quarter' },
      quarters: int(1, 40),
      findings: { is: 'refs', file: 'findings' },
      goals: { is: 'refs', file: 'goals' },
      needs: { is: 'refs', file: 'measures' },
    },
  },
  {
    file: 'year_frames',
    kind: roadmapKinds.yearFrame,
    name: null,
    fields: { year: int(1990, 2100), result_eur: euro, investment_eur: euro },
  },
];
