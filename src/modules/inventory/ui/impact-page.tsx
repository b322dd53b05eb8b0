import { useEffect, useState } from 'react';
import { recordPath } from '#kernel/paths';
import { useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { ImpactPicture } from './impact-picture.tsx';
import { ItemMissing } from './item-page.tsx';
import { ItemLink } from './item-ties.tsx';
import { CRITICALITIES, inventory, KINDS } from './item-words.ts';
import { type Impact, isWhole, wholeImpact } from './whole-impact.ts';

/** "Stecker ziehen": what an outage takes down, list first, picture second; prints as an emergency sheet. */
export function ImpactPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error, busy, show, print } = useImpact(town, id);
  if (error) return <ItemMissing error={error} />;
  if (!data) return <Skeleton lines={8} />;
  const { item } = data;
  const name = `I-${String(item.number).padStart(3, '0')} ${item.name}`;
  const nothing = data.failures.length === 0 && data.offices.length === 0;
  return (
    <Page
      title={m.inventory_impact_of({ name })}
      lead={nothing ? undefined : <Summary impact={data} />}
      back={{ href: recordPath(town, 'item', item.id), label: name }}
      actions={
        <Button icon="print" onClick={print}>
          {m.inventory_impact_print()}
        </Button>
      }
    >
      <Stack>
        <Facts impact={data} />
        {!isWhole(data) && <Part impact={data} busy={busy} show={show} />}
        {nothing ? <Nothing impact={data} /> : <Citizens impact={data} />}
      </Stack>
      {!nothing && <Affected impact={data} />}
      <Spares impact={data} />
      <Ground impact={data} />
    </Page>
  );
}

/** The first of each list at once, all of them when asked for; a sheet is printed with all of them. */
function useImpact(town: string, id: string) {
  const [all, setAll] = useState(false);
  const [printing, setPrinting] = useState(false);
  const first = useRecord(['impact', town, id], () => inventory.impact({ town, id }));
  const whole = useRecord(['impact', town, id, 'whole'], () => wholeImpact(town, id), all);
  const data = whole.data ?? first.data;
  const ready = printing && data !== undefined && isWhole(data);
  useEffect(() => {
    if (!ready) return;
    setPrinting(false);
    print();
  }, [ready]);
  const show = () => {
    setAll(true);
    if (whole.error) void whole.refetch();
  };
  return {
    data,
    error: first.error,
    busy: whole.isFetching,
    show,
    print: () => {
      setPrinting(true);
      if (!data || !isWhole(data)) show();
    },
  };
}

/** Says that this is not everything; stands on paper too. */
function Part({ impact, busy, show }: { impact: Impact; busy: boolean; show: () => void }) {
  const { failures, counts } = impact;
  return (
    <Notice tone="info" title={m.inventory_impact_part_title()}>
      <p>{m.inventory_impact_part({ shown: number(failures.length), count: number(counts.failures) })}</p>
      <Button onClick={show} busy={busy}>
        {m.inventory_impact_all()}
      </Button>
    </Notice>
  );
}

/** Nothing fails: because others stand in, or because nobody has said what needs it. */
function Nothing({ impact: { item, weakened } }: { impact: Impact }) {
  const town = useTown();
  if (weakened.length > 0)
    return (
      <Notice tone="success" title={m.inventory_impact_spared()}>
        <p>{m.inventory_impact_spared_why()}</p>
      </Notice>
    );
  return (
    <EmptyState icon="plug" title={m.inventory_impact_none()} why={m.inventory_impact_none_why()}>
      <a href={recordPath(town, 'item', item.id)}>{m.inventory_impact_none_next()}</a>
    </EmptyState>
  );
}

/** Names of what failed, by id. */
function namesIn({ item, failures, names }: Impact): (ids: readonly string[]) => string {
  const known = new Map([item, ...failures].map(({ id, name }) => [id, name]));
  return (ids) => ids.flatMap((id) => known.get(id) ?? names[id] ?? []).join(', ');
}

function Summary({ impact }: { impact: Impact }) {
  return m.inventory_impact_summary({
    items: impact.counts.failures,
    services: impact.counts.services,
    citizens: impact.counts.citizens,
    offices: impact.offices.length,
    people: number(impact.offices.reduce((n, office) => n + office.people, 0)),
  });
}

function Facts({ impact: { item } }: { impact: Impact }) {
  return (
    <p>
      {[KINDS[item.kind](), item.place, item.responsible && m.inventory_call({ name: item.responsible })]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}

function Citizens({ impact: { citizens } }: { impact: Impact }) {
  return (
    citizens.length > 0 && (
      <Notice tone="danger" title={m.inventory_impact_citizens()}>
        <ul>
          {citizens.map((service) => (
            <li key={service.id}>
              <ItemLink item={service} />
            </li>
          ))}
        </ul>
      </Notice>
    )
  );
}

function Affected({ impact }: { impact: Impact }) {
  const names = namesIn(impact);
  return (
    <>
      {impact.offices.length > 0 && (
        <Section title={m.inventory_impact_offices()}>
          <PlainTable
            label={m.inventory_impact_offices()}
            columns={[
              { title: m.inventory_office(), cell: (row) => row.name },
              { title: m.inventory_people(), cell: (row) => number(row.people), align: 'end' },
              {
                title: m.inventory_impact_through(),
                cell: (row) => row.through.map(({ name }) => name).join(', '),
              },
            ]}
            rows={impact.offices}
          />
        </Section>
      )}
      {impact.failures.length > 0 && (
        <Section title={m.inventory_impact_items()}>
          <PlainTable
            label={m.inventory_impact_items()}
            columns={[
              { title: m.inventory_name(), cell: (row) => <ItemLink item={row} /> },
              { title: m.inventory_kind(), cell: (row) => KINDS[row.kind]() },
              { title: m.inventory_criticality(), cell: (row) => CRITICALITIES[row.criticality]() },
              { title: m.inventory_impact_step(), cell: (row) => String(row.depth), align: 'end' },
              {
                title: m.inventory_impact_because(),
                cell: (row) => names(row.because),
              },
              { title: m.inventory_responsible(), cell: (row) => row.responsible },
            ]}
            rows={impact.failures}
          />
        </Section>
      )}
      {impact.failures.length > 0 && <ImpactPicture impact={impact} />}
    </>
  );
}

/** What goes on with one support less. */
function Spares({ impact }: { impact: Impact }) {
  if (impact.weakened.length === 0) return null;
  return (
    <Section title={m.inventory_impact_spares()}>
      <PlainTable
        label={m.inventory_impact_spares()}
        columns={[
          { title: m.inventory_name(), cell: (row) => <ItemLink item={row} /> },
          { title: m.inventory_alternative(), cell: (row) => row.alternative },
          {
            title: m.inventory_impact_left(),
            cell: (row) => (
              <Badge tone={row.left === 1 ? 'warning' : 'neutral'}>
                {m.inventory_impact_left_of({ left: row.left, of: row.of })}
              </Badge>
            ),
          },
        ]}
        rows={impact.weakened.map((row) => ({ ...row, id: row.id }))}
      />
    </Section>
  );
}

function Ground({ impact }: { impact: Impact }) {
  if (impact.ground.length === 0) return null;
  return (
    <Section title={m.inventory_impact_ground()}>
      <Prose>
        <p>{m.inventory_impact_ground_text()}</p>
        <ol>
          {impact.ground.map((one) => (
            <li key={one.id}>
              <ItemLink item={one} />
              {one.place && ` (${one.place})`}
            </li>
          ))}
        </ol>
      </Prose>
    </Section>
  );
}
