import { Fragment, type ReactNode, useState } from 'react';
import { problemOf, useAddress, useEveryRow, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
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

interface ListProps<Row> extends Pick<PartProps, 'reason'> {
  title: string;
  add: string;
  none: string;
  rows: Row[] | undefined;
  first: PlainColumn<Row>;
  more?: PlainColumn<Row>[];
  /** The dialog of a row, or of a new one where there is none yet. */
  dialog: (before: Row | null, onClose: () => void) => ReactNode;
}

/** A list that belongs to a desk: what is no longer used stays in it and says so. */
function Part<Row extends { id: string; name: string; active: boolean }>(props: ListProps<Row>) {
  const { title, add, none, rows, reason, first, more = [], dialog } = props;
  const [editing, setEditing] = useState<Row | 'new' | null>(null);
  return (
    <Section
      title={title}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {add}
        </Button>
      }
    >
      {!rows && <Skeleton lines={3} />}
      {rows?.length === 0 && <p className="k-muted">{none}</p>}
      {rows && rows.length > 0 && (
        <PlainTable
          label={title}
          rows={rows}
          columns={[
            first,
            ...more,
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
        <Fragment key={editing === 'new' ? 'new' : editing.id}>
          {dialog(editing === 'new' ? null : editing, () => setEditing(null))}
        </Fragment>
      )}
    </Section>
  );
}

function Members({ desk, reason }: PartProps) {
  const town = useTown();
  const { data } = useEveryRow(['desk-members', town, desk.id], (page) =>
    tickets.members.list({ town, deskId: desk.id, ...page }),
  );
  return (
    <Part<Member>
      title={m.tickets_members()}
      add={m.tickets_member_new()}
      none={m.tickets_members_none()}
      rows={data}
      reason={reason}
      first={{ title: m.tickets_name(), cell: (row) => row.name }}
      more={[{ title: m.tickets_role(), cell: (row) => ROLE_WORDS[row.role ?? 'agent']() }]}
      dialog={(before, onClose) => <MemberDialog desk={desk} before={before} onClose={onClose} />}
    />
  );
}

/** Each category followed by those below it. */
function inOrder(all: readonly Category[]): Category[] {
  const below = (id: string | null) => all.filter((one) => (one.parentId ?? null) === id);
  return below(null).flatMap((one) => [one, ...below(one.id)]);
}

function Categories({ desk, reason }: PartProps) {
  const town = useTown();
  const { data } = useEveryRow(['desk-categories', town, desk.id], (page) =>
    tickets.categories.list({ town, deskId: desk.id, ...page }),
  );
  const names = new Map((data ?? []).map(({ id, name }) => [id, name]));
  return (
    <Part<Category>
      title={m.tickets_categories()}
      add={m.tickets_category_new()}
      none={m.tickets_categories_none()}
      rows={data && inOrder(data)}
      reason={reason}
      first={{
        title: m.tickets_category(),
        cell: (row) => (row.parentId ? `${names.get(row.parentId) ?? ''}: ${row.name}` : row.name),
      }}
      dialog={(before, onClose) => (
        <CategoryDialog desk={desk} all={data ?? []} before={before} onClose={onClose} />
      )}
    />
  );
}
