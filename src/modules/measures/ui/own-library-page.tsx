import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { NoOffers, OfferSection, problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { libraryPath } from './library-words.ts';
import {
  type Offer,
  type OwnMeasure,
  originText,
  ownLibrary,
  ownLibraryPath,
  partsText,
  touchedLibrary,
  useOwnMeasures,
} from './own-library-words.ts';

/** What the town keeps beside the delivered library, and what its consultants can bring along. */
export function OwnLibraryPage() {
  const town = useTown();
  const edits = useHolds(EDITORS);
  const { data, error } = useOwnMeasures();
  return (
    <Page
      title={m.measures_own_library()}
      lead={m.measures_own_library_lead()}
      back={{ href: libraryPath(town), label: m.measures_library() }}
      actions={
        <>
          <ButtonLink href={`${listPath(town, 'report')}/bibliothek`}>{m.measures_own_file()}</ButtonLink>
          {edits ? (
            <ButtonLink kind="primary" icon="plus" href={ownLibraryPath(town, '/neu')}>
              {m.measures_own_create()}
            </ButtonLink>
          ) : (
            <Button icon="plus" reason={m.measures_may_only_editors()}>
              {m.measures_own_create()}
            </Button>
          )}
        </>
      }
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && <Kept rows={data.rows} />}
      {useHolds(['consultant']) && <Offers />}
    </Page>
  );
}

function Kept({ rows }: { rows: OwnMeasure[] }) {
  const town = useTown();
  const remove = useSave(ownLibrary.remove, touchedLibrary(town));
  const ask = async (row: OwnMeasure) => {
    const yes = await confirm({
      title: m.measures_own_remove_title({ title: row.title }),
      text: <p>{m.measures_own_remove_text()}</p>,
      action: m.measures_own_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove.mutateAsync({ input: { town, id: row.id } }).then(
      () => toast(m.measures_own_removed()),
      (error: unknown) => toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' }),
    );
  };
  if (rows.length === 0)
    return (
      <Section title={m.measures_own_kept()}>
        <p className="k-muted">{m.measures_own_none()}</p>
      </Section>
    );
  return (
    <Section title={m.measures_own_kept()}>
      <PlainTable
        label={m.measures_own_kept()}
        rows={rows}
        columns={[
          {
            title: m.measures_title_field(),
            cell: (row) => <a href={libraryPath(town, row.key)}>{row.title}</a>,
          },
          { title: m.measures_origin(), cell: (row) => originText(row.origin) },
          {
            title: m.measures_own_released(),
            cell: (row) =>
              row.origin.own
                ? row.released
                  ? m.measures_own_is_released()
                  : m.measures_own_not_released()
                : '',
          },
        ]}
        action={(row) => (
          <>
            {row.may.edit === true && (
              <ButtonLink
                small
                icon="edit"
                href={ownLibraryPath(town, `/${row.id}`)}
                aria-label={m.measures_own_edit_name({ title: row.title })}
              >
                {m.measures_edit()}
              </ButtonLink>
            )}
            {row.may.remove === true && (
              <Button
                small
                icon="trash"
                aria-label={m.measures_own_remove_title({ title: row.title })}
                onClick={() => void ask(row)}
              >
                {m.measures_own_remove()}
              </Button>
            )}
          </>
        )}
      />
    </Section>
  );
}

function Offers() {
  const town = useTown();
  const { data, error } = useRecord(['library-offers', town], () => ownLibrary.offers({ town }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />;
  if (!data) return <Skeleton lines={3} />;
  if (data.offers.length === 0) return <NoOffers />;
  return data.offers.map((offer) => <Offered key={offer.townId} offer={offer} />);
}

function Offered({ offer }: { offer: Offer }) {
  const town = useTown();
  const take = useSave(ownLibrary.take, touchedLibrary(town));
  const submit = (keys: string[]) =>
    take.mutateAsync({ input: { town, townId: offer.townId, keys } }).then(
      ({ added, replaced }) => toast(m.platform_offer_taken({ added, replaced })),
      (error: unknown) => toast(problemOf(error)?.text ?? m.measures_unreachable(), { tone: 'danger' }),
    );
  return (
    <OfferSection
      name={offer.name}
      what={m.measures_title_field()}
      rows={offer.measures.map((one) => ({ ...one, more: partsText(one.parts) }))}
      busy={take.isPending}
      take={(keys) => void submit(keys)}
    />
  );
}
