import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, useAddress, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { Select, TextField } from '#ui-kit/fields';
import { date, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { Downloads } from './catalogues-page.tsx';
import { ControlCard } from './control-card.tsx';
import { useCatalogueUpload } from './upload.tsx';
import { VersionChanges } from './version-changes.tsx';
import { type Catalogue, catalogues, draftPath, drafts, toldAsToast } from './words.ts';

/** A catalogue of the town: its headings, its requirements with answers, its versions. */
export function CataloguePage() {
  const town = useTown();
  const { params } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['catalogues', town, id], () => catalogues.get({ town, id }));
  const back = { href: listPath(town, 'catalogue'), label: m.catalogue_title() };
  if (error)
    return (
      <Page title={m.catalogue_title()} back={back}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />
      </Page>
    );
  return data ? <Known key={id} catalogue={data} back={back} /> : <Skeleton lines={8} />;
}

function Known({ catalogue, back }: { catalogue: Catalogue; back: { href: string; label: string } }) {
  const reason = useHolds(EDITORS) ? undefined : m.catalogue_only_editors();
  const { picker, report } = useCatalogueUpload({ catalogue, reason });
  const remove = useRemoval(catalogue);
  const { changed } = catalogue;
  return (
    <Page
      title={catalogue.title}
      back={back}
      actions={
        <>
          {picker}
          <NextVersion catalogue={catalogue} reason={reason} />
          <Downloads id={catalogue.id} title={catalogue.title} />
        </>
      }
    >
      {report}
      <dl className="k-facts">
        {facts(catalogue).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {changed > 0 && <Notice tone="warning" title={m.catalogue_changed_count({ count: changed })} />}
      <Controls catalogue={catalogue} reason={reason} />
      <Versions catalogue={catalogue} />
      <div className="k-section k-actions">
        <Button
          kind="danger"
          icon="trash"
          reason={reason}
          busy={remove.busy}
          onClick={() => void remove.ask()}
        >
          {m.catalogue_remove()}
        </Button>
      </div>
    </Page>
  );
}

/** Leads to the draft of the next version, or begins it. */
function NextVersion({ catalogue: { id }, reason }: { catalogue: Catalogue; reason: string | undefined }) {
  const town = useTown();
  const { go } = useAddress();
  const { data } = useRecord(['catalogue-drafts', town], () => drafts.list({ town }), !reason);
  const begin = useSave(drafts.beginNext, [['catalogue-drafts', town]]);
  const there = data?.rows.find(({ catalogueId }) => catalogueId === id);
  if (there)
    return (
      <ButtonLink icon="edit" href={draftPath(town, there.id)}>
        {m.catalogue_draft_open()}
      </ButtonLink>
    );
  const ask = async () => {
    const yes = await confirm({
      title: m.catalogue_draft_next(),
      text: <p>{m.catalogue_draft_next_help()}</p>,
      action: m.catalogue_draft_next(),
    });
    if (!yes) return;
    await begin
      .mutateAsync({ input: { town, id } })
      .then((draft) => go(draftPath(town, draft.id)), toldAsToast);
  };
  return (
    <Button icon="edit" reason={reason} busy={begin.isPending} onClick={() => void ask()}>
      {m.catalogue_draft_next()}
    </Button>
  );
}

const facts = ({ versions, source, licence, answered, controls }: Catalogue) =>
  [
    { label: m.catalogue_edition(), value: versions[0]?.edition },
    { label: m.catalogue_source(), value: source },
    { label: m.catalogue_licence(), value: licence },
    {
      label: m.catalogue_answered(),
      value: m.catalogue_answered_of({ answered: number(answered), controls: number(controls) }),
    },
  ].filter(({ value }) => value);

function useRemoval({ id, title }: Catalogue) {
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(catalogues.remove, [['catalogues', town]]);
  const ask = async () => {
    const yes = await confirm({
      title: m.catalogue_remove_title({ title }),
      text: <p>{m.catalogue_remove_text()}</p>,
      action: m.catalogue_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove.mutateAsync({ input: { town, id } }).then(() => {
      toast(m.catalogue_removed_done());
      go(listPath(town, 'catalogue'));
    }, toldAsToast);
  };
  return { busy: remove.isPending, ask };
}

/** Requirements below a chosen heading, or found by words; 50 at a time. */
function Controls({ catalogue, reason }: { catalogue: Catalogue; reason: string | undefined }) {
  const town = useTown();
  const { query, setQuery } = useAddress();
  const first = catalogue.headings.find((one) => one.controls > 0)?.code ?? '';
  // Whoever is sent the address sees the same; nothing chosen begins at the beginning.
  const [asked, setAsked] = useState({
    heading: query.unter ?? (query.q ? '' : first),
    q: query.q ?? '',
  });
  const [pages, setPages] = useState(1);
  const change = (part: Partial<typeof asked>) => {
    const next = { ...asked, ...part };
    setAsked(next);
    setQuery({ ...(next.heading ? { unter: next.heading } : {}), ...(next.q ? { q: next.q } : {}) });
    setPages(1);
  };
  return (
    <Section title={m.catalogue_requirements()}>
      <Stack>
        <Select
          name="heading"
          label={m.catalogue_headings()}
          optional
          none={m.catalogue_all()}
          options={catalogue.headings
            .filter(({ controls }) => controls > 0)
            .map(({ code, title, controls }) => ({
              value: code,
              label: `${title.startsWith(code) ? title : `${code} ${title}`} (${controls})`,
            }))}
          value={asked.heading}
          onChange={(heading) => change({ heading })}
        />
        <TextField
          name="q"
          label={m.catalogue_search()}
          help={m.catalogue_search_help()}
          optional
          value={asked.q}
          onChange={(q) => change({ q, ...(q ? { heading: '' } : {}) })}
        />
        {Array.from({ length: pages }, (_, page) => (
          <ControlsFrom
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
            key={page}
            town={town}
            catalogue={catalogue}
            asked={asked}
            from={page * 50}
            last={page === pages - 1}
            reason={reason}
            onMore={() => setPages(pages + 1)}
          />
        ))}
      </Stack>
    </Section>
  );
}

interface FromProps {
  town: string;
  catalogue: Catalogue;
  asked: { heading: string; q: string };
  from: number;
  last: boolean;
  reason: string | undefined;
  onMore: () => void;
}

function ControlsFrom({ town, catalogue, asked: { heading, q }, from, last, reason, onMore }: FromProps) {
  const { data, error } = useRecord(
    ['catalogues', town, catalogue.id, 'controls', catalogue.seq, heading, q, from],
    () =>
      catalogues.controls({
        town,
        id: catalogue.id,
        from,
        ...(heading ? { heading } : {}),
        ...(q ? { q } : {}),
      }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <>
      {from === 0 && (
        <p role="status">
          {data.total === 0 ? m.catalogue_none_found() : m.catalogue_found({ count: data.total })}
        </p>
      )}
      {data.controls.map((control) => (
        <ControlCard key={control.code} id={catalogue.id} control={control} reason={reason} />
      ))}
      {last && from + data.controls.length < data.total && (
        <div className="k-actions">
          <Button onClick={onMore}>{m.catalogue_more()}</Button>
        </div>
      )}
    </>
  );
}

function Versions({ catalogue }: { catalogue: Catalogue }) {
  const [compared, setCompared] = useState<number | null>(null);
  const { versions, seq } = catalogue;
  return (
    <Section title={m.catalogue_versions()}>
      <PlainTable
        label={m.catalogue_versions()}
        columns={[
          { title: m.catalogue_edition(), cell: (row) => row.edition },
          { title: m.catalogue_at(), cell: (row) => date(row.at.slice(0, 10)) },
          { title: m.catalogue_files(), cell: (row) => row.files || m.catalogue_written_here() },
          { title: m.catalogue_requirements(), cell: (row) => number(row.controls), align: 'end' },
        ]}
        rows={versions.map((one) => ({ ...one, id: String(one.seq) }))}
        action={(row) =>
          row.seq !== seq && (
            <Button small onClick={() => setCompared(row.seq)}>
              {m.catalogue_compare({ seq: row.edition })}
            </Button>
          )
        }
      />
      {compared !== null && <VersionChanges id={catalogue.id} from={compared} to={seq} />}
    </Section>
  );
}
