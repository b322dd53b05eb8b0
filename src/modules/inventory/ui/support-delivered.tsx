import { useState } from 'react';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { TextField } from '#ui-kit/fields';
import { date } from '#ui-kit/format';
import { Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { inventory } from './item-words.ts';

/** The table that comes with the product, to look things up in; read when it is opened. */
export function SupportDelivered() {
  const [open, setOpen] = useState(false);
  return (
    <details className="k-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{m.inventory_support_delivered()}</summary>
      {open && <Delivered />}
    </details>
  );
}

function Delivered() {
  const town = useTown();
  const [sought, setSought] = useState('');
  const { data } = useRecord(['support-table', town], () => inventory.supportTable({ town }));
  if (!data) return <Skeleton lines={4} />;
  const words = sought.toLowerCase().split(/\s+/);
  const rows = data.rows.filter(({ product }) => words.every((word) => product.toLowerCase().includes(word)));
  return (
    <Stack>
      <TextField
        name="support-sought"
        type="search"
        label={m.inventory_support_find()}
        optional
        value={sought}
        onChange={setSought}
      />
      {rows.length === 0 ? (
        <p>{m.inventory_support_find_none()}</p>
      ) : (
        <PlainTable
          label={m.inventory_support_delivered()}
          columns={[
            { title: m.inventory_support_product(), cell: (row) => row.product },
            { title: m.inventory_end_of_support(), cell: (row) => date(row.endsOn) },
            {
              title: m.inventory_support_extended(),
              cell: (row) => (row.extendedOn ? date(row.extendedOn) : '–'),
            },
            {
              title: m.inventory_support_source(),
              cell: (row) => m.inventory_support_as_of({ source: row.source, on: date(row.asOf) }),
            },
            {
              title: m.inventory_support_checked(),
              cell: (row) =>
                row.confirmed ? (
                  <Badge tone="success">{m.inventory_support_confirmed()}</Badge>
                ) : (
                  <Badge tone="warning">{m.inventory_support_to_check()}</Badge>
                ),
            },
          ]}
          rows={rows.map((row) => ({ ...row, id: row.product }))}
        />
      )}
    </Stack>
  );
}
