import { type ReactNode, useRef, useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, RecordForm, useAddress, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Facts } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { SimpleKind, StoredView } from './simple-kind.ts';

interface Props<View extends StoredView, Fields extends object, Value extends object> {
  of: SimpleKind<View, Fields, Value>;
}

/** New, seen and changed on one page: people who may not change it read facts instead of fields. */
export function SimpleRecord<V extends StoredView, F extends object, E extends object>({
  of,
}: Props<V, F, E>) {
  const town = useTown();
  const { id } = useAddress().params;
  const [saved, setSaved] = useState<V>();
  const record = useRecord([of.kind, town, id], () => of.calls.get({ town, id: id ?? '' }), Boolean(id));
  if (!id) return <NewRecord of={of} />;
  const back = { href: listPath(town, of.kind), label: of.words().title };
  if (record.error) {
    return (
      <Page title={of.words().one} back={back}>
        <Notice tone="danger" title={problemOf(record.error)?.text ?? m.organisation_unreachable()} />
      </Page>
    );
  }
  if (!record.data) return <Skeleton lines={6} />;
  const own = saved?.id === id ? saved : undefined;
  const view = own && own.version > record.data.version ? own : record.data;
  const onSaved = (next: V) => {
    setSaved(next);
    toast(m.organisation_saved({ name: of.name(next) }));
    void record.refetch();
  };
  return <KnownRecord key={`${id}:${own?.version ?? 0}`} of={of} view={view} onSaved={onSaved} />;
}

function NewRecord<V extends StoredView, F extends object, E extends object>({ of }: Props<V, F, E>) {
  const town = useTown();
  const { query, go } = useAddress();
  const made = useRef<V>(undefined);
  const create = useSave(
    (input: F, sent) => of.calls.create({ ...input, town }, sent),
    [of.list, ...of.touches].map((list) => [list, town]),
  );
  const list = listPath(town, of.kind);
  const words = of.words();
  return (
    <Page title={words.create} width="text" back={{ href: list, label: words.title }}>
      <RecordForm<E>
        may={EDITORS}
        draftKey={`${of.kind}:new`}
        initial={of.blank(query)}
        submit={words.create}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: of.toFields(value), key });
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.organisation_saved({ name: of.name(made.current) }));
          go(recordPath(town, of.kind, made.current.id));
        }}
      >
        {(value, change) => <of.Fields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

interface KnownProps<V extends StoredView, F extends object, E extends object> extends Props<V, F, E> {
  view: V;
  onSaved: (next: V) => void;
}

function KnownRecord<V extends StoredView, F extends object, E extends object>(props: KnownProps<V, F, E>) {
  const { of, view } = props;
  const town = useTown();
  const editor = useHolds(EDITORS);
  const words = of.words();
  return (
    <Page
      title={of.name(view)}
      lead={words.one}
      width="text"
      back={{ href: listPath(town, of.kind), label: words.title }}
      actions={editor && <RemoveButton of={of} view={view} />}
    >
      {of.notice?.(view)}
      {editor ? <EditForm {...props} /> : <ReadOnly facts={of.facts(view)} />}
      {of.below?.(view)}
    </Page>
  );
}

function ReadOnly({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <>
      <Facts facts={facts.filter(({ value }) => value !== '' && value !== null)} />
      <p className="k-help">{m.organisation_read_only()}</p>
    </>
  );
}

function EditForm<V extends StoredView, F extends object, E extends object>(props: KnownProps<V, F, E>) {
  const { of, onSaved } = props;
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [view] = useState(props.view);
  const town = useTown();
  const made = useRef<V>(undefined);
  const update = useSave(
    (input: F, sent) => of.calls.update({ ...input, town, id: view.id }, sent),
    [of.list, ...of.touches].map((list) => [list, town]),
  );
  return (
    <RecordForm<E>
      may={EDITORS}
      draftKey={`${of.kind}:${view.id}`}
      initial={of.toForm(view)}
      submit={m.organisation_save()}
      cancelHref={listPath(town, of.kind)}
      stored={{
        version: view.version,
        read: async () => {
          const now = await of.calls.get({ town, id: view.id });
          return { version: now.version, value: of.toForm(now) };
        },
      }}
      save={async (value, _key, version) => {
        made.current = await update.mutateAsync({ input: of.toFields(value), version });
      }}
      onSaved={() => made.current && onSaved(made.current)}
    >
      {(value, change) => <of.Fields value={value} change={change} />}
    </RecordForm>
  );
}

function RemoveButton<V extends StoredView, F extends object, E extends object>(
  props: Props<V, F, E> & { view: V },
) {
  const { of, view } = props;
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(
    of.calls.remove,
    [of.list, ...of.touches].map((list) => [list, town]),
  );
  const name = of.name(view);
  const ask = async () => {
    const yes = await confirm({
      title: m.organisation_remove_title({ name }),
      text: <p>{m.organisation_remove_text()}</p>,
      action: m.organisation_remove(),
      danger: true,
    });
    if (!yes) return;
    try {
      await remove.mutateAsync({ input: { town, id: view.id }, version: view.version });
      toast(m.organisation_removed({ name }));
      go(listPath(town, of.kind));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.organisation_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button kind="danger" icon="trash" busy={remove.isPending} onClick={() => void ask()}>
      {m.organisation_remove()}
    </Button>
  );
}
