import { useState } from 'react';
import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Card, Prose, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { placeWord } from '../domain/documents/blocks.ts';
import type { DocumentKind } from '../domain/documents/editions.ts';
import { blocks, blocksPath, type InsertableBlock, originText } from './block-words.ts';

interface Props {
  kind: DocumentKind;
  section: string;
  onInsert: (block: InsertableBlock) => void;
}

/** Button and choice of text blocks for the section in hand. */
export function InsertBlock({ kind, section, reason, onInsert }: Props & { reason: string | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="plus" reason={reason} onClick={() => setOpen(true)}>
        {m.reports_block_insert()}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.reports_block_insert()} wide>
        <Choice
          kind={kind}
          section={section}
          onInsert={(block) => {
            onInsert(block);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function Choice({ kind, section, onInsert }: Props) {
  const town = useTown();
  const { data, error } = useRecord(['document-blocks', town, kind, section], () =>
    blocks.insertable({ town, kind, section }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />;
  if (!data) return <Skeleton lines={4} />;
  if (data.blocks.length === 0)
    return (
      <EmptyState title={m.reports_blocks_none()} why={m.reports_blocks_none_fitting()}>
        <ButtonLink href={blocksPath(town)}>{m.reports_blocks()}</ButtonLink>
      </EmptyState>
    );
  return (
    <Stack>
      {data.blocks.map((block) => (
        <Card key={block.id} title={block.title}>
          <p className="k-help">{originText(block.origin)}</p>
          <Prose text={block.text} />
          <Button
            small
            reason={reasonFor(block)}
            aria-label={m.reports_block_insert_named({ title: block.title })}
            onClick={() => onInsert(block)}
          >
            {m.reports_block_insert_this()}
          </Button>
          {block.may.insert !== true && <p className="k-reasons">{reasonFor(block)}</p>}
        </Card>
      ))}
    </Stack>
  );
}

function reasonFor({ may, missing }: InsertableBlock): string | undefined {
  if (may.insert === true) return undefined;
  return may.insert === 'block_class_higher'
    ? m.reports_block_may_class()
    : m.reports_block_may_place({ list: missing.map(placeWord).join(', ') });
}
