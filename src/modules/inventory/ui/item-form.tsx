import { useRef } from 'react';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { DateField, NumberField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { CRITICALITIES, type Item, KINDS, options } from './item-words.ts';
import { organisation, useSites } from './places.ts';

type Plain = 'kind' | 'name' | 'vendor' | 'model' | 'criticality' | 'note';
export interface ItemValue extends Pick<Item, Plain> {
  siteId: string;
  room: (LookupOption & { siteId: string }) | null;
  quantity: number | null;
  boughtOn: string;
  endOfSupportOn: string;
}

export const blankItem: ItemValue = {
  kind: 'client',
  name: '',
  siteId: '',
  room: null,
  vendor: '',
  model: '',
  quantity: 1,
  boughtOn: '',
  endOfSupportOn: '',
  criticality: 'normal',
  note: '',
};

export const itemValue = (item: Item): ItemValue => ({
  kind: item.kind,
  name: item.name,
  siteId: item.siteId ?? '',
  room: item.roomId ? { id: item.roomId, label: item.roomName ?? '', siteId: item.siteId ?? '' } : null,
  vendor: item.vendor,
  model: item.model,
  quantity: item.quantity,
  boughtOn: item.boughtOn ?? '',
  endOfSupportOn: item.endOfSupportOn ?? '',
  criticality: item.criticality,
  note: item.note,
});

/** An unreadable number travels as null, so that the server names the field. */
export const itemFields = ({ room, ...value }: ItemValue) => ({
  ...value,
  siteId: value.siteId || null,
  roomId: room?.id ?? null,
  quantity: value.quantity as number,
  boughtOn: value.boughtOn || null,
  endOfSupportOn: value.endOfSupportOn || null,
});

interface FieldsProps {
  value: ItemValue;
  change: (part: Partial<ItemValue>) => void;
}

export function ItemFields({ value, change }: FieldsProps) {
  return (
    <>
      <TextField
        name="name"
        label={m.inventory_name()}
        help={m.inventory_name_help()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <FormRow>
        <Select
          name="kind"
          label={m.inventory_kind()}
          options={options(KINDS)}
          value={value.kind}
          onChange={(kind) => change({ kind: kind as Item['kind'] })}
        />
        <Select
          name="criticality"
          label={m.inventory_criticality()}
          help={m.inventory_criticality_help()}
          options={options(CRITICALITIES)}
          value={value.criticality}
          onChange={(criticality) => change({ criticality: criticality as Item['criticality'] })}
        />
      </FormRow>
      <PlaceFields value={value} change={change} />
      <MakeFields value={value} change={change} />
      <TextArea
        name="note"
        label={m.inventory_note()}
        optional
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

/** Room and site stay together: choosing a room brings its site, another site lets the room go. */
function PlaceFields({ value, change }: FieldsProps) {
  const town = useTown();
  const sites = useSites();
  const found = useRef<NonNullable<ItemValue['room']>[]>([]);
  return (
    <FormRow>
      <Select
        name="siteId"
        label={m.inventory_site()}
        optional
        none={m.inventory_none()}
        options={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.siteId}
        onChange={(siteId) => change({ siteId, room: value.room?.siteId === siteId ? value.room : null })}
      />
      <LookupField
        name="roomId"
        label={m.inventory_room()}
        help={m.inventory_room_help()}
        optional
        value={value.room}
        onChange={(next) => {
          const room = found.current.find(({ id }) => id === next?.id) ?? null;
          change(room ? { room, siteId: room.siteId } : { room });
        }}
        search={async (q) => {
          const { rows } = await organisation.rooms.list({ town, limit: 100, ...(q ? { q } : {}) });
          found.current = rows
            .filter(({ siteId }) => !value.siteId || siteId === value.siteId)
            .map(({ id, name, siteId, siteName }) => ({ id, siteId, label: name, hint: siteName }));
          return found.current;
        }}
      />
    </FormRow>
  );
}

function MakeFields({ value, change }: FieldsProps) {
  return (
    <>
      <FormRow>
        <TextField
          name="vendor"
          label={m.inventory_vendor()}
          optional
          value={value.vendor}
          onChange={(vendor) => change({ vendor })}
        />
        <TextField
          name="model"
          label={m.inventory_model()}
          optional
          value={value.model}
          onChange={(model) => change({ model })}
        />
      </FormRow>
      <NumberField
        name="quantity"
        label={m.inventory_quantity()}
        unit={m.inventory_pieces()}
        min={0}
        value={value.quantity}
        onChange={(quantity) => change({ quantity })}
      />
      <FormRow>
        <DateField
          name="boughtOn"
          label={m.inventory_bought_on()}
          optional
          value={value.boughtOn}
          onChange={(boughtOn) => change({ boughtOn })}
        />
        <DateField
          name="endOfSupportOn"
          label={m.inventory_end_of_support()}
          help={m.inventory_end_of_support_help()}
          optional
          value={value.endOfSupportOn}
          onChange={(endOfSupportOn) => change({ endOfSupportOn })}
        />
      </FormRow>
    </>
  );
}
