import { useRef } from 'react';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { DateField, NumberField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { BACKUPS, CRITICALITIES, type Item, KINDS, options, PROTECTIONS } from './item-words.ts';
import { organisation, useOffices, useSites } from './places.ts';

type Plain =
  | 'kind'
  | 'name'
  | 'vendor'
  | 'model'
  | 'serialNumber'
  | 'operatingSystem'
  | 'criticality'
  | 'protection'
  | 'backup'
  | 'note';
export interface ItemValue extends Pick<Item, Plain> {
  siteId: string;
  room: (LookupOption & { siteId: string }) | null;
  officeId: string;
  quantity: number | null;
  boughtOn: string;
  endOfSupportOn: string;
  responsible: LookupOption | null;
  warrantyUntil: string;
  replaceOn: string;
}

export const blankItem: ItemValue = {
  kind: 'client',
  name: '',
  siteId: '',
  room: null,
  officeId: '',
  vendor: '',
  model: '',
  serialNumber: '',
  operatingSystem: '',
  quantity: 1,
  boughtOn: '',
  endOfSupportOn: '',
  responsible: null,
  warrantyUntil: '',
  replaceOn: '',
  protection: 'normal',
  backup: 'unknown',
  criticality: 'normal',
  note: '',
};

export const itemValue = (item: Item): ItemValue => ({
  kind: item.kind,
  name: item.name,
  siteId: item.siteId ?? '',
  room: item.roomId ? { id: item.roomId, label: item.roomName ?? '', siteId: item.siteId ?? '' } : null,
  officeId: item.officeId ?? '',
  vendor: item.vendor,
  model: item.model,
  serialNumber: item.serialNumber,
  operatingSystem: item.operatingSystem,
  quantity: item.quantity,
  boughtOn: item.boughtOn ?? '',
  endOfSupportOn: item.endOfSupportOn ?? '',
  responsible: item.responsiblePersonId
    ? { id: item.responsiblePersonId, label: item.responsibleName ?? '' }
    : null,
  warrantyUntil: item.warrantyUntil ?? '',
  replaceOn: item.replaceOn ?? '',
  protection: item.protection,
  backup: item.backup,
  criticality: item.criticality,
  note: item.note,
});

/** An unreadable number travels as null, so that the server names the field. */
export const itemFields = ({ room, responsible, ...value }: ItemValue) => ({
  ...value,
  siteId: value.siteId || null,
  roomId: room?.id ?? null,
  officeId: value.officeId || null,
  quantity: value.quantity as number,
  boughtOn: value.boughtOn || null,
  endOfSupportOn: value.endOfSupportOn || null,
  responsiblePersonId: responsible?.id ?? null,
  warrantyUntil: value.warrantyUntil || null,
  replaceOn: value.replaceOn || null,
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
      <DutyFields value={value} change={change} />
      <PlaceFields value={value} change={change} />
      <OfficeField value={value} change={change} />
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

/** Who answers for it, and how well it is to be protected. */
function DutyFields({ value, change }: FieldsProps) {
  const town = useTown();
  return (
    <FormRow>
      <LookupField
        name="responsiblePersonId"
        label={m.inventory_responsible()}
        optional
        value={value.responsible}
        onChange={(responsible) => change({ responsible })}
        search={async (q) => {
          const { rows } = await organisation.people.list({ town, limit: 20, ...(q ? { q } : {}) });
          return rows.map(({ id, name, title }) => ({ id, label: name, hint: title }));
        }}
      />
      <Select
        name="protection"
        label={m.inventory_protection()}
        help={m.inventory_protection_help()}
        options={options(PROTECTIONS)}
        value={value.protection}
        onChange={(protection) => change({ protection: protection as Item['protection'] })}
      />
      <Select
        name="backup"
        label={m.inventory_backup()}
        options={options(BACKUPS)}
        value={value.backup}
        onChange={(backup) => change({ backup: backup as Item['backup'] })}
      />
    </FormRow>
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

/** Whose it is; with an office it is closed to the others. */
function OfficeField({ value, change }: FieldsProps) {
  const offices = useOffices();
  return (
    <Select
      name="officeId"
      label={m.inventory_office()}
      help={m.inventory_item_office_help()}
      optional
      none={m.inventory_whole_town()}
      options={offices.map(({ id, name }) => ({ value: id, label: name }))}
      value={value.officeId}
      onChange={(officeId) => change({ officeId })}
    />
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
      <FormRow>
        <TextField
          name="serialNumber"
          label={m.inventory_serial_number()}
          optional
          value={value.serialNumber}
          onChange={(serialNumber) => change({ serialNumber })}
        />
        <TextField
          name="operatingSystem"
          label={m.inventory_operating_system()}
          optional
          value={value.operatingSystem}
          onChange={(operatingSystem) => change({ operatingSystem })}
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
      <FormRow>
        <DateField
          name="warrantyUntil"
          label={m.inventory_warranty_until()}
          optional
          value={value.warrantyUntil}
          onChange={(warrantyUntil) => change({ warrantyUntil })}
        />
        <DateField
          name="replaceOn"
          label={m.inventory_replace_on()}
          optional
          value={value.replaceOn}
          onChange={(replaceOn) => change({ replaceOn })}
        />
      </FormRow>
    </>
  );
}
