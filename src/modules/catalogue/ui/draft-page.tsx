import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useRecordNow, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm, Dialog } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { number } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { Outline } from '#ui-kit/outline';
import { Card, Page, Panes, Prose, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { HeadForm } from './draft-head-form.tsx';
import { RowActions } from './draft-row-actions.tsx';
import { EditRowForm, NewRowForm } from './draft-row-form.tsx';
import { type Draft, draftPath, drafts, type ListedRow, MODALS, named, toldAsToast } from './words.ts';

const PAGE = 50;
/** In the address: requirements below no heading. */
const LOOSE = 'ohne';

/** A catalogue being written: its outline, and what stands below the chosen heading. */
export function DraftPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useRecord(['catalogue-drafts', town, id], () => drafts.get({ town, id }));
  if (error)
    return (
      <Page
        title={m.catalogue_draft()}
        back={{ href: listPath(town, 'catalogue'), label: m.catalogue_title() }}
      >
        <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />
      </Page>
    );
  return data ? <Known key={id} draft={data} /> : <Skeleton lines={8} />;
}

function Known({ draft }: { draft: Draft }) {
  const town = useTown();
  const { query, setQuery } = useAddress();
  const { headings, loose, catalogueId, title } = draft;
  const first = headings.find((heading) => heading.requirements > 0) ?? headings[0];
  const asked = query.unter ?? first?.id ?? LOOSE;
  const heading = headings.find(({ id }) => id === asked);
  const empty = headings.length === 0 && loose === 0;
  const list = listPath(town, 'catalogue');
  return (
    <Page
      title={m.catalogue_draft_of({ title })}
      back={
        catalogueId
          ? { href: `${list}/${catalogueId}`, label: title }
          : { href: list, label: m.catalogue_title() }
      }
      actions={
        <ButtonLink kind="primary" href={`${draftPath(town, draft.id)}/abschluss`}>
          {m.catalogue_draft_to_finish()}
        </ButtonLink>
      }
    >
      <Newer draft={draft} />
      <Head draft={draft} />
      {empty ? (
        <EmptyState title={m.catalogue_draft_empty()} why={m.catalogue_draft_empty_why()}>
          <AddButtons draft={draft} heading={undefined} />
        </EmptyState>
      ) : (
        <div className="k-section">
          <Panes panes={2}>
            <Headings draft={draft} current={heading?.id ?? LOOSE} />
            <Place key={heading?.id} draft={draft} heading={heading} />
          </Panes>
        </div>
      )}
      <Discard draft={draft} />
      <OpenRow id={query.zeile} onClose={() => setQuery({ ...query, zeile: '' })} />
    </Page>
  );
}

export const Newer = ({ draft: { baseSeq, lastSeq } }: { draft: Draft }) =>
  baseSeq !== lastSeq && (
    <Notice tone="warning" title={m.catalogue_draft_newer()}>
      <p>{m.catalogue_draft_newer_text()}</p>
    </Notice>
  );

function Head({ draft }: { draft: Draft }) {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const update = useSave(drafts.change, [['catalogue-drafts', town]]);
  const { edition, source, licence, requirements } = draft;
  const facts = [
    { label: m.catalogue_draft_edition(), value: edition },
    { label: m.catalogue_draft_source(), value: source },
    { label: m.catalogue_draft_licence(), value: licence },
    { label: m.catalogue_requirements(), value: number(requirements) },
  ].filter(({ value }) => value);
  const headOf = ({ title, edition: e, source: s, licence: l }: Draft) => ({
    title,
    edition: e,
    source: s,
    licence: l,
  });
  return (
    <>
      <dl className="k-facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{m.catalogue_draft_head()}</dt>
          <dd>
            <Button small icon="edit" onClick={() => setOpen(true)}>
              {m.catalogue_draft_head_change()}
            </Button>
          </dd>
        </div>
      </dl>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.catalogue_draft_head()}>
        <HeadForm
          draftKey={`catalogue-head:${draft.id}`}
          initial={headOf(draft)}
          stored={{
            version: draft.version,
            read: async () => {
              const now = await drafts.get({ town, id: draft.id });
              return { version: now.version, value: headOf(now) };
            },
          }}
          submit={m.catalogue_draft_save()}
          onCancel={() => setOpen(false)}
          save={(value, _key, version) =>
            update.mutateAsync({ input: { town, id: draft.id, ...value }, version })
          }
          onSaved={() => {
            toast(m.catalogue_draft_saved());
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

const WIDE = '(min-width: 64rem)';

function Headings({ draft, current }: { draft: Draft; current: string }) {
  const town = useTown();
  const [open] = useState(() => matchMedia(WIDE).matches);
  const to = (id: string) => `${draftPath(town, draft.id)}?unter=${id}`;
  const items = draft.headings.map((heading) => ({
    id: heading.id,
    parentId: heading.parentId,
    href: to(heading.id),
    label: named(heading),
    count: number(heading.requirements),
  }));
  const loose = {
    id: LOOSE,
    parentId: null,
    href: to(LOOSE),
    label: m.catalogue_draft_loose(),
    count: number(draft.loose),
  };
  return (
    <div>
      <details className="k-details" open={open}>
        <summary>
          <Icon name="right" />
          {m.catalogue_draft_headings()}
        </summary>
        <Outline label={m.catalogue_draft_headings()} items={[...items, loose]} current={current} />
      </details>
      <AddRow draft={draft} kind="heading" heading={undefined} />
    </div>
  );
}

type Heading = Draft['headings'][number];

function Place({ draft, heading }: { draft: Draft; heading: Heading | undefined }) {
  const town = useTown();
  const { go, query, setQuery } = useAddress();
  const [pages, setPages] = useState(1);
  return (
    <Section title={heading ? named(heading) : m.catalogue_draft_loose()}>
      <Stack>
        {heading && (
          <RowActions
            row={{ ...heading, kind: 'heading', headingId: heading.parentId }}
            draft={draft}
            onEdit={() => setQuery({ ...query, unter: heading.id, zeile: heading.id })}
            onGone={() => go(draftPath(town, draft.id))}
          />
        )}
        <AddButtons draft={draft} heading={heading} />
        {Array.from({ length: pages }, (_, page) => (
          <RowsFrom
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
            key={page}
            draft={draft}
            heading={heading}
            from={page * PAGE}
            last={page === pages - 1}
            onMore={() => setPages(pages + 1)}
          />
        ))}
      </Stack>
    </Section>
  );
}

interface FromProps {
  draft: Draft;
  heading: Heading | undefined;
  from: number;
  last: boolean;
  onMore: () => void;
}

function RowsFrom({ draft, heading, from, last, onMore }: FromProps) {
  const town = useTown();
  const { data, error } = useRecord(
    ['catalogue-drafts', town, draft.id, 'rows', heading?.id ?? null, from],
    () => drafts.rows({ town, id: draft.id, from, ...(heading ? { heading: heading.id } : {}) }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />;
  if (!data) return <Skeleton lines={4} />;
  if (data.total === 0)
    return <p>{heading ? m.catalogue_draft_none_below() : m.catalogue_draft_none_loose()}</p>;
  return (
    <>
      {from === 0 && <p role="status">{m.catalogue_found({ count: data.total })}</p>}
      {data.rows.map((row) => (
        <RowCard key={row.id} row={row} draft={draft} />
      ))}
      {last && from + data.rows.length < data.total && (
        <div className="k-actions">
          <Button onClick={onMore}>{m.catalogue_more()}</Button>
        </div>
      )}
    </>
  );
}

const SHORT = 600;

function RowCard({ row, draft }: { row: ListedRow; draft: Draft }) {
  const { query, setQuery } = useAddress();
  const { was, code, modal, statement } = row;
  const fresh = was === null && draft.catalogueId !== null;
  const renumbered = was !== null && was !== code;
  return (
    <Card title={named(row)}>
      {(modal || fresh || renumbered) && (
        <div className="k-actions">
          {modal && <Badge tone="neutral">{MODALS[modal]()}</Badge>}
          {fresh && <Badge tone="info">{m.catalogue_draft_fresh()}</Badge>}
          {renumbered && <Badge tone="warning">{m.catalogue_draft_was({ code: was })}</Badge>}
        </div>
      )}
      {statement && (
        <Prose text={statement.length > SHORT ? `${statement.slice(0, SHORT).trimEnd()} …` : statement} />
      )}
      <RowActions row={row} draft={draft} onEdit={() => setQuery({ ...query, zeile: row.id })} />
    </Card>
  );
}

function AddButtons({ draft, heading }: { draft: Draft; heading: Heading | undefined }) {
  return (
    <div className="k-actions">
      <AddRow draft={draft} kind="requirement" heading={heading} />
      {(heading || draft.headings.length === 0) && <AddRow draft={draft} kind="heading" heading={heading} />}
    </div>
  );
}

interface AddProps {
  draft: Draft;
  kind: 'heading' | 'requirement';
  heading: Heading | undefined;
}

function AddRow({ draft, kind, heading }: AddProps) {
  const [open, setOpen] = useState(false);
  const label =
    kind === 'requirement'
      ? m.catalogue_draft_add_requirement()
      : heading
        ? m.catalogue_draft_add_sub()
        : m.catalogue_draft_add_heading();
  return (
    <>
      <Button small icon="plus" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={label} wide>
        <NewRowForm
          draft={draft.id}
          kind={kind}
          heading={heading?.id ?? null}
          code={likelyCode(draft, kind, heading)}
          onClose={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}

/** The number that would come next; whoever writes decides. */
function likelyCode(
  { headings, loose }: Draft,
  kind: AddProps['kind'],
  heading: Heading | undefined,
): string {
  const there = headings.filter(({ parentId }) => parentId === (heading?.id ?? null)).length;
  const requirements = heading ? heading.requirements : loose;
  const next = (kind === 'heading' ? there : requirements) + 1;
  return heading ? `${heading.code}.${next}` : String(next);
}

/** The row named in the address, in its form. */
function OpenRow({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  return (
    <Dialog open={Boolean(id)} onClose={onClose} title={m.catalogue_draft_edit()} wide>
      {id && <ReadRow key={id} id={id} onClose={onClose} />}
    </Dialog>
  );
}

function ReadRow({ id, onClose }: { id: string; onClose: () => void }) {
  const town = useTown();
  // Typing begins on what is there now.
  const { data, error } = useRecordNow(['catalogue-drafts', town, 'row', id], () => drafts.row({ town, id }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />;
  if (!data) return <Skeleton lines={4} />;
  return <EditRowForm row={data} onClose={onClose} />;
}

function Discard({ draft }: { draft: Draft }) {
  const town = useTown();
  const { go } = useAddress();
  const discard = useSave(drafts.discard, [['catalogue-drafts', town]]);
  const ask = async () => {
    const yes = await confirm({
      title: m.catalogue_draft_discard_title({ title: draft.title }),
      text: <p>{m.catalogue_draft_discard_text()}</p>,
      action: m.catalogue_draft_discard(),
      danger: true,
    });
    if (!yes) return;
    go(listPath(town, 'catalogue'));
    await discard
      .mutateAsync({ input: { town, id: draft.id } })
      .then(() => toast(m.catalogue_draft_discarded()), toldAsToast);
  };
  return (
    <div className="k-section k-actions">
      <Button kind="danger" icon="trash" busy={discard.isPending} onClick={() => void ask()}>
        {m.catalogue_draft_discard()}
      </Button>
    </div>
  );
}
