import { useRef, useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { blankItem, ItemFields, type ItemValue, itemFields, itemValue } from './item-form.tsx';
import { ItemMissing, useItem } from './item-page.tsx';
import { type Item, inventory, itemNumber } from './item-words.ts';

export function ItemNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Item>(undefined);
  const create = useSave(inventory.items.create, [['items', town]]);
  const list = listPath(town, 'item');
  return (
    <Page title={m.inventory_create()} width="text" back={{ href: list, label: m.inventory_title() }}>
      <RecordForm<ItemValue>
        may={EDITORS}
        draftKey="item:new"
        initial={blankItem}
        submit={m.inventory_create()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...itemFields(value) }, key });
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.inventory_saved({ name: itemNumber(made.current) }));
          go(recordPath(town, 'item', made.current.id));
        }}
      >
        {(value, change) => <ItemFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function ItemEditPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useItem(id);
  if (error) return <ItemMissing error={error} />;
  return data ? <EditForm key={id} item={data} /> : <Skeleton lines={6} />;
}

function EditForm(props: { item: Item }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [item] = useState(props.item);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(inventory.items.update, [
    ['items', town],
    ['item', town, item.id],
    ['stories', town, item.id],
  ]);
  const back = recordPath(town, 'item', item.id);
  const name = `${itemNumber(item)} ${item.name}`;
  return (
    <Page title={m.inventory_edit_title({ name })} width="text" back={{ href: back, label: name }}>
      <RecordForm<ItemValue>
        may={EDITORS}
        draftKey={`item:${item.id}`}
        initial={itemValue(item)}
        submit={m.inventory_save()}
        cancelHref={back}
        stored={{
          version: item.version,
          read: async () => {
            const now = await inventory.items.get({ town, id: item.id });
            return { version: now.version, value: itemValue(now) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: item.id, ...itemFields(value) }, version })
        }
        onSaved={() => {
          toast(m.inventory_saved({ name: itemNumber(item) }));
          go(back);
        }}
      >
        {(value, change) => <ItemFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
