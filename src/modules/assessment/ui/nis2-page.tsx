import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { LegalUnitDialog } from './legal-unit-dialog.tsx';
import { Disclaimer, kindWord, type Nis2, OutcomeText, TRACK_WORDS } from './nis2-parts.tsx';
import { Missing } from './parts.tsx';
import { assessment } from './words.ts';

/** Legal units of the municipality, each with what the check for NIS2 and state law says of it. */
export function Nis2Page() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const [adding, setAdding] = useState(false);
  const { data, error } = useRecord(['nis2', town], () => assessment.nis2({ town }));
  if (error) return <Missing error={error} title={m.assessment_nis2()} back={listPath(town, 'overview')} />;
  const add = editor && data && (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {m.assessment_unit_add()}
    </Button>
  );
  return (
    <Page title={m.assessment_nis2()} lead={m.assessment_nis2_lead()} actions={add}>
      {!data && <Skeleton lines={6} />}
      {data && (
        <Stack>
          <Disclaimer of={data} />
          {data.units.length === 0 ? (
            <EmptyState icon="office" title={m.assessment_units_empty()} why={m.assessment_units_empty_why()}>
              {add}
            </EmptyState>
          ) : (
            <Units of={data} />
          )}
        </Stack>
      )}
      {adding && data && <LegalUnitDialog kinds={data.kinds} unit={{}} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Units({ of }: { of: Nis2 }) {
  const town = useTown();
  return (
    <Section title={m.assessment_units()}>
      <PlainTable
        label={m.assessment_units()}
        columns={[
          {
            title: m.assessment_unit(),
            cell: ({ id, name }) => <a href={recordPath(town, 'legal_unit', id)}>{name}</a>,
          },
          { title: m.assessment_unit_kind(), cell: ({ kind }) => kindWord(of, kind) },
          ...(['federal', 'state'] as const).map((track) => ({
            title: TRACK_WORDS[track](),
            cell: ({ tracks }: Nis2['units'][number]) => (
              <OutcomeText of={tracks.find((one) => one.track === track)} />
            ),
          })),
        ]}
        rows={of.units}
      />
    </Section>
  );
}
