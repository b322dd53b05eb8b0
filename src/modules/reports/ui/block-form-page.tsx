import { useState } from 'react';
import { CLASSES, type Confidentiality } from '#kernel/document';
import { EDITORS } from '#kernel/functions';
import { problemOf, RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox, CheckGroup } from '#ui-kit/choices';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { PLACES, placeWord } from '../domain/documents/blocks.ts';
import type { DocumentKind } from '../domain/documents/editions.ts';
import { blocks, blocksPath, originText, reasonOf, type TextBlock, touchedBlocks } from './block-words.ts';
import { CLASS_WORDS, KIND_WORDS } from './words.ts';

type Value = Pick<TextBlock, 'title' | 'text' | 'kinds' | 'class' | 'released'>;
const BLANK: Value = { title: '', text: '', kinds: [], class: 'public', released: false };
const formValue = ({ title, text, kinds, released, ...row }: TextBlock): Value => ({
  title,
  text,
  kinds,
  class: row.class,
  released,
});

/** A new text block. */
export function BlockNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const create = useSave(blocks.create, touchedBlocks(town));
  const back = { href: blocksPath(town), label: m.reports_blocks() };
  return (
    <Page title={m.reports_block_create()} width="text" back={back}>
      <RecordForm<Value>
        draftKey="document-block:new"
        initial={BLANK}
        may={EDITORS}
        submit={m.reports_block_save()}
        cancelHref={back.href}
        save={(value, key) => create.mutateAsync({ input: { town, ...value }, key })}
        onSaved={() => {
          toast(m.reports_block_saved());
          go(back.href);
        }}
      >
        {(value, change) => <Fields value={value} change={change} own />}
      </RecordForm>
    </Page>
  );
}

export function BlockPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useRecord(['document-blocks', town, id], () => blocks.get({ town, id }));
  const back = { href: blocksPath(town), label: m.reports_blocks() };
  if (error)
    return (
      <Page title={m.reports_blocks()} back={back}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />
      </Page>
    );
  if (!data) return <Skeleton lines={8} />;
  return (
    <Page title={data.title} lead={originText(data.origin)} width="text" back={back}>
      <Stack>
        {data.may.edit === true ? (
          <EditForm key={id} row={data} />
        ) : (
          <>
            <Notice tone="info" title={reasonOf(data.may.edit) ?? ''} />
            <Section title={m.reports_section_text()}>
              <Prose text={data.text} />
            </Section>
          </>
        )}
      </Stack>
    </Page>
  );
}

function EditForm(props: { row: TextBlock }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [row] = useState(props.row);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(blocks.update, touchedBlocks(town));
  return (
    <RecordForm<Value>
      draftKey={`document-block:${row.id}`}
      initial={formValue(row)}
      may={EDITORS}
      submit={m.reports_block_save()}
      cancelHref={blocksPath(town)}
      stored={{
        version: row.version,
        read: async () => {
          const now = await blocks.get({ town, id: row.id });
          return { version: now.version, value: formValue(now) };
        },
      }}
      save={(value, _key, version) => update.mutateAsync({ input: { town, id: row.id, ...value }, version })}
      onSaved={() => {
        toast(m.reports_block_saved());
        go(blocksPath(town));
      }}
    >
      {(value, change) => <Fields value={value} change={change} own={row.origin === null} />}
    </RecordForm>
  );
}

interface FieldsProps {
  value: Value;
  change: (part: Partial<Value>) => void;
  /** Only what the town wrote itself can be released. */
  own: boolean;
}

function Fields({ value, change, own }: FieldsProps) {
  return (
    <>
      <TextField
        name="title"
        label={m.reports_block_title()}
        help={m.reports_block_title_help()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextArea
        name="text"
        label={m.reports_section_text()}
        help={m.reports_block_text_help({ places: PLACES.map(placeWord).join(', ') })}
        rows={10}
        maxLength={20_000}
        value={value.text}
        onChange={(text) => change({ text })}
      />
      <CheckGroup
        name="kinds"
        label={m.reports_block_kinds()}
        help={m.reports_block_kinds_help()}
        optional
        options={Object.entries(KIND_WORDS).map(([kind, { title }]) => ({ value: kind, label: title() }))}
        value={value.kinds}
        onChange={(kinds) => change({ kinds: kinds as DocumentKind[] })}
      />
      <Select
        name="class"
        label={m.reports_class()}
        help={m.reports_block_class_help()}
        options={CLASSES.map((as) => ({ value: as, label: CLASS_WORDS[as]() }))}
        value={value.class}
        onChange={(as) => change({ class: as as Confidentiality })}
      />
      {own && (
        <Checkbox
          name="released"
          label={m.reports_block_release()}
          help={m.reports_block_release_help()}
          value={value.released}
          onChange={(released) => change({ released })}
        />
      )}
    </>
  );
}
