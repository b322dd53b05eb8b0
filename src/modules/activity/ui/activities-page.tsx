import { useState } from 'react';
import { DIARISTS, EDITORS, READERS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { ChartFigure, problemOf, useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { DateField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { date, number } from '#ui-kit/format';
import { KeyFigure } from '#ui-kit/meter';
import { Notice } from '#ui-kit/notice';
import { Grid, Page, Prose, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { EstimateDialog } from './estimate-dialog.tsx';
import { FunctionTable } from './function-table.tsx';
import { activity, CERTAINTY, type EstimateRecord, inPercent, type Overview, unreachable } from './words.ts';

type Editing = { record: EstimateRecord | null; role: string };

/** What the time goes into, by function and in total, each figure with how well it is known. */
export function ActivitiesPage() {
  const town = useTown();
  const reader = useHolds(READERS);
  const editor = useHolds(EDITORS);
  const diarist = useHolds(DIARISTS);
  const [editing, setEditing] = useState<Editing>();
  const period = usePeriod();
  const { data, error } = useRecord(
    ['activities', town, period.asked],
    () => activity.overview({ town, ...period.asked }),
    reader,
  );
  const actions = (
    <>
      {editor && (
        <Button icon="plus" onClick={() => setEditing({ record: null, role: '' })}>
          {m.activity_estimate_add()}
        </Button>
      )}
      {diarist && (
        <ButtonLink kind="primary" icon="edit" href={`${listPath(town, 'activity')}/tagebuch`}>
          {m.activity_my_diary()}
        </ButtonLink>
      )}
    </>
  );
  return (
    <Page title={m.activity_activities()} lead={m.activity_lead()} actions={actions}>
      {!reader && <Notice title={m.activity_only_diary()} />}
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? unreachable()} />}
      {reader && !data && !error && <Skeleton lines={6} />}
      {data && <Answers overview={data} period={period} edit={editor ? setEditing : undefined} />}
      {editing && <EstimateDialog {...editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}

/** The time that is looked at stands in the address. */
function usePeriod() {
  const { query, setQuery } = useAddress();
  const day = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined);
  const from = day(query.von);
  const until = day(query.bis);
  return {
    asked: { ...(from ? { from } : {}), ...(until ? { until } : {}) },
    set: (part: { von?: string; bis?: string }) => setQuery({ ...query, ...part }),
  };
}

interface AnswersProps {
  overview: Overview;
  period: ReturnType<typeof usePeriod>;
  edit: ((editing: Editing) => void) | undefined;
}

function Answers({ overview, period, edit }: AnswersProps) {
  const town = useTown();
  const { functions, total, from, until } = overview;
  return (
    <Stack>
      <FormRow>
        <DateField
          name="from"
          label={m.activity_from()}
          value={from}
          onChange={(von) => period.set({ von })}
        />
        <DateField
          name="until"
          label={m.activity_until()}
          value={until}
          onChange={(bis) => period.set({ bis })}
        />
      </FormRow>
      {functions.length === 0 ? (
        <EmptyState icon="activity" title={m.activity_empty()} why={m.activity_empty_why()} />
      ) : (
        <Stack>
          <Headlines overview={overview} />
          <ChartFigure
            queryKey={['activities', town, period.asked]}
            load={(width) => activity.shareChart({ town, width, ...period.asked })}
            note={m.activity_chart_note({
              certainty: CERTAINTY[total.certainty].word(),
              from: date(from),
              until: date(until),
            })}
          />
          <Section id="funktionen" title={m.activity_by_function()}>
            <FunctionTable overview={overview} edit={edit} />
          </Section>
        </Stack>
      )}
      <Section title={m.activity_rule()}>
        <Prose>
          <ul>
            <li>{m.activity_rule_measured({ people: overview.smallestGroup })}</li>
            <li>{m.activity_rule_released()}</li>
            <li>{m.activity_rule_estimated()}</li>
            <li>{m.activity_rule_total()}</li>
            <li>{m.activity_rule_private()}</li>
          </ul>
        </Prose>
      </Section>
    </Stack>
  );
}

function Headlines({ overview }: { overview: Overview }) {
  const { figure, certainty, days, unknown } = overview.total;
  const known = CERTAINTY[certainty].word();
  const basis = [
    days > 0 ? m.activity_days_measured({ count: days }) : '',
    unknown > 0 ? m.activity_functions_unknown({ count: unknown }) : '',
  ].filter(Boolean);
  const sentence = [known, ...basis].join(', ');
  const perDay = figure?.interruptionsPerDay ?? null;
  return (
    <Grid>
      <KeyFigure
        question={m.activity_question_strategic()}
        value={figure ? inPercent(figure.shares.strategic) : m.activity_unknown()}
        {...(figure ? { unit: m.activity_of_time() } : {})}
        sentence={sentence}
        href="#funktionen"
      />
      <KeyFigure
        question={m.activity_question_interruptions()}
        value={perDay === null ? m.activity_unknown() : number(perDay, 1)}
        {...(perDay === null ? {} : { unit: m.activity_per_day() })}
        sentence={perDay === null ? m.activity_unknown() : sentence}
        href="#funktionen"
      />
    </Grid>
  );
}
