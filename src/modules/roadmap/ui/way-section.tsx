import { useState } from 'react';
import { useEveryRow, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { RadioGroup } from '#ui-kit/choices';
import { MoneyField, NumberField, Select, TextField } from '#ui-kit/fields';
import { money } from '#ui-kit/format';
import { KeptDialog, KeptSection } from './kept-records.tsx';
import type { Names } from './planning.ts';
import { measureNumber, type Roadmap, roadmap } from './words.ts';

type Kept = Awaited<ReturnType<typeof roadmap.ways.get>>;
interface Props {
  view: Roadmap;
  names: Names;
  mayPlan: boolean;
}

const touches = (town: string) => [
  ['measure-ways', town],
  ['roadmap', town],
];

/** In which ways measures can be carried out; the planner chooses among them. */
export function WaySection({ view, names, mayPlan }: Props) {
  const town = useTown();
  const { data } = useEveryRow(['measure-ways', town], (page) => roadmap.ways.list({ town, ...page }));
  const place = (id: string) => view.measures.findIndex((one) => one.id === id);
  const rows = data?.toSorted(
    (a, b) => place(a.measureId) - place(b.measureId) || Number(b.own) - Number(a.own),
  );
  /** Of a way that stands in the measure the measure holds the numbers. */
  const costOf = ({ own, measureId, onceCostCents, yearlyCostCents }: Kept) => {
    const measure = own ? view.measures.find(({ id }) => id === measureId) : undefined;
    const { onceCostCents: once, yearlyCostCents: yearly } = measure ?? { onceCostCents, yearlyCostCents };
    return m.roadmap_cost({ once: money(once), yearly: money(yearly) });
  };
  const quartersOf = ({ own, measureId, quarters }: Kept) =>
    own ? (view.measures.find(({ id }) => id === measureId)?.quarters ?? 1) : (quarters ?? 1);
  return (
    <KeptSection
      title={m.roadmap_ways()}
      add={m.roadmap_way_add()}
      help={m.roadmap_ways_help()}
      none={m.roadmap_ways_none()}
      rows={rows}
      columns={[
        {
          title: m.roadmap_plan_measure(),
          cell: ({ measureId }) => <a href={names.href(measureId)}>{names.titleOf(measureId)}</a>,
        },
        {
          title: m.roadmap_way(),
          cell: ({ name, own }) => (
            <>
              {name} {own && <Badge tone="accent">{m.roadmap_way_stands()}</Badge>}
            </>
          ),
        },
        {
          title: m.roadmap_way_length(),
          least: 'min(6rem, 9cqi)',
          align: 'end',
          cell: (row) => m.roadmap_quarters({ count: quartersOf(row) }),
        },
        { title: m.roadmap_way_cost(), align: 'end', least: 'min(9rem, 11cqi)', cell: costOf },
        {
          title: m.roadmap_way_days(),
          least: 'min(8rem, 10cqi)',
          align: 'end',
          cell: ({ own, effortDays, externalDays }) =>
            own
              ? m.roadmap_way_in_measure()
              : m.roadmap_way_days_words({ own: String(effortDays), external: String(externalDays) }),
        },
        { title: m.roadmap_note(), least: 'min(12rem, 14cqi)', cell: ({ note }) => note },
      ]}
      editWord={({ measureId, name }) => `${m.roadmap_way_edit()}: ${names.of(measureId)} ${name}`}
      mayPlan={mayPlan}
      dialog={(before, onClose) => <WayDialog view={view} before={before} onClose={onClose} />}
    />
  );
}

function WayDialog({ view, before, onClose }: { view: Roadmap; before: Kept | null; onClose: () => void }) {
  const town = useTown();
  const [measureId, setMeasureId] = useState(before?.measureId ?? '');
  const [own, setOwn] = useState(before?.own ?? false);
  const [name, setName] = useState(before?.name ?? '');
  const [quarters, setQuarters] = useState<number | null>(before?.quarters ?? null);
  const [once, setOnce] = useState<number | null>(before?.onceCostCents ?? 0);
  const [yearly, setYearly] = useState<number | null>(before?.yearlyCostCents ?? 0);
  const [effort, setEffort] = useState<number | null>(before?.effortDays ?? 0);
  const [external, setExternal] = useState<number | null>(before?.externalDays ?? 0);
  const [note, setNote] = useState(before?.note ?? '');
  const values = {
    measureId,
    own,
    name,
    quarters: own ? null : quarters,
    // An unreadable number travels as null, so that the server names the field.
    onceCostCents: own ? 0 : (once as number),
    yearlyCostCents: own ? 0 : (yearly as number),
    effortDays: own ? 0 : (effort as number),
    externalDays: own ? 0 : (external as number),
    note,
  };
  return (
    <KeptDialog
      title={before ? m.roadmap_way_edit() : m.roadmap_way_add()}
      client={roadmap.ways}
      touches={touches(town)}
      before={before}
      values={values}
      onClose={onClose}
    >
      <Select
        name="measureId"
        label={m.roadmap_plan_measure()}
        none={m.roadmap_choose()}
        options={view.measures.map((one) => ({ value: one.id, label: `${measureNumber(one)} ${one.title}` }))}
        value={measureId}
        onChange={setMeasureId}
      />
      <RadioGroup
        name="own"
        label={m.roadmap_way_what()}
        options={[
          { value: 'other', label: m.roadmap_way_what_other() },
          { value: 'own', label: m.roadmap_way_what_own(), help: m.roadmap_way_what_own_help() },
        ]}
        value={own ? 'own' : 'other'}
        onChange={(value) => setOwn(value === 'own')}
      />
      <TextField
        name="name"
        label={m.roadmap_plan_name()}
        help={m.roadmap_way_name_help()}
        maxLength={100}
        value={name}
        onChange={setName}
      />
      {!own && (
        <>
          <NumberField
            name="quarters"
            label={m.roadmap_way_length()}
            unit={m.roadmap_way_quarters()}
            min={1}
            max={40}
            value={quarters}
            onChange={setQuarters}
          />
          <MoneyField name="onceCostCents" label={m.roadmap_way_once()} value={once} onChange={setOnce} />
          <MoneyField
            name="yearlyCostCents"
            label={m.roadmap_way_yearly()}
            value={yearly}
            onChange={setYearly}
          />
          <NumberField
            name="effortDays"
            label={m.roadmap_way_own_days()}
            unit={m.roadmap_days()}
            min={0}
            max={10_000}
            value={effort}
            onChange={setEffort}
          />
          <NumberField
            name="externalDays"
            label={m.roadmap_way_external_days()}
            unit={m.roadmap_days()}
            min={0}
            max={10_000}
            value={external}
            onChange={setExternal}
          />
        </>
      )}
      <TextField
        name="note"
        label={m.roadmap_note()}
        help={m.roadmap_note_help()}
        optional
        maxLength={500}
        value={note}
        onChange={setNote}
      />
    </KeptDialog>
  );
}
