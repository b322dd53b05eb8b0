import { useRef } from 'react';
import { REQUESTERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { EmptyState } from '#ui-kit/empty-state';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { tickets } from './words.ts';

interface Value {
  deskId: string;
  categoryId: string;
  title: string;
  description: string;
  roomId: string;
}
type Forms = Awaited<ReturnType<typeof tickets.requests.forms>>;

/** `/anliegen/neu`: a calm form; where there is one desk nobody is asked which. */
export function RequestNewPage() {
  const town = useTown();
  const { data, error } = useRecord(['request-forms', town], () => tickets.requests.forms({ town }));
  const list = listPath(town, 'request');
  return (
    <Page
      title={m.tickets_request_new()}
      lead={m.tickets_request_lead()}
      width="text"
      back={{ href: list, label: m.tickets_requests() }}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.tickets_unreachable()} />}
      {!data && !error && <Skeleton lines={5} />}
      {data?.desks.length === 0 && (
        <EmptyState icon="desk" title={m.tickets_no_forms()} why={m.tickets_no_forms_why()} />
      )}
      {data && data.desks.length > 0 && <NewForm forms={data} />}
    </Page>
  );
}

function NewForm({ forms }: { forms: Forms }) {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<{ id: string; name: string }>(undefined);
  const file = useSave(tickets.requests.file, [['requests', town]]);
  const first = forms.desks[0]?.id ?? '';
  return (
    <RecordForm<Value>
      may={REQUESTERS}
      draftKey="request:new"
      initial={{ deskId: first, categoryId: '', title: '', description: '', roomId: '' }}
      submit={m.tickets_request_send()}
      cancelHref={listPath(town, 'request')}
      save={async ({ categoryId, roomId, ...value }, key) => {
        made.current = await file.mutateAsync({
          input: { town, ...value, categoryId: categoryId || null, roomId: roomId || null },
          key,
        });
      }}
      onSaved={() => {
        if (!made.current) return;
        toast(m.tickets_request_sent({ name: made.current.name }));
        go(recordPath(town, 'request', made.current.id));
      }}
    >
      {(value, change) => <Fields forms={forms} value={value} change={change} />}
    </RecordForm>
  );
}

interface FieldsProps {
  forms: Forms;
  value: Value;
  change: (part: Partial<Value>) => void;
}

function Fields({ forms, value, change }: FieldsProps) {
  const desk = forms.desks.find(({ id }) => id === value.deskId) ?? forms.desks[0];
  return (
    <>
      {forms.desks.length > 1 && (
        <Select
          name="deskId"
          label={m.tickets_desk()}
          options={forms.desks.map(({ id, name }) => ({ value: id, label: name }))}
          value={desk?.id ?? ''}
          onChange={(deskId) => change({ deskId, categoryId: '' })}
        />
      )}
      {desk && (desk.description || desk.hours) && (
        <Notice title={desk.name}>
          {desk.description && <p>{desk.description}</p>}
          {desk.hours && <p>{m.tickets_hours_are({ hours: desk.hours })}</p>}
        </Notice>
      )}
      <Select
        name="categoryId"
        label={m.tickets_about()}
        optional
        none={m.tickets_category_none()}
        options={(desk?.categories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={value.categoryId}
        onChange={(categoryId) => change({ categoryId })}
      />
      <TextField
        name="title"
        label={m.tickets_request_title()}
        help={m.tickets_request_title_help()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextArea
        name="description"
        label={m.tickets_request_text()}
        help={m.tickets_request_text_help()}
        optional
        rows={6}
        maxLength={20_000}
        value={value.description}
        onChange={(description) => change({ description })}
      />
      <Select
        name="roomId"
        label={m.tickets_room()}
        optional
        none={m.tickets_room_none()}
        options={forms.rooms.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.roomId}
        onChange={(roomId) => change({ roomId })}
      />
    </>
  );
}
