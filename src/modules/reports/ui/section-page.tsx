import { type Ref, useImperativeHandle, useRef } from 'react';
import { CLASSES, type Confidentiality } from '#kernel/document';
import { documentPath } from '#kernel/paths';
import { problemOf, RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Checkbox } from '#ui-kit/choices';
import { Select, TextArea } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { Facts } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { MOST_INSERTED, withBlock } from '../domain/documents/blocks.ts';
import { CLASSES_OF, type DocumentKind, EDITIONS_OF } from '../domain/documents/editions.ts';
import { sameWords } from '../domain/documents/written.ts';
import { InsertBlock } from './insert-block.tsx';
import { Wordings } from './wordings.tsx';
import { CLASS_WORDS, documents, isKind, KIND_WORDS, statusOfSection } from './words.ts';

type SectionData = Awaited<ReturnType<typeof documents.section>>;
interface Value {
  text: string;
  included: boolean;
  /** Text blocks that were inserted since the section was read. */
  blocks: string[];
  /** How guarded each figure is, under the path its field has. */
  [figure: `figures.${string}`]: Confidentiality;
}
const formValue = ({ text, included, figures }: SectionData): Value => ({
  text,
  included,
  blocks: [],
  ...Object.fromEntries(figures.map((figure) => [`figures.${figure.name}`, figure.class])),
});

/** One section: its words, whether it is in the document, and every text it has had. */
export function SectionPage() {
  const town = useTown();
  const { kind, section = '' } = useAddress().params;
  if (!isKind(kind)) return <Page title={m.reports_unknown_document()}>{null}</Page>;
  const back = { href: documentPath(town, kind), label: KIND_WORDS[kind].title() };
  return <Known key={section} kind={kind} section={section} back={back} />;
}

interface KnownProps {
  kind: DocumentKind;
  section: string;
  back: { href: string; label: string };
}

function Known({ kind, section, back }: KnownProps) {
  const town = useTown();
  const { go } = useAddress();
  const editor = useRef<Editor>(null);
  const read = () => documents.section({ town, kind, section });
  const { data, error } = useRecord(['document', town, kind, section], read);
  const document = useRecord(['document', town, kind], () => documents.get({ town, kind }));
  const save = useSave(documents.saveSection, [
    ['document', town],
    ['documents', town],
  ]);
  if (error)
    return (
      <Page title={back.label} back={back}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />
      </Page>
    );
  if (!data || !document.data) return <Skeleton lines={8} />;
  const send = ({ text, included, blocks, ...value }: Value, version: number) =>
    save.mutateAsync({
      input: {
        ...{ town, kind, section, included, version, blocks },
        // Words that are as the records have them follow the records again.
        text: sameWords(text, data.computed) ? null : text,
        // Only what was chosen here: the others stay as they are.
        figures: Object.fromEntries(
          data.figures.flatMap(({ name, class: as }) => {
            const chosen = value[`figures.${name}`] ?? as;
            return chosen === as ? [] : [[name, chosen]];
          }),
        ),
      },
    });
  return (
    <Page title={data.title} width="text" back={back}>
      <Stack>
        <Facts
          facts={[
            { label: m.reports_status(), value: <StatusBadge status={statusOfSection(data)} /> },
            { label: m.reports_class(), value: CLASS_WORDS[data.class]() },
            ...(data.follows.length > 0
              ? [{ label: m.reports_follows(), value: data.follows.join('; ') }]
              : []),
          ]}
        />
        {document.data.may.edit ? (
          <RecordForm<Value>
            key={data.version}
            draftKey={`document:${kind}:${section}`}
            initial={formValue(data)}
            stored={{
              version: data.version,
              read: async () => {
                const now = await read();
                return { version: now.version, value: formValue(now) };
              },
            }}
            submit={m.reports_save_section()}
            cancelHref={back.href}
            save={(value, _key, version) => send(value, version)}
            onSaved={() => {
              toast(m.reports_section_saved({ title: data.title }));
              go(back.href);
            }}
          >
            {(value, change) => (
              <SectionFields editor={editor} kind={kind} section={data} value={value} change={change} />
            )}
          </RecordForm>
        ) : (
          <Prose text={data.text} />
        )}
        <Sources section={data} />
        <Wordings
          section={data}
          onRestore={document.data.may.edit ? (text) => editor.current?.put(text) : null}
        />
      </Stack>
    </Page>
  );
}

/** What the page below the form may do in it. */
interface Editor {
  put: (text: string) => void;
}

interface FieldsProps {
  kind: DocumentKind;
  section: SectionData;
  value: Value;
  change: (part: Partial<Value>) => void;
}

function SectionFields({ editor, kind, section, value, change }: FieldsProps & { editor: Ref<Editor> }) {
  const { computed } = section;
  const caret = useRef<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useImperativeHandle(editor, () => ({
    put: (text) => {
      change({ text, blocks: [] });
      box.current?.querySelector('textarea')?.focus();
      toast(m.reports_wording_restored(), { undo: () => change({ text: value.text, blocks: value.blocks }) });
    },
  }));
  return (
    <>
      <div ref={box}>
        <TextArea
          name="text"
          label={m.reports_section_text()}
          help={m.reports_section_text_help()}
          optional
          rows={18}
          maxLength={20_000}
          value={value.text}
          onChange={(text) => change({ text })}
          onCaret={(at) => {
            caret.current = at;
          }}
        />
      </div>
      <div className="k-actions">
        <InsertBlock
          kind={kind}
          section={section.key}
          reason={
            (value.blocks ?? []).length < MOST_INSERTED
              ? undefined
              : m.reports_block_insert_most({ count: MOST_INSERTED })
          }
          onInsert={(block) =>
            change({
              text: withBlock(value.text, caret.current ?? value.text.length, block.text),
              blocks: [...new Set([...(value.blocks ?? []), block.id])],
            })
          }
        />
        <Button
          {...(sameWords(value.text, computed) ? { reason: m.reports_reset_not_needed() } : {})}
          onClick={() => change({ text: computed, blocks: [] })}
        >
          {m.reports_reset()}
        </Button>
      </div>
      <Checkbox
        name="included"
        label={m.reports_section_included()}
        help={m.reports_section_included_help()}
        value={value.included}
        onChange={(included) => change({ included })}
      />
      {section.figures.map((figure) => (
        <FigureClass key={figure.name} kind={kind} figure={figure} value={value} change={change} />
      ))}
    </>
  );
}

interface FigureProps extends Pick<FieldsProps, 'kind' | 'value' | 'change'> {
  figure: SectionData['figures'][number];
}

/** Who sees a figure: as many as its section, or fewer. */
function FigureClass({ kind, figure, value, change }: FigureProps) {
  const { name, caption, least } = figure;
  const possible = CLASSES.slice(CLASSES.indexOf(least));
  const stands = (as: Confidentiality) => EDITIONS_OF[kind].some((one) => CLASSES_OF[one].includes(as));
  if (possible.length < 2) return null;
  return (
    <Select
      name={`figures.${name}`}
      label={m.reports_figure_class({ caption })}
      help={m.reports_figure_class_help()}
      options={possible.map((as) => ({
        value: as,
        label: stands(as) ? CLASS_WORDS[as]() : m.reports_figure_nowhere({ class: CLASS_WORDS[as]() }),
      }))}
      value={value[`figures.${name}`] ?? figure.class}
      onChange={(as) => change({ [`figures.${name}`]: as as Confidentiality })}
    />
  );
}

/** Where the statements come from, each with its page. */
function Sources({ section }: { section: SectionData }) {
  if (section.sources.length === 0) return null;
  return (
    <Section title={m.reports_sources()}>
      <p className="k-help">{m.reports_sources_help()}</p>
      <ul className="k-actions">
        {section.sources.map(({ label, path }) => (
          <li key={label}>{path ? <a href={path}>{label}</a> : label}</li>
        ))}
      </ul>
    </Section>
  );
}
