import type { LookupOption } from '#ui-kit/lookup-field';
import type { Measure } from './words.ts';

type Amount = 'onceCostCents' | 'yearlyCostCents' | 'grantCents' | 'effortDays' | 'externalDays';
type Plain =
  | 'title'
  | 'reason'
  | 'description'
  | 'horizon'
  | 'mandatory'
  | 'budgetKind'
  | 'responsibleRole'
  | 'proof'
  | 'indicator'
  | 'confidentiality'
  | 'library';

/** What the form holds: amounts may be unreadable while somebody types. */
export interface MeasureValue extends Pick<Measure, Plain>, Record<Amount, number | null> {
  budgetLine: LookupOption | null;
  /** Ids of the findings it answers; only asked when it is made. */
  findings: string[];
  /** Ids of the goals it serves; only asked when it is made. */
  goals: string[];
}

export const blankMeasure = (findings: string[], goals: string[] = []): MeasureValue => ({
  title: '',
  reason: '',
  description: '',
  horizon: 'short',
  mandatory: false,
  onceCostCents: 0,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result',
  budgetLine: null,
  effortDays: 0,
  externalDays: 0,
  responsibleRole: '',
  proof: '',
  indicator: '',
  confidentiality: 'public',
  library: '',
  findings,
  goals,
});

export const measureValue = (measure: Measure, budgetLine: LookupOption | null): MeasureValue => ({
  title: measure.title,
  reason: measure.reason,
  description: measure.description,
  horizon: measure.horizon,
  mandatory: measure.mandatory,
  onceCostCents: measure.onceCostCents,
  yearlyCostCents: measure.yearlyCostCents,
  grantCents: measure.grantCents,
  budgetKind: measure.budgetKind,
  budgetLine,
  effortDays: measure.effortDays,
  externalDays: measure.externalDays,
  responsibleRole: measure.responsibleRole,
  proof: measure.proof,
  indicator: measure.indicator,
  confidentiality: measure.confidentiality,
  library: measure.library,
  findings: [],
  goals: [],
});

type Fields = Pick<Measure, Plain | Amount | 'budgetLineId'>;

/** An unreadable amount travels as null, so that the server names the field. */
export const measureFields = ({
  budgetLine,
  findings: _findings,
  goals: _goals,
  ...value
}: MeasureValue): Fields => ({ ...value, budgetLineId: budgetLine?.id ?? null }) as Fields;
