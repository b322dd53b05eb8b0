import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { recordPath } from '#kernel/paths';
import { RecordList, useDialogWork, useHolds, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextArea, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { DialogRemoval } from './removal.tsx';
import { assessment, options } from './words.ts';

type Development = Awaited<ReturnType<typeof assessment.developments.get>>;
type Asked = Parameters<typeof assessment.developments.list>[0];

const KINDS: Record<Development['kind'], () => string> = {
  digital_files: m.assessment_plan_digital_files,
  building: m.assessment_plan_building,
  staff: m.assessment_plan_staff,
  broadband: m.assessment_plan_broadband,
  school: m.assessment_plan_school,
  merger: m.assessment_plan_merger,
  law: m.assessment_plan_law,
  other: m.assessment_plan_other,
};
const CERTAINTIES: Record<Development['certainty'], () => string> = {
  decided: m.assessment_plan_decided,
  planned: m.assessment_plan_planned,
  considered: m.assessment_plan_considered,
};

const measureName = (number: number): string => `M-${String(number).padStart(2, '0')}`;

function columnsOf(town: string, onEdit: ((row: Development) => void) | null): Column<Development>[] {
  return [
    {
      key: 'title',
      title: m.assessment_development(),
      cell: (row) =>
        onEdit ? (
          <Button kind="link" onClick={() => onEdit(row)}>
            {row.title}
          </Button>
        ) : (
          row.title
        ),
      text: (row) => row.title,
      primary: true,
      sort: true,
    },
    { key: 'kind', title: m.assessment_development_kind(), cell: (row) => KINDS[row.kind]() },
    {
      key: 'dueOn',
      title: m.assessment_development_due(),
      cell: (row) => (row.dueOn ? date(row.dueOn) : m.assessment_open_date()),
      sort: true,
    },
    { key: 'certainty', title: m.assessment_status(), cell: (row) => CERTAINTIES[row.certainty]() },
    {
      key: 'measures',
      title: m.assessment_development_measures(),
      cell: (row) =>
        row.measures.length === 0
          ? '–'
          : row.measures.map(({ id, number, title }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <a href={recordPath(town, 'measure', id)} title={title}>
                  {measureName(number)}
                </a>
              </span>
            )),
      text: (row) => row.measures.map(({ number }) => measureName(number)).join(', '),
      width: '8rem',
    },
    { key: 'note', title: m.assessment_note(), cell: (row) => row.note || '–' },
  ];
}

/** What else the town plans, so that measures can be checked against it. */
export function DevelopmentsPage() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const [editing, setEditing] = useState<Partial<Development>>();
  const add = editor && (
    <Button kind="primary" icon="plus" onClick={() => setEditing({})}>
      {m.assessment_development_add()}
    </Button>
  );
  return (
    <Page title={m.assessment_developments()} lead={m.assessment_developments_lead()} actions={add}>
      <RecordList<Development>
        list="developments"
        title={m.assessment_developments()}
        columns={columnsOf(town, editor ? setEditing : null)}
        load={({ filters, ...request }) => assessment.developments.list({ ...request, ...filters } as Asked)}
        rowName={(row) => row.title}
        empty={{
          icon: 'flag',
          title: m.assessment_developments_empty(),
          why: m.assessment_developments_empty_why(),
          children: add,
        }}
      />
      {editing && (
        <DevelopmentDialog
          key={editing.id ?? 'new'}
          development={editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

const fieldsOf = (given: Partial<Development>) => ({
  title: given.title ?? '',
  kind: given.kind ?? ('other' as Development['kind']),
  dueOn: given.dueOn ?? '',
  certainty: given.certainty ?? ('planned' as Development['certainty']),
  note: given.note ?? '',
});

interface DialogProps {
  development: Partial<Development>;
  onClose: () => void;
}
type Value = ReturnType<typeof fieldsOf>;

function DevelopmentDialog({ development, onClose }: DialogProps) {
  const [value, setValue] = useState(() => fieldsOf(development));
  const { submit, faults, problem } = useSaving(development, value, onClose);
  const { id } = development;
  return (
    <Dialog open onClose={onClose} title={id ? value.title : m.assessment_development_add()} wide>
      <Form
        onSubmit={submit}
        submit={m.assessment_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <DevelopmentFields value={value} change={(part) => setValue({ ...value, ...part })} />
        {id && <Removal id={id} version={development.version ?? 0} title={value.title} onGone={onClose} />}
      </Form>
    </Dialog>
  );
}

function useSaving({ id, version = 0 }: Partial<Development>, value: Value, onSaved: () => void) {
  const town = useTown();
  const create = useSave(assessment.developments.create, [['developments', town]]);
  const update = useSave(assessment.developments.update, [['developments', town]]);
  const fields = { ...value, dueOn: value.dueOn || null };
  const { run, ...told } = useDialogWork(onSaved);
  const save = (key: string) =>
    id
      ? update.mutateAsync({ input: { town, id, ...fields }, version })
      : create.mutateAsync({ input: { town, ...fields }, key });
  return { submit: () => run(save), ...told };
}

interface RemovalProps {
  id: string;
  version: number;
  title: string;
  onGone: () => void;
}

function Removal({ id, version, title, onGone }: RemovalProps) {
  const town = useTown();
  const remove = useSave(assessment.developments.remove, [['developments', town]]);
  return (
    <DialogRemoval
      name={title}
      text={m.assessment_development_remove_text()}
      remove={() => remove.mutateAsync({ input: { town, id }, version })}
      onGone={onGone}
    />
  );
}

function DevelopmentFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <>
      <TextField
        name="title"
        label={m.assessment_development()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <Select
        name="kind"
        label={m.assessment_development_kind()}
        options={options(KINDS)}
        value={value.kind}
        onChange={(kind) => change({ kind: kind as Development['kind'] })}
      />
      <DateField
        name="dueOn"
        label={m.assessment_development_due()}
        optional
        value={value.dueOn}
        onChange={(dueOn) => change({ dueOn })}
      />
      <Select
        name="certainty"
        label={m.assessment_status()}
        options={options(CERTAINTIES)}
        value={value.certainty}
        onChange={(certainty) => change({ certainty: certainty as Development['certainty'] })}
      />
      <TextArea
        name="note"
        label={m.assessment_note()}
        optional
        rows={3}
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}
