import { useState } from 'react';
import { useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { isOutcome } from '../domain/measure.ts';
import { type Decision, DecisionDialog } from './decision-dialog.tsx';
import { BODIES, RECORDERS } from './decision-fields.tsx';
import { WithdrawDecisionDialog } from './withdraw-decision-dialog.tsx';
import { type Measure, measures, STATUSES } from './words.ts';

/** What was decided about a measure, by whom and in which words. */
export function MeasureDecisions({ measure }: { measure: Measure }) {
  const town = useTown();
  const recorder = useHolds(RECORDERS);
  const [open, setOpen] = useState<Opened | null>(null);
  const { data } = useRecord(['measure-decisions', town, measure.id], () =>
    measures.decisions.list({ town, measureId: measure.id, limit: 200 }),
  );
  const holds = (row: Decision) => row.withdrawnOn === null;
  const missing =
    isOutcome(measure.status) && !data?.rows.some((row) => holds(row) && row.outcome === measure.status);
  return (
    <Section
      title={m.measures_decisions()}
      actions={
        <Button
          small
          icon="plus"
          reason={recorder ? undefined : m.measures_may_deciders()}
          onClick={() => setOpen({ what: 'add' })}
        >
          {m.measures_decision_add()}
        </Button>
      }
    >
      {!data && <Skeleton lines={2} />}
      {data && missing && <p className="k-muted">{m.measures_decision_missing()}</p>}
      {data && !missing && data.rows.length === 0 && <p className="k-muted">{m.measures_decisions_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.measures_decisions()}
          rows={data.rows}
          columns={[
            { title: m.measures_decision_on(), cell: (row) => date(row.decidedOn) },
            { title: m.measures_decision_outcome(), cell: (row) => STATUSES[row.outcome]() },
            {
              title: m.measures_decision_body(),
              cell: (row) => [BODIES[row.body ?? 'council'](), row.reference].filter(Boolean).join(', '),
            },
            {
              title: m.measures_decision_wording(),
              cell: (row) =>
                row.withdrawnOn === null ? (
                  row.wording
                ) : (
                  <>
                    <s>{row.wording}</s>
                    <p>
                      <Icon name="close" />{' '}
                      {m.measures_decision_withdrawn({
                        date: date(row.withdrawnOn),
                        reason: row.withdrawnReason,
                      })}
                    </p>
                  </>
                ),
            },
          ]}
          action={(row) =>
            recorder && holds(row) ? (
              <>
                <Button
                  small
                  aria-label={m.measures_decision_correct_of({ date: date(row.decidedOn) })}
                  onClick={() => setOpen({ what: 'correct', row })}
                >
                  {m.measures_decision_correct()}
                </Button>
                <Button
                  small
                  aria-label={m.measures_decision_withdraw_of({ date: date(row.decidedOn) })}
                  onClick={() => setOpen({ what: 'withdraw', row })}
                >
                  {m.measures_decision_withdraw()}
                </Button>
              </>
            ) : null
          }
        />
      )}
      {(open?.what === 'add' || open?.what === 'correct') && (
        <DecisionDialog measure={measure} row={open.row} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'withdraw' && (
        <WithdrawDecisionDialog measure={measure} row={open.row} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

type Opened = { what: 'add'; row?: undefined } | { what: 'correct' | 'withdraw'; row: Decision };
