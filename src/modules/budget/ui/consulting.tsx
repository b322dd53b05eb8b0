import { recordPath } from '#kernel/paths';
import { recordNumber } from '#kernel/record-number';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { type Status, StatusBadge } from '#ui-kit/badge';
import { money, number } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Meter, Meters } from '#ui-kit/meter';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { contractNumber, monthText } from './words.ts';

/** A contract with the hours of consultants that were worked under it. */
interface ConsultingLine {
  id: string;
  number: number;
  title: string;
  partner: string;
  hours: number | null;
  hourRateCents: number | null;
  used: number;
  left: number | null;
  planned: number;
  state: 'none' | 'within' | 'near' | 'over';
  months: { month: string; hours: number }[];
  measures: { id: string; number: number; title: string; hours: number }[];
}
/** What is asked of the execution of measures: it stands above this module, so no contract of it is imported here. */
interface ConsultingReader {
  consulting: (input: { town: string; contractId?: string }) => Promise<{ contracts: ConsultingLine[] }>;
}
const effect: ConsultingReader = api<never>('effect');

/** Hours under one contract, or under all of the town. */
function useConsulting(contractId?: string) {
  const town = useTown();
  return useRecord(['consulting', town, contractId ?? 'all'], () =>
    effect.consulting({ town, ...(contractId ? { contractId } : {}) }),
  );
}

const STATES: Record<'near' | 'over', () => Status> = {
  near: () => ({ word: m.budget_hours_near(), tone: 'warning' }),
  over: () => ({ word: m.budget_hours_over(), tone: 'danger' }),
};

/** Agreed, used and left, with a warning from 80 % on. */
function ConsultingHours({ line }: { line: ConsultingLine }) {
  const { hours, hourRateCents, used, left, planned, state } = line;
  const tone = state === 'over' ? 'danger' : state === 'near' ? 'warning' : null;
  const text =
    hours === null
      ? m.budget_hours_used({ used: number(used, 2) })
      : left !== null && left < 0
        ? m.budget_hours_beyond({ used: number(used, 2), hours: number(hours, 2), beyond: number(-left, 2) })
        : m.budget_hours_left({ used: number(used, 2), hours: number(hours, 2), left: number(left ?? 0, 2) });
  return (
    <div className="k-stack">
      <Meters>
        <Meter
          label={m.budget_hours_unit()}
          share={hours ? used / hours : used > 0 ? 1 : 0}
          text={text}
          {...(tone ? { tone } : {})}
        />
      </Meters>
      {(state === 'near' || state === 'over') && (
        <p>
          <StatusBadge status={STATES[state]()} />
        </p>
      )}
      {hours !== null && planned > hours && (
        <p>{m.budget_hours_planned_beyond({ planned: number(planned, 2), hours: number(hours, 2) })}</p>
      )}
      {hourRateCents !== null && used > 0 && (
        <p className="k-help">
          {m.budget_hours_worth({ rate: money(hourRateCents), sum: money(Math.round(used * hourRateCents)) })}
        </p>
      )}
    </div>
  );
}

/** Where the hours went: by measure and by month. */
function ConsultingParts({ line: { months, measures } }: { line: ConsultingLine }) {
  const town = useTown();
  if (months.length === 0) return <p className="k-muted">{m.budget_hours_unused()}</p>;
  return (
    <>
      <h3>{m.budget_hours_by_measure()}</h3>
      <PlainTable
        label={m.budget_hours_by_measure()}
        rows={measures}
        columns={[
          {
            title: m.budget_hours_measure(),
            cell: (measure) => (
              <a href={`${recordPath(town, 'measure', measure.id)}/umsetzung`}>
                {`${recordNumber('M', measure.number)} ${measure.title}`}
              </a>
            ),
          },
          { title: m.budget_hours_unit(), cell: ({ hours }) => number(hours, 2), align: 'end' },
        ]}
      />
      <h3>{m.budget_hours_by_month()}</h3>
      <PlainTable
        label={m.budget_hours_by_month()}
        rows={months.map((one) => ({ ...one, id: one.month }))}
        columns={[
          { title: m.budget_hours_month(), cell: ({ month }) => monthText(month) },
          { title: m.budget_hours_unit(), cell: ({ hours }) => number(hours, 2), align: 'end' },
        ]}
      />
    </>
  );
}

/** On the page of a contract: nothing, where neither hours are agreed nor a measure works under it. */
export function ContractHours({ contractId }: { contractId: string }) {
  const { data } = useConsulting(contractId);
  const line = data?.contracts[0];
  if (!line) return null;
  return (
    <Section title={m.budget_consulting()}>
      <ConsultingHours line={line} />
      <ConsultingParts line={line} />
    </Section>
  );
}

/** Every contract under which consultants work, each with its parts folded away. */
export function ConsultingContracts() {
  const town = useTown();
  const { data } = useConsulting();
  if (!data) return null;
  return (
    <Section title={m.budget_consulting()}>
      {data.contracts.length === 0 && <p className="k-muted">{m.budget_consulting_none()}</p>}
      {data.contracts.map((line) => {
        const name = `${contractNumber(line)} ${line.title}`;
        return (
          <div key={line.id}>
            <h3>
              <a href={recordPath(town, 'contract', line.id)}>{name}</a>
            </h3>
            <p className="k-help">{line.partner}</p>
            <ConsultingHours line={line} />
            {line.months.length > 0 && (
              <details className="k-details">
                <summary>
                  <Icon name="right" />
                  {m.budget_hours_parts({ name })}
                </summary>
                <ConsultingParts line={line} />
              </details>
            )}
          </div>
        );
      })}
    </Section>
  );
}
