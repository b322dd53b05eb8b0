import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { date, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { useCatalogueUpload } from './upload.tsx';
import { catalogues, draftPath, drafts, fileHref, local } from './words.ts';

type Listed = Awaited<ReturnType<typeof catalogues.overview>>;

/** What the town is compared with: shipped, and brought along. */
export function CataloguesPage() {
  const town = useTown();
  const reason = useHolds(EDITORS) ? undefined : m.catalogue_only_editors();
  const { picker, report } = useCatalogueUpload({ reason });
  const { data, error } = useRecord(['catalogues', town], () => catalogues.overview({ town }));
  return (
    <Page
      title={m.catalogue_title()}
      lead={m.catalogue_lead()}
      actions={
        <>
          <ButtonLink icon="download" href={fileHref(town, {})} download>
            {m.catalogue_template()}
          </ButtonLink>
          <ButtonLink icon="upload" href={`${listPath(town, 'catalogue')}/fragenliste`}>
            {m.catalogue_list()}
          </ButtonLink>
          {picker}
          {reason ? (
            <Button icon="plus" reason={reason}>
              {m.catalogue_draft_new()}
            </Button>
          ) : (
            <ButtonLink icon="plus" href={`${listPath(town, 'catalogue')}/neu`}>
              {m.catalogue_draft_new()}
            </ButtonLink>
          )}
        </>
      }
    >
      {report}
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.catalogue_unreachable()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Shipped rows={data.shipped} />}
      {data && <Own rows={data.own} />}
      {!reason && <Drafts />}
    </Page>
  );
}

/** A catalogue as files, in both forms. */
export function Downloads({ id, title, seq }: { id: string; title: string; seq?: number }) {
  const town = useTown();
  const asked = { catalogue: id, ...(seq ? { seq: String(seq) } : {}) };
  return (
    <div className="k-actions">
      <ButtonLink
        small
        icon="download"
        href={fileHref(town, { ...asked, as: 'oscal' })}
        download
        aria-label={`${m.catalogue_download_oscal()}: ${title}`}
      >
        {m.catalogue_download_oscal()}
      </ButtonLink>
      <ButtonLink
        small
        icon="download"
        href={fileHref(town, { ...asked, as: 'xlsx' })}
        download
        aria-label={`${m.catalogue_download_xlsx()}: ${title}`}
      >
        {m.catalogue_download_xlsx()}
      </ButtonLink>
    </div>
  );
}

function Shipped({ rows }: { rows: Listed['shipped'] }) {
  const town = useTown();
  return (
    <Section title={m.catalogue_shipped()}>
      <PlainTable
        label={m.catalogue_shipped()}
        columns={[
          {
            title: m.catalogue_name(),
            cell: (row) => (
              <>
                <a href={`${listPath(town, 'rating')}?rahmen=${row.id}`}>{local(row.title)}</a>
                <p className="k-help">
                  {[row.version, row.scale && local(row.scale)].filter(Boolean).join(' · ')}
                </p>
              </>
            ),
          },
          { title: m.catalogue_requirements(), cell: (row) => number(row.requirements), align: 'end' },
          { title: m.catalogue_questions(), cell: (row) => number(row.questions), align: 'end' },
          { title: m.catalogue_unconfirmed(), cell: (row) => number(row.unconfirmed), align: 'end' },
        ]}
        rows={rows}
        action={(row) => <Downloads id={row.id} title={local(row.title)} />}
      />
      <p className="k-help">{m.catalogue_unconfirmed_help()}</p>
    </Section>
  );
}

function Own({ rows }: { rows: Listed['own'] }) {
  const town = useTown();
  return (
    <Section title={m.catalogue_own()}>
      {rows.length === 0 && <p>{m.catalogue_own_none()}</p>}
      {rows.length > 0 && (
        <PlainTable
          label={m.catalogue_own()}
          columns={[
            {
              title: m.catalogue_name(),
              cell: (row) => <a href={`${listPath(town, 'catalogue')}/${row.id}`}>{row.title}</a>,
            },
            { title: m.catalogue_edition(), cell: (row) => row.edition },
            { title: m.catalogue_versions(), cell: (row) => number(row.versions), align: 'end' },
            {
              title: m.catalogue_answered(),
              cell: (row) => (
                <>
                  {m.catalogue_answered_of({
                    answered: number(row.answered),
                    controls: number(row.controls),
                  })}
                  {row.changed > 0 && (
                    <p className="k-help">{m.catalogue_changed_count({ count: row.changed })}</p>
                  )}
                </>
              ),
            },
          ]}
          rows={rows}
        />
      )}
    </Section>
  );
}

/** Catalogues that somebody is writing; nothing is shown where there is none. */
function Drafts() {
  const town = useTown();
  const { data } = useRecord(['catalogue-drafts', town], () => drafts.list({ town }));
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={m.catalogue_drafts()}>
      <PlainTable
        label={m.catalogue_drafts()}
        columns={[
          {
            title: m.catalogue_name(),
            cell: (row) => <a href={draftPath(town, row.id)}>{row.title}</a>,
          },
          {
            title: m.catalogue_draft_kind(),
            cell: (row) =>
              row.catalogueId ? m.catalogue_draft_becomes_next() : m.catalogue_draft_becomes_new(),
          },
          { title: m.catalogue_requirements(), cell: (row) => number(row.requirements), align: 'end' },
          { title: m.catalogue_draft_at(), cell: (row) => date(row.updatedAt.slice(0, 10)) },
        ]}
        rows={data.rows}
      />
    </Section>
  );
}
