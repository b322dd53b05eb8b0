import { useState } from 'react';
import { problemOf, useAddress, useEveryRow, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Facts } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { CategoryDialog, DeskDialog, MemberDialog } from './desk-dialogs.tsx';
import { type Category, type Desk, desksPath, type Member, ROLE_WORDS, tickets } from './words.ts';

/** `/desk/stellen/<id>`: a desk with the people who work at it and what it is asked about. */
export function DeskPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useRecord(['desk', town, id], () => tickets.desks.get({ town, id }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.tickets_unreachable()} />;
  return data ? <Shown desk={data} /> : <Skeleton lines={6} />;
}

function Shown({ desk }: { desk: Desk }) {
  const town = useTown();
  const [editing, setEditing] = useState(false);
  const reason = desk.manages ? undefined : m.tickets_keepers();
  return (
    <Page
      title={desk.name}
      back={{ href: desksPath(town), label: m.tickets_desks() }}
      actions={
        <Button icon="edit" reason={reason} onClick={() => setEditing(true)}>
          {m.tickets_desk_edit()}
        </Button>
      }
    >
      <Facts
        facts={[
          { label: m.tickets_prefix(), value: desk.prefix },
          { label: m.tickets_hours(), value: desk.hours || '–' },
          {
            label: m.tickets_state(),
            value: desk.active ? m.tickets_active() : m.tickets_inactive(),
          },
        ]}
      />
      {desk.description && <Prose text={desk.description} />}
      <Members desk={desk} reason={reason} />
      <Categories desk={desk} reason={reason} />
      {editing && <DeskDialog before={desk} onClose={() => setEditing(false)} />}
    </Page>
  );
}

interface PartProps {
  desk: Desk;
  reason: string | undefined;
}

function Members({ desk, reason }: PartProps) {
  const town = useTown();
  const [editing, setEditing] = useState<Member | 'new' | null>(null);
  const { data } = useEveryRow(['desk-members', town, desk.id], (page) =>
    tickets.members.list({ town, deskId: desk.id, ...page }),
  );
  return (
    <Section
      title={m.tickets_members()}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.tickets_member_new()}
        </Button>
      }
    >
      {!data && <Skeleton lines={2} />}
      {data?.length === 0 && <p className="k-muted">{m.tickets_members_none()}</p>}
      {data && data.length > 0 && (
        <PlainTable
          label={m.tickets_members()}
          rows={data}
          columns={[
            { title: m.tickets_name(), cell: (row) => row.name },
            { title: m.tickets_role(), cell: (row) => ROLE_WORDS[row.role ?? 'agent']() },
            {
              title: m.tickets_state(),
              cell: (row) => (row.active ? m.tickets_active() : <Badge>{m.tickets_inactive()}</Badge>),
            },
          ]}
          action={(row) => (
            <Button small bare icon="edit" reason={reason} onClick={() => setEditing(row)}>
              {m.tickets_change_of({ name: row.name })}
            </Button>
          )}
        />
      )}
      {editing && (
        <MemberDialog
          key={editing === 'new' ? 'new' : editing.id}
          desk={desk}
          before={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

/** Each category followed by those below it. */
function inOrder(all: readonly Category[]): Category[] {
  const below = (id: string | null) => all.filter((one) => (one.parentId ?? null) === id);
  return below(null).flatMap((one) => [one, ...below(one.id)]);
}

function Categories({ desk, reason }: PartProps) {
  const town = useTown();
  const [editing, setEditing] = useState<Category | 'new' | null>(null);
  const { data } = useEveryRow(['desk-categories', town, desk.id], (page) =>
    tickets.categories.list({ town, deskId: desk.id, ...page }),
  );
  const names = new Map((data ?? []).map(({ id, name }) => [id, name]));
  return (
    <Section
      title={m.tickets_categories()}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.tickets_category_new()}
        </Button>
      }
    >
      {!data && <Skeleton lines={3} />}
      {data?.length === 0 && <p className="k-muted">{m.tickets_categories_none()}</p>}
      {data && data.length > 0 && (
        <PlainTable
          label={m.tickets_categories()}
          rows={inOrder(data)}
          columns={[
            {
              title: m.tickets_category(),
              cell: (row) => (row.parentId ? `${names.get(row.parentId) ?? ''}: ${row.name}` : row.name),
            },
            {
              title: m.tickets_state(),
              cell: (row) => (row.active ? m.tickets_active() : <Badge>{m.tickets_inactive()}</Badge>),
            },
          ]}
          action={(row) => (
            <Button small bare icon="edit" reason={reason} onClick={() => setEditing(row)}>
              {m.tickets_change_of({ name: row.name })}
            </Button>
          )}
        />
      )}
      {editing && data && (
        <CategoryDialog
          key={editing === 'new' ? 'new' : editing.id}
          desk={desk}
          all={data}
          before={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
