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
  /** The person who answers for it by name. */
  owner: LookupOption | null;
  consultContract: LookupOption | null;
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
  owner: null,
  consultContract: null,
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

const chosen = (id: string | null, label: string | null): LookupOption | null =>
  id === null ? null : { id, label: label ?? '' };

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
  owner: chosen(measure.ownerId, measure.ownerName),
  consultContract: chosen(measure.consultContractId, measure.consultContract),
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

type Fields = Pick<Measure, Plain | Amount | 'budgetLineId' | 'ownerId' | 'consultContractId'>;

/** An unreadable amount travels as null, so that the server names the field. */
export const measureFields = ({
  budgetLine,
  owner,
  consultContract,
  findings: _findings,
  goals: _goals,
  ...value
}: MeasureValue): Fields =>
  ({
    ...value,
    budgetLineId: budgetLine?.id ?? null,
    ownerId: owner?.id ?? null,
    consultContractId: consultContract?.id ?? null,
  }) as Fields;
