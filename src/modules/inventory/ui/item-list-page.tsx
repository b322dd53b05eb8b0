import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { date, number } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import {
  BACKUPS,
  CRITICALITIES,
  criticality,
  type Item,
  inventory,
  itemNumber,
  KINDS,
  options,
  PROTECTIONS,
  place,
} from './item-words.ts';
import { useRooms, useSites } from './places.ts';
import { SupportEnd } from './support-end.tsx';

const day = (on: string | null) => (on ? date(on) : '');

const columns = (): Column<Item>[] => [
  {
    key: 'number',
    title: m.inventory_number(),
    cell: itemNumber,
    sort: true,
    hideable: false,
    width: '6rem',
  },
  { key: 'name', title: m.inventory_name(), cell: (row) => row.name, primary: true, sort: true },
  { key: 'kind', title: m.inventory_kind(), cell: (row) => KINDS[row.kind](), sort: true },
  { key: 'place', title: m.inventory_place(), cell: place, width: '22%' },
  {
    key: 'criticality',
    title: m.inventory_criticality(),
    cell: (row) => <StatusBadge status={criticality(row)} />,
    text: (row) => criticality(row).word,
  },
  {
    key: 'endOfSupportOn',
    title: m.inventory_end_of_support(),
    cell: (row) => <SupportEnd on={row.endOfSupportOn} />,
    text: (row) => day(row.endOfSupportOn),
    sort: true,
  },
  {
    key: 'quantity',
    title: m.inventory_quantity(),
    cell: (row) => number(row.quantity),
    text: (row) => String(row.quantity),
    align: 'end',
  },
  { key: 'site', title: m.inventory_site(), cell: (row) => row.siteName ?? '', hidden: true },
  { key: 'room', title: m.inventory_room(), cell: (row) => row.roomName ?? '', hidden: true },
  { key: 'office', title: m.inventory_office(), cell: (row) => row.officeName ?? '', hidden: true },
  { key: 'vendor', title: m.inventory_vendor(), cell: (row) => row.vendor, hidden: true },
  { key: 'model', title: m.inventory_model(), cell: (row) => row.model, hidden: true },
  {
    key: 'serialNumber',
    title: m.inventory_serial_number(),
    cell: (row) => row.serialNumber,
    hidden: true,
  },
  {
    key: 'operatingSystem',
    title: m.inventory_operating_system(),
    cell: (row) => row.operatingSystem,
    hidden: true,
  },
  {
    key: 'responsible',
    title: m.inventory_responsible(),
    cell: (row) => row.responsibleName ?? '',
    hidden: true,
  },
  {
    key: 'protection',
    title: m.inventory_protection(),
    cell: (row) => PROTECTIONS[row.protection](),
    hidden: true,
  },
  { key: 'backup', title: m.inventory_backup(), cell: (row) => BACKUPS[row.backup](), hidden: true },
  {
    key: 'boughtOn',
    title: m.inventory_bought_on(),
    cell: (row) => day(row.boughtOn),
    sort: true,
    hidden: true,
  },
  {
    key: 'warrantyUntil',
    title: m.inventory_warranty_until(),
    cell: (row) => day(row.warrantyUntil),
    hidden: true,
  },
  {
    key: 'replaceOn',
    title: m.inventory_replace_on(),
    cell: (row) => day(row.replaceOn),
    hidden: true,
  },
  { key: 'note', title: m.inventory_note(), cell: (row) => row.note, hidden: true },
];

const RESPONSIBLE = { some: m.inventory_responsible_some, none: m.inventory_responsible_none_yet };

type Asked = Parameters<typeof inventory.items.list>[0];

export function ItemListPage() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const sites = useSites();
  const rooms = useRooms();
  const add = editor && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'item')}/neu`}>
      {m.inventory_create()}
    </ButtonLink>
  );
  return (
    <Page title={m.inventory_title()} lead={m.inventory_lead()} actions={add}>
      <RecordList<Item>
        list="items"
        title={m.inventory_title()}
        columns={columns()}
        filters={[
          { key: 'kind', title: m.inventory_kind(), options: options(KINDS) },
          { key: 'criticality', title: m.inventory_criticality(), options: options(CRITICALITIES) },
          { key: 'backup', title: m.inventory_backup(), options: options(BACKUPS) },
          { key: 'responsible', title: m.inventory_responsible(), options: options(RESPONSIBLE) },
          {
            key: 'support',
            title: m.inventory_end_of_support(),
            options: [{ value: 'ended', label: m.inventory_support_ended() }],
          },
          {
            key: 'siteId',
            title: m.inventory_site(),
            options: sites.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: 'roomId',
            title: m.inventory_room(),
            options: rooms.map(({ id, name, siteName }) => ({ value: id, label: `${siteName}: ${name}` })),
          },
        ]}
        load={({ filters, ...request }) => inventory.items.list({ ...request, ...filters } as Asked)}
        rowHref={(row) => recordPath(town, 'item', row.id)}
        rowName={(row) => `${itemNumber(row)} ${row.name}`}
        empty={{
          icon: 'inventory',
          title: m.inventory_empty(),
          why: m.inventory_empty_why(),
          children: add,
        }}
      >
        {editor && (
          <ButtonLink small icon="upload" href={`${listPath(town, 'import')}?art=items`}>
            {m.inventory_import()}
          </ButtonLink>
        )}
      </RecordList>
    </Page>
  );
}
