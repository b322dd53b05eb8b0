import { useRef, useState } from 'react';
import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { blankEntry, EntryFormFields, type EntryValue, entryFields, entryValue } from './entry-form.tsx';
import { useEntry } from './entry-page.tsx';
import { Missing } from './missing.tsx';
import { type Entry, entryName, spending } from './spending-words.ts';

export function EntryNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Entry>(undefined);
  const create = useSave(spending.entries.create, [
    ['spending-entries', town],
    ['spending', town],
  ]);
  const list = listPath(town, 'spending_entry');
  return (
    <Page title={m.budget_entry_create()} width="text" back={{ href: list, label: m.budget_entries() }}>
      <RecordForm<EntryValue>
        may={TREASURERS}
        draftKey="spending_entry:new"
        initial={blankEntry()}
        submit={m.budget_entry_create()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...entryFields(value) }, key });
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.budget_saved({ name: entryName(made.current) }));
          go(recordPath(town, 'spending_entry', made.current.id));
        }}
      >
        {(value, change) => <EntryFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function EntryEditPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useEntry(id);
  if (error) return <Missing error={error} kind="spending_entry" title={m.budget_entries()} />;
  return data ? <EditForm key={id} entry={data} /> : <Skeleton lines={6} />;
}

function EditForm(props: { entry: Entry }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [entry] = useState(props.entry);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(spending.entries.update, [
    ['spending-entries', town],
    ['spending-entry', town, entry.id],
    ['spending', town],
    ['stories', town, entry.id],
  ]);
  const back = recordPath(town, 'spending_entry', entry.id);
  const name = entryName(entry);
  return (
    <Page title={m.budget_edit_title({ name })} width="text" back={{ href: back, label: name }}>
      <RecordForm<EntryValue>
        may={TREASURERS}
        draftKey={`spending_entry:${entry.id}`}
        initial={entryValue(entry)}
        submit={m.budget_save()}
        cancelHref={back}
        stored={{
          version: entry.version,
          read: async () => {
            const now = await spending.entries.get({ town, id: entry.id });
            return { version: now.version, value: entryValue(now) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: entry.id, ...entryFields(value) }, version })
        }
        onSaved={() => {
          toast(m.budget_saved({ name }));
          go(back);
        }}
      >
        {(value, change) => <EntryFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
