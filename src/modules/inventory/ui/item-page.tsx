import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import {
  FilesSection,
  problemOf,
  useAddress,
  useChain,
  useHolds,
  useRecord,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { confirm } from '#ui-kit/dialog';
import { date, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { ItemTies } from './item-ties.tsx';
import {
  BACKUPS,
  criticality,
  ITEM_EVENTS,
  ITEM_FIELDS,
  type Item,
  inventory,
  itemNumber,
  KINDS,
  PROTECTIONS,
} from './item-words.ts';
import { MachineSection } from './machine-section.tsx';
import { SupportEnd } from './support-end.tsx';

export function useItem(id: string) {
  const town = useTown();
  return useRecord(['item', town, id], () => inventory.items.get({ town, id }));
}

export function ItemPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useItem(id);
  if (error) return <ItemMissing error={error} />;
  return data ? <KnownItem key={id} item={data} /> : <Skeleton lines={6} />;
}

export function ItemMissing({ error }: { error: unknown }) {
  const town = useTown();
  return (
    <Page title={m.inventory_title()} back={{ href: listPath(town, 'item'), label: m.inventory_title() }}>
      <Notice tone="danger" title={problemOf(error)?.text ?? m.inventory_unreachable()} />
    </Page>
  );
}

function KnownItem({ item }: { item: Item }) {
  const town = useTown();
  const number = itemNumber(item);
  const chain = useChain('item', item.id, `${number} ${item.name}`);
  const timeline = useStory(item.id, ITEM_FIELDS, ITEM_EVENTS);
  const reason = useHolds(EDITORS) ? undefined : m.inventory_only_editors();
  const { ask, busy } = useRemoval(item);
  return (
    <RecordPage
      number={number}
      title={item.name}
      status={criticality(item)}
      back={{ href: listPath(town, 'item'), label: m.inventory_title() }}
      facts={facts(item, town)}
      actions={[
        {
          label: m.inventory_edit(),
          icon: 'edit',
          href: `${recordPath(town, 'item', item.id)}/bearbeiten`,
          reason,
        },
        { label: m.inventory_remove(), icon: 'trash', kind: 'danger', onPress: ask, busy, reason },
      ]}
      timeline={timeline}
      chain={chain}
    >
      {item.note && (
        <Section title={m.inventory_note()}>
          <Prose text={item.note} />
        </Section>
      )}
      <MachineSection item={item} reason={reason} />
      <ItemTies item={item} reason={reason} />
      <FilesSection calls={inventory.files} path="items" kind="item" id={item.id} reason={reason} />
    </RecordPage>
  );
}

const facts = (item: Item, town: string) =>
  [
    { label: m.inventory_kind(), value: KINDS[item.kind]() },
    {
      label: m.inventory_site(),
      value: item.siteId && <a href={recordPath(town, 'site', item.siteId)}>{item.siteName}</a>,
    },
    {
      label: m.inventory_room(),
      value: item.roomId && <a href={recordPath(town, 'room', item.roomId)}>{item.roomName}</a>,
    },
    {
      label: m.inventory_office(),
      value: item.officeId && <a href={recordPath(town, 'office', item.officeId)}>{item.officeName}</a>,
    },
    { label: m.inventory_vendor(), value: item.vendor },
    { label: m.inventory_model(), value: item.model },
    { label: m.inventory_serial_number(), value: item.serialNumber },
    { label: m.inventory_operating_system(), value: item.operatingSystem },
    { label: m.inventory_quantity(), value: number(item.quantity) },
    { label: m.inventory_protection(), value: PROTECTIONS[item.protection]() },
    { label: m.inventory_backup(), value: BACKUPS[item.backup]() },
    { label: m.inventory_responsible(), value: item.responsibleName },
    { label: m.inventory_warranty_until(), value: item.warrantyUntil && date(item.warrantyUntil) },
    { label: m.inventory_replace_on(), value: item.replaceOn && date(item.replaceOn) },
    { label: m.inventory_bought_on(), value: item.boughtOn && date(item.boughtOn) },
    {
      label: m.inventory_end_of_support(),
      value: item.endOfSupportOn && <SupportEnd on={item.endOfSupportOn} />,
    },
  ].filter(({ value }) => value);

function useRemoval(item: Item) {
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(inventory.items.remove, [['items', town]]);
  const name = `${itemNumber(item)} ${item.name}`;
  const ask = async () => {
    const yes = await confirm({
      title: m.inventory_remove_title({ name }),
      text: <p>{m.inventory_remove_text()}</p>,
      action: m.inventory_remove(),
      danger: true,
    });
    if (!yes) return;
    try {
      await remove.mutateAsync({ input: { town, id: item.id }, version: item.version });
      toast(m.inventory_removed({ name }));
      go(listPath(town, 'item'));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.inventory_unreachable(), { tone: 'danger' });
    }
  };
  return { ask: () => void ask(), busy: remove.isPending };
}
