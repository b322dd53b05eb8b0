import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { useAddress, useHolds, useReadAnew, useTown } from '#platform/client';
import { m } from '#texts';
import { TextField } from '#ui-kit/fields';
import { FilePicker } from '#ui-kit/file-picker';
import { Form } from '#ui-kit/form';
import { number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { keepQuestionList, type ListPreview, lookAtQuestionList } from './question-list.ts';

/** A list of questions from the town's own file: looked at first, then kept as a catalogue. */
export function QuestionListPage() {
  const town = useTown();
  const reason = useHolds(EDITORS) ? undefined : m.catalogue_only_editors();
  const [busy, setBusy] = useState(false);
  const [looked, setLooked] = useState<{ file: File; preview: ListPreview }>();
  const look = async ([file, ...more]: File[]) => {
    if (!file) return;
    if (more.length > 0) return void toast(m.catalogue_list_one_file(), { tone: 'danger' });
    setBusy(true);
    const preview = await lookAtQuestionList(town, file).catch(() => unreadable(m.catalogue_unreachable()));
    setBusy(false);
    setLooked({ file, preview });
  };
  return (
    <Page
      title={m.catalogue_list()}
      lead={m.catalogue_list_lead()}
      back={{ href: listPath(town, 'catalogue'), label: m.catalogue_title() }}
      actions={
        <FilePicker
          label={busy ? m.catalogue_uploading() : m.catalogue_list_choose()}
          accept=".csv,.xlsx,.ods"
          reason={reason}
          onPick={(files) => void look(files)}
        />
      }
    >
      {looked ? (
        <Looked key={`${looked.file.name} ${looked.file.lastModified}`} {...looked} />
      ) : (
        <Notice tone="info" title={m.catalogue_list_not_shipped()}>
          <p>{m.catalogue_list_how()}</p>
        </Notice>
      )}
    </Page>
  );
}

const unreadable = (text: string): ListPreview => ({
  list: null,
  faults: [text],
  faultTotal: 1,
  remarks: [],
});

function Looked({ file, preview }: { file: File; preview: ListPreview }) {
  const { list, faults, faultTotal, remarks } = preview;
  return (
    <Stack>
      {faults.length > 0 && (
        <Notice tone="danger" live title={m.catalogue_list_faults({ count: faultTotal })}>
          <Lines lines={faults} />
          {faultTotal > faults.length && (
            <p>{m.catalogue_list_more({ count: faultTotal - faults.length })}</p>
          )}
        </Notice>
      )}
      {remarks.length > 0 && (
        <Notice tone="info" title={m.catalogue_list_remarks()}>
          <Lines lines={remarks} />
        </Notice>
      )}
      {list && <Counts list={list} />}
      {list && <Keep file={file} list={list} faulty={faultTotal > 0} />}
    </Stack>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

type List = NonNullable<ListPreview['list']>;

/** What the file holds beside what the known edition has. */
function Counts({ list }: { list: List }) {
  const { kindWord, recognisedBy, lists, questions, known, withEffort, withReferences } = list;
  return (
    <Section title={m.catalogue_list_found()}>
      <dl className="k-facts">
        {[
          {
            label: m.catalogue_list_kind(),
            value: recognisedBy === 'name' ? kindWord : m.catalogue_list_by_counts({ kind: kindWord }),
          },
          { label: m.catalogue_list_lists(), value: besides(lists.length, known.lists) },
          { label: m.catalogue_questions(), value: besides(questions, known.questions) },
          { label: m.catalogue_list_effort(), value: number(withEffort) },
          { label: m.catalogue_list_references(), value: number(withReferences) },
        ].map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <PlainTable
        label={m.catalogue_list_lists()}
        columns={[
          {
            title: m.catalogue_list_title(),
            cell: ({ code, title }) => (title.startsWith(code) ? title : `${code} ${title}`),
          },
          { title: m.catalogue_questions(), cell: (row) => number(row.questions), align: 'end' },
          {
            title: m.catalogue_list_known(),
            cell: (row) => (row.known === null ? '–' : differs(row.questions, row.known)),
            align: 'end',
          },
          { title: m.catalogue_list_first(), cell: ({ first }) => first },
        ]}
        rows={lists.map((one) => ({ ...one, id: one.code }))}
      />
    </Section>
  );
}

const besides = (found: number, known: number | null): string =>
  known === null ? number(found) : m.catalogue_list_of_known({ found: number(found), known: number(known) });

const differs = (found: number, known: number): string =>
  found === known ? number(known) : m.catalogue_list_differs({ known: number(known) });

function Keep({ file, list, faulty }: { file: File; list: List; faulty: boolean }) {
  const town = useTown();
  const { go } = useAddress();
  const readAnew = useReadAnew();
  const [head, setHead] = useState({ title: list.title, edition: list.version });
  const [problem, setProblem] = useState<string>();
  const keep = async () => {
    const kept = await keepQuestionList(town, file, head).catch(() => ({
      faults: [m.catalogue_unreachable()],
    }));
    if ('faults' in kept) return setProblem(kept.faults.join(' '));
    await readAnew();
    toast(kept.fresh ? m.catalogue_kept({ title: head.title, count: kept.controls }) : m.catalogue_same());
    go(`${listPath(town, 'catalogue')}/${kept.id}`);
  };
  return (
    <Section title={m.catalogue_list_keep()}>
      <Form
        onSubmit={keep}
        submit={m.catalogue_list_keep()}
        reason={faulty ? m.catalogue_list_mend_first() : undefined}
        problem={problem}
      >
        <TextField
          name="title"
          label={m.catalogue_name()}
          help={m.catalogue_list_name_help()}
          maxLength={300}
          value={head.title}
          onChange={(title) => setHead({ ...head, title })}
        />
        <TextField
          name="edition"
          label={m.catalogue_edition()}
          maxLength={300}
          value={head.edition}
          onChange={(edition) => setHead({ ...head, edition })}
        />
      </Form>
    </Section>
  );
}
