import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { newKey, problemOf, useAddress, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { placeWord } from '../domain/documents/blocks.ts';
import { BlockOffers } from './block-offers.tsx';
import { blocks, blocksPath, originText, reasonOf, type TextBlock, touchedBlocks } from './block-words.ts';
import { CLASS_WORDS, KIND_WORDS } from './words.ts';

/** Texts the town puts into its documents, and what its consultants can bring along. */
export function BlocksPage() {
  const town = useTown();
  const edits = useHolds(EDITORS);
  const { data, error } = useRecord(['document-blocks', town], () => blocks.list({ town }));
  return (
    <Page
      title={m.reports_blocks()}
      lead={m.reports_blocks_lead({ place: placeWord('gemeinde') })}
      back={{ href: listPath(town, 'report'), label: m.reports_title() }}
      actions={
        <>
          <ButtonLink href={`${listPath(town, 'report')}/bibliothek`}>{m.reports_library_file()}</ButtonLink>
          {edits ? (
            <ButtonLink kind="primary" icon="plus" href={blocksPath(town, '/neu')}>
              {m.reports_block_create()}
            </ButtonLink>
          ) : (
            <Button icon="plus" reason={m.reports_may_only_editors()}>
              {m.reports_block_create()}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />}
        {!data && !error && <Skeleton lines={4} />}
        {data && <Kept rows={data.rows} />}
        {useHolds(['consultant']) && <BlockOffers />}
      </Stack>
    </Page>
  );
}

function Kept({ rows }: { rows: TextBlock[] }) {
  if (rows.length === 0)
    return <EmptyState title={m.reports_blocks_none()} why={m.reports_blocks_none_why()} />;
  return (
    <Section title={m.reports_blocks_kept()}>
      <PlainTable
        label={m.reports_blocks_kept()}
        rows={rows}
        columns={[
          { title: m.reports_block_title(), cell: ({ title }) => title, least: '12rem' },
          { title: m.reports_block_kinds(), cell: ({ kinds }) => kindsText(kinds) },
          { title: m.reports_class(), cell: (row) => CLASS_WORDS[row.class]() },
          { title: m.reports_origin(), cell: ({ origin }) => originText(origin), least: '14rem' },
          ...(rows.some(({ origin }) => !origin)
            ? [
                {
                  title: m.reports_block_released(),
                  cell: ({ origin, released }: TextBlock) =>
                    origin ? '' : released ? m.reports_block_is_released() : m.reports_block_not_released(),
                },
              ]
            : []),
        ]}
        action={(row) => <Actions row={row} />}
      />
    </Section>
  );
}

const kindsText = (kinds: TextBlock['kinds']): string =>
  kinds.length === 0 ? m.reports_block_all_kinds() : kinds.map((kind) => KIND_WORDS[kind].title()).join(', ');

function Actions({ row }: { row: TextBlock }) {
  const town = useTown();
  const { go } = useAddress();
  const copy = useSave(blocks.copy, touchedBlocks(town));
  const remove = useSave(blocks.remove, touchedBlocks(town));
  const { id, title } = row;
  const failed = (error: unknown) =>
    toast(problemOf(error)?.text ?? m.reports_unreachable(), { tone: 'danger' });
  const ask = async () => {
    const yes = await confirm({
      title: m.reports_block_remove_named({ title }),
      text: <p>{m.reports_block_remove_text()}</p>,
      action: m.reports_file_remove(),
      danger: true,
    });
    if (yes)
      await remove.mutateAsync({ input: { town, id } }).then(() => toast(m.reports_block_removed()), failed);
  };
  const copyIt = () =>
    copy.mutateAsync({ input: { town, id }, key: newKey() }).then((made) => {
      toast(m.reports_block_copied());
      go(blocksPath(town, `/${made.id}`));
    }, failed);
  return (
    <div className="k-actions">
      {row.may.edit === true ? (
        <ButtonLink
          small
          icon="edit"
          href={blocksPath(town, `/${id}`)}
          aria-label={m.reports_edit_named({ title })}
        >
          {m.reports_edit()}
        </ButtonLink>
      ) : (
        <Button
          small
          busy={copy.isPending}
          reason={reasonOf(row.may.copy)}
          aria-label={m.reports_block_copy_named({ title })}
          onClick={() => void copyIt()}
        >
          {m.reports_block_copy()}
        </Button>
      )}
      <Button
        small
        bare
        kind="quiet"
        icon="trash"
        busy={remove.isPending}
        reason={reasonOf(row.may.remove)}
        onClick={() => void ask()}
      >
        {m.reports_block_remove_named({ title })}
      </Button>
    </div>
  );
}
