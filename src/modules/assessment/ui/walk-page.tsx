import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import {
  type FieldWord,
  FilesSection,
  RecordForm,
  RecordList,
  useAddress,
  useChain,
  useEveryRow,
  useHolds,
  useRecord,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { RadioGroup } from '#ui-kit/choices';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import type { Column, ListFilter } from '#ui-kit/list-page';
import { Page, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { Missing, useWeeks } from './parts.tsx';
import { useRemoval } from './removal.tsx';
import { SEVERITY_OPTIONS, severityTone, severityWord } from './severity.ts';
import { assessment, type Observation, observationNumber, organisation } from './words.ts';

const WalkSummary = lazy(() => import('./walk-summary.tsx').then((x) => ({ default: x.WalkSummary })));
const OnPlan = lazy(() => import('./on-plan.tsx').then((x) => ({ default: x.OnPlan })));

const placeOf = ({ siteName, roomName }: Observation): string =>
  [siteName, roomName].filter(Boolean).join(', ');

const columns = (): Column<Observation>[] => [
  {
    key: 'number',
    title: m.assessment_number(),
    cell: observationNumber,
    sort: true,
    hideable: false,
    width: '5.5rem',
  },
  { key: 'statement', title: m.assessment_observation(), cell: (row) => row.statement, primary: true },
  { key: 'room', title: m.assessment_room(), cell: placeOf },
  {
    key: 'severity',
    title: m.assessment_severity(),
    cell: (row) => <Badge tone={severityTone(row.severity)}>{severityWord(row.severity)}</Badge>,
    text: (row) => severityWord(row.severity),
    sort: true,
    width: '8rem',
  },
  { key: 'seenBy', title: m.assessment_seen_by(), cell: (row) => row.seenBy },
];

type Asked = Parameters<typeof assessment.observations.list>[0];
type Value = Pick<Observation, 'statement' | 'severity' | 'seenBy'> & { roomId: string };
const BLANK: Value = { statement: '', severity: 2, seenBy: '', roomId: '' };
const fields = (value: Value) => ({ ...value, roomId: value.roomId || null });

/** What was seen on the walk-through; a new one takes a few seconds. */
export function WalkPage() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const week = useWeeks().data?.rows[0];
  const filters = useFilters();
  const [capturing, setCapturing] = useState(false);
  const create = useSave(assessment.observations.create, [
    ['observations', town],
    ['week', town],
  ]);
  return (
    <Page
      title={m.assessment_walk()}
      lead={m.assessment_walk_lead()}
      actions={
        editor &&
        week &&
        !capturing && (
          <>
            <ButtonLink href={`/rundgang?stadt=${town}`}>{m.assessment_walk_on_site()}</ButtonLink>
            <Button kind="primary" icon="plus" onClick={() => setCapturing(true)}>
              {m.assessment_observation_create()}
            </Button>
          </>
        )
      }
    >
      {editor && week && capturing && (
        <Section title={m.assessment_observation_create()}>
          <RecordForm<Value>
            may={EDITORS}
            draftKey="observation:new"
            initial={BLANK}
            submit={m.assessment_observation_save()}
            onCancel={() => setCapturing(false)}
            save={(value, key) =>
              create.mutateAsync({ input: { town, engagementId: week.id, ...fields(value) }, key })
            }
            onSaved={() => toast(m.assessment_observation_saved())}
          >
            {(value, change) => <ObservationFields value={value} change={change} />}
          </RecordForm>
        </Section>
      )}
      <RecordList<Observation>
        list="observations"
        title={m.assessment_observations()}
        columns={columns()}
        load={({ filters, ...request }) => assessment.observations.list({ ...request, ...filters } as Asked)}
        filters={filters}
        rowHref={(row) => recordPath(town, 'observation', row.id)}
        rowName={(row) => `${observationNumber(row)} ${row.statement}`}
        empty={{ icon: 'note', title: m.assessment_walk_empty(), why: m.assessment_walk_empty_why() }}
      />
      <Later>
        <WalkSummary />
      </Later>
    </Page>
  );
}

function useFilters(): ListFilter[] {
  const town = useTown();
  const sites = useEveryRow(['sites', town], (page) => organisation.sites.list({ town, ...page })).data ?? [];
  const rooms = useEveryRow(['rooms', town], (page) => organisation.rooms.list({ town, ...page })).data ?? [];
  return [
    { key: 'severity', title: m.assessment_severity(), options: SEVERITY_OPTIONS() },
    {
      key: 'siteId',
      title: m.assessment_site(),
      options: sites.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: 'roomId',
      title: m.assessment_room(),
      options: rooms.map(({ id, name, siteName }) => ({ value: id, label: `${siteName}: ${name}` })),
    },
  ];
}

/** After the rows the page came with: nothing of it is drawn on the server. */
function Later({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(false);
  useEffect(() => setNow(true), []);
  return now && <Suspense>{children}</Suspense>;
}

function ObservationFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const town = useTown();
  const rooms = useEveryRow(['rooms', town], (page) => organisation.rooms.list({ town, ...page }));
  return (
    <>
      <Select
        name="roomId"
        label={m.assessment_room()}
        optional
        none={m.assessment_no_room()}
        options={(rooms.data ?? []).map(({ id, name, siteName }) => ({
          value: id,
          label: siteName ? `${name}, ${siteName}` : name,
        }))}
        value={value.roomId}
        onChange={(roomId) => change({ roomId })}
      />
      <TextArea
        name="statement"
        label={m.assessment_observation()}
        help={m.assessment_observation_help()}
        rows={2}
        value={value.statement}
        onChange={(statement) => change({ statement })}
      />
      <RadioGroup
        name="severity"
        label={m.assessment_severity()}
        options={SEVERITY_OPTIONS()}
        value={String(value.severity)}
        onChange={(severity) => change({ severity: Number(severity) })}
      />
      <TextField
        name="seenBy"
        label={m.assessment_seen_by()}
        optional
        value={value.seenBy}
        onChange={(seenBy) => change({ seenBy })}
      />
    </>
  );
}

const FIELDS: Record<string, FieldWord> = {
  statement: { label: m.assessment_observation, show: (value) => value },
  severity: { label: m.assessment_severity, show: (value) => severityWord(Number(value)) },
  seen_by: { label: m.assessment_seen_by, show: (value) => value },
  room_id: { label: m.assessment_room },
  sketch: { label: m.assessment_walk_sketch },
};

export function ObservationPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['observation', town, id], () =>
    assessment.observations.get({ town, id }),
  );
  if (error)
    return <Missing error={error} title={m.assessment_walk()} back={listPath(town, 'observation')} />;
  return data ? <KnownObservation key={id} observation={data} /> : <Skeleton lines={5} />;
}

function KnownObservation({ observation }: { observation: Observation }) {
  const town = useTown();
  const number = observationNumber(observation);
  const chain = useChain('observation', observation.id, number);
  const timeline = useStory(observation.id, FIELDS);
  const reason = useHolds(EDITORS) ? undefined : m.assessment_only_editors();
  const removal = useRemoval({
    kind: 'observation',
    list: 'observations',
    name: number,
    record: observation,
    remove: assessment.observations.remove,
    reason,
  });
  return (
    <RecordPage
      number={number}
      title={observation.statement}
      status={{
        word: severityWord(observation.severity),
        tone: severityTone(observation.severity),
      }}
      back={{ href: listPath(town, 'observation'), label: m.assessment_walk() }}
      facts={[
        { label: m.assessment_room(), value: placeOf(observation) || m.assessment_no_room() },
        { label: m.assessment_seen_by(), value: observation.seenBy || m.assessment_not_said() },
      ]}
      actions={[
        {
          label: m.assessment_edit(),
          icon: 'edit',
          href: `${recordPath(town, 'observation', observation.id)}/bearbeiten`,
          reason,
        },
        removal,
      ]}
      timeline={timeline}
      chain={chain}
    >
      {observation.planFileId && (
        <Suspense>
          <OnPlan observation={observation} />
        </Suspense>
      )}
      <FilesSection
        calls={{
          list: assessment.observationFiles.list,
          remove: assessment.observationFiles.remove,
          classify: assessment.classPhoto,
        }}
        path="observations"
        kind="observation"
        id={observation.id}
        reason={reason}
      />
    </RecordPage>
  );
}

const formValue = ({ statement, severity, seenBy, roomId }: Observation): Value => ({
  statement,
  severity,
  seenBy,
  roomId: roomId ?? '',
});

export function ObservationEditPage() {
  const town = useTown();
  const { params, go } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['observation', town, id], () =>
    assessment.observations.get({ town, id }),
  );
  const update = useSave(assessment.observations.update, [
    ['observations', town],
    ['observation', town, id],
    ['stories', town, id],
  ]);
  const here = recordPath(town, 'observation', id);
  if (error)
    return <Missing error={error} title={m.assessment_walk()} back={listPath(town, 'observation')} />;
  if (!data) return <Skeleton lines={5} />;
  return (
    <Page
      title={m.assessment_edit_of({ name: observationNumber(data) })}
      width="text"
      back={{ href: here, label: observationNumber(data) }}
    >
      <RecordForm<Value>
        may={EDITORS}
        draftKey={`observation:${id}`}
        initial={formValue(data)}
        stored={{
          version: data.version,
          read: async () => {
            const now = await assessment.observations.get({ town, id });
            return { version: now.version, value: formValue(now) };
          },
        }}
        submit={m.assessment_save()}
        cancelHref={here}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id, ...fields(value) }, version })
        }
        onSaved={() => {
          toast(m.assessment_saved());
          go(here);
        }}
      >
        {(value, change) => <ObservationFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
