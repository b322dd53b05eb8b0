import { useState } from 'react';
import { problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { AnonymiseDialog } from './anonymise-dialog.tsx';
import { privacy, type TracesData, type Who } from './clients.ts';
import { Retention } from './retention.tsx';
import { tableWord } from './table-words.ts';

/** In the address: none of the same name belongs to the person. */
const NOBODY = 'niemand';
const KINDS: Record<Who['kind'], () => string> = {
  person: m.privacy_kind_person,
  user: m.privacy_kind_user,
  invitation: m.privacy_kind_invitation,
};
const isKind = (kind: string | undefined): kind is Who['kind'] => kind !== undefined && kind in KINDS;

/** Information, anonymising and retention, for who watches over data protection. */
export function PrivacyPage() {
  const { query, setQuery } = useAddress();
  const [kind, id] = (query.person ?? '').split('.');
  const chosen = isKind(kind) && id ? { kind, id } : null;
  return (
    <Page title={m.privacy_title()} lead={m.privacy_lead()}>
      <Section title={m.privacy_who()}>
        <Search asked={query.q ?? ''} onAsk={(q) => setQuery({ q })} />
        {query.q && (
          <Found
            q={query.q}
            onChoose={({ kind, id }) => setQuery({ q: query.q ?? '', person: `${kind}.${id}` })}
          />
        )}
      </Section>
      {chosen && (
        <Traces
          key={chosen.id}
          {...chosen}
          also={query.also === undefined ? undefined : query.also === NOBODY ? '' : query.also}
          onAlso={(also) => setQuery({ ...query, also: also || NOBODY })}
        />
      )}
      <Retention />
    </Page>
  );
}

function Search({ asked, onAsk }: { asked: string; onAsk: (q: string) => void }) {
  const [words, setWords] = useState(asked);
  return (
    <Form onSubmit={() => onAsk(words.trim())} submit={m.privacy_search()}>
      <TextField
        name="q"
        label={m.privacy_search_label()}
        help={m.privacy_search_help()}
        value={words}
        onChange={setWords}
      />
    </Form>
  );
}

function Found({ q, onChoose }: { q: string; onChoose: (who: Who) => void }) {
  const town = useTown();
  const { data, error } = useRecord(
    ['privacy-people', town, q],
    () => privacy.find({ town, q }),
    q.length > 1,
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.privacy_unreachable()} />;
  if (!data) return <Skeleton lines={2} />;
  if (data.people.length === 0) return <p>{m.privacy_nobody({ q })}</p>;
  return (
    <PlainTable
      label={m.privacy_found()}
      columns={[
        { title: m.privacy_name(), cell: (who) => who.name },
        { title: m.privacy_known_as(), cell: (who) => kindWord(who) },
        { title: m.privacy_detail(), cell: (who) => who.detail },
      ]}
      rows={data.people}
      action={(who) => (
        <Button small onClick={() => onChoose(who)}>
          {m.privacy_show()}
        </Button>
      )}
    />
  );
}

const kindWord = ({ kind }: Who) => KINDS[kind]();

const SORTS = {
  words: m.privacy_sort_words,
  text: m.privacy_sort_text,
  pointer: m.privacy_sort_pointer,
  journal: m.privacy_sort_journal,
};

interface TracesProps {
  kind: Who['kind'];
  id: string;
  also: string | undefined;
  onAlso: (also: string) => void;
}

function Traces({ kind, id, also, onAlso }: TracesProps) {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const { data, error } = useRecord(['privacy-traces', town, kind, id, also ?? '?'], () =>
    privacy.traces({ town, kind, id, ...(also === undefined ? {} : { also }) }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.privacy_unreachable()} />;
  if (!data) return <Skeleton lines={6} />;
  const name = data.who.find((who) => who.kind === kind && who.id === id)?.name ?? '';
  return (
    <Section
      title={m.privacy_traces({ name })}
      actions={
        <>
          <ButtonLink
            href={`/api/v1/towns/${town}/privacy/people/${kind}/${id}/export${also === undefined ? '' : `?also=${also}`}`}
            download
          >
            {m.privacy_export()}
          </ButtonLink>
          <Button kind="danger" onClick={() => setOpen(true)}>
            {m.privacy_anonymise()}
          </Button>
        </>
      }
    >
      {data.sameName.length > 0 && <SameName data={data} onAlso={onAlso} />}
      <PlainTable
        label={m.privacy_places()}
        columns={[
          { title: m.privacy_place(), cell: (place) => tableWord(place.table) },
          { title: m.privacy_count(), cell: (place) => place.count, align: 'end' },
          { title: m.privacy_sort(), cell: (place) => SORTS[place.sort]() },
          { title: m.privacy_examples(), cell: (place) => place.examples.join(' … ') },
        ]}
        rows={byTable(data.places)}
      />
      <AnonymiseDialog
        key={also ?? ''}
        open={open}
        onClose={() => setOpen(false)}
        who={{ kind, id, name, also: data.sameName.filter((one) => belongs(data, one)).join(',') }}
        data={data}
      />
    </Section>
  );
}

/** Columns of one table that go the same way stand in one line. */
function byTable(places: TracesData['places']) {
  const groups = Object.groupBy(places, ({ table, sort }) => `${tableWord(table)} ${sort}`);
  return Object.entries(groups).flatMap(([id, group]) => {
    const [first] = group ?? [];
    if (!first || !group) return [];
    const count = group.reduce((sum, place) => sum + place.count, 0);
    return [{ ...first, id, count, examples: group.flatMap(({ examples }) => examples).slice(0, 3) }];
  });
}

const belongs = (data: TracesData, id: string): boolean => data.who.some((who) => who.id === id);

/** Of the same name, and somebody has to know whether it is the same person. */
function SameName({ data, onAlso }: { data: TracesData; onAlso: (also: string) => void }) {
  const called = [...data.who, ...data.namesakes].filter(({ id }) => data.sameName.includes(id));
  return (
    <CheckGroup
      name="also"
      label={m.privacy_same_name()}
      help={m.privacy_same_name_help()}
      options={called.map((who) => ({
        value: who.id,
        label: `${who.name} (${kindWord(who)})`,
        help: who.detail,
      }))}
      value={called.filter(({ id }) => belongs(data, id)).map(({ id }) => id)}
      onChange={(ids) => onAlso(ids.join(','))}
    />
  );
}
