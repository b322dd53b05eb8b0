import { recordPath } from '#kernel/paths';
import { m } from '#texts';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { organisation, useSiteOptions } from './clients.ts';
import { FilesOf } from './files-of.tsx';
import { ItemsIn } from './items-in.tsx';
import type { FieldsProps, SimpleKind } from './simple-kind.ts';
import { SimpleList } from './simple-list.tsx';
import { SimpleRecord } from './simple-record.tsx';

type Room = Awaited<ReturnType<typeof organisation.rooms.get>>;
type Value = Pick<Room, 'siteId' | 'name' | 'kind' | 'note'>;

const rooms: SimpleKind<Room, Value, Value> = {
  kind: 'room',
  list: 'rooms',
  touches: ['sites', 'items'],
  calls: organisation.rooms,
  words: () => ({
    title: m.organisation_rooms(),
    one: m.organisation_room(),
    lead: m.organisation_rooms_lead(),
    create: m.organisation_room_create(),
    emptyTitle: m.organisation_rooms_empty(),
    emptyWhy: m.organisation_rooms_empty_why(),
  }),
  columns: (town) => [
    { key: 'name', title: m.organisation_name(), cell: (row) => row.name, primary: true, sort: true },
    {
      key: 'site',
      title: m.organisation_site(),
      cell: (row) => <a href={recordPath(town, 'site', row.siteId)}>{row.siteName}</a>,
      text: (row) => row.siteName,
      sort: true,
    },
    { key: 'kind', title: m.organisation_kind(), cell: (row) => row.kind },
    { key: 'note', title: m.organisation_note(), cell: (row) => row.note, hidden: true },
  ],
  name: (view) => view.name,
  blank: (query) => ({ siteId: query.standort ?? '', name: '', kind: '', note: '' }),
  toForm: ({ siteId, name, kind, note }) => ({ siteId, name, kind, note }),
  toFields: (value) => value,
  Fields: RoomFields,
  useFilters: () => [{ key: 'siteId', title: m.organisation_site(), options: useSiteOptions() }],
  below: (view) => (
    <>
      <FilesOf kind="room" id={view.id} />
      <ItemsIn place={{ roomId: view.id }} label={m.organisation_room_items()} />
    </>
  ),
  facts: (view) => [
    { label: m.organisation_site(), value: view.siteName },
    { label: m.organisation_kind(), value: view.kind },
    { label: m.organisation_note(), value: view.note },
  ],
};

function RoomFields({ value, change }: FieldsProps<Value>) {
  return (
    <>
      <Select
        name="siteId"
        label={m.organisation_site()}
        none={m.organisation_choose()}
        options={useSiteOptions()}
        value={value.siteId}
        onChange={(siteId) => change({ siteId })}
      />
      <TextField
        name="name"
        label={m.organisation_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        name="kind"
        label={m.organisation_kind()}
        help={m.organisation_room_kind_help()}
        optional
        value={value.kind}
        onChange={(kind) => change({ kind })}
      />
      <TextArea
        name="note"
        label={m.organisation_note()}
        optional
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

export const RoomListPage = () => <SimpleList of={rooms} />;
export const RoomPage = () => <SimpleRecord of={rooms} />;
