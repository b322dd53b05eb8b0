import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { newKey, problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { DateField, TextArea, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Page, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { type ChapterValue, OlderChapterFields } from './older-chapter-fields.tsx';
import { OlderFilePicker } from './older-file-picker.tsx';
import type { OlderComparison, ReadChapter } from './older-parts.ts';
import { Missing, saidBy } from './parts.tsx';
import { assessment } from './words.ts';

const useOlder = (result?: string) => {
  const town = useTown();
  return useRecord(['older-comparison', town, result], () =>
    assessment.olderComparison({ town, ...(result ? { result } : {}) }),
  );
};
const basePath = (town: string) => `${listPath(town, 'rating')}/frueher`;

/** A result after the older edition is entered, by hand or from a file. */
export function OlderNewPage() {
  const town = useTown();
  const { data, error } = useOlder();
  if (error) return <Missing error={error} title={m.assessment_older_add()} back={basePath(town)} />;
  const bare = data?.olderChapters.map((one) => ({ ...one, stated: null, percent: null }));
  return bare ? <OlderForm chapters={bare} result={null} /> : <Skeleton lines={8} />;
}

export function OlderEditPage() {
  const town = useTown();
  const { params } = useAddress();
  const { data, error } = useOlder(params.id ?? '');
  if (error) return <Missing error={error} title={m.assessment_older_edit()} back={basePath(town)} />;
  const result = data?.results.find(({ id }) => id === params.id);
  return data && result ? (
    <OlderForm chapters={data.olderChapters} result={result} />
  ) : (
    <Skeleton lines={8} />
  );
}

type Result = OlderComparison['results'][number];

interface FormProps {
  chapters: OlderComparison['olderChapters'];
  result: Result | null;
}

function OlderForm({ chapters, result }: FormProps) {
  const town = useTown();
  const { go } = useAddress();
  const [head, setHead] = useState({
    assessedOn: result?.assessedOn ?? '',
    source: result?.source ?? '',
    note: result?.note ?? '',
  });
  const [values, setValues] = useState<Record<string, ChapterValue>>(() =>
    Object.fromEntries(chapters.map((one) => [one.code, { stated: one.stated ?? '', percent: one.percent }])),
  );
  const [typed, setTyped] = useState(false);
  const change = (part: Partial<typeof head>) => {
    setHead({ ...head, ...part });
    setTyped(true);
  };
  const fill = (read: readonly ReadChapter[]) => {
    setValues({ ...values, ...Object.fromEntries(read.map(({ chapter, ...value }) => [chapter, value])) });
    setTyped(true);
  };
  const { save, faults, problem } = useSaveOlder(result);
  const submit = async () => {
    const given = chapters.flatMap(({ code }) => {
      const value = values[code];
      return value?.stated ? [{ chapter: code, stated: value.stated, percent: value.percent }] : [];
    });
    const id = await save(head, given);
    if (id) go(`${basePath(town)}?ergebnis=${id}`);
  };
  return (
    <Page
      title={result ? m.assessment_older_edit() : m.assessment_older_add()}
      back={{ href: basePath(town), label: m.assessment_older() }}
      width="text"
    >
      <Stack>
        <OlderFilePicker onRead={fill} />
        <Form
          onSubmit={submit}
          submit={m.assessment_save()}
          cancelHref={basePath(town)}
          faults={faults}
          problem={problem}
          unsaved={typed}
        >
          <HeadFields value={head} change={change} />
          <OlderChapterFields
            chapters={chapters}
            values={values}
            onChange={(code, value) => {
              setValues({ ...values, [code]: value });
              setTyped(true);
            }}
          />
        </Form>
        {result && <Removal result={result} />}
      </Stack>
    </Page>
  );
}

interface Head {
  assessedOn: string;
  source: string;
  note: string;
}

function HeadFields({ value, change }: { value: Head; change: (part: Partial<Head>) => void }) {
  return (
    <>
      <DateField
        name="assessedOn"
        label={m.assessment_older_assessed_on()}
        value={value.assessedOn}
        onChange={(assessedOn) => change({ assessedOn })}
      />
      <TextField
        name="source"
        label={m.assessment_older_source()}
        help={m.assessment_older_source_help()}
        maxLength={500}
        value={value.source}
        onChange={(source) => change({ source })}
      />
      <TextArea
        name="note"
        label={m.assessment_note()}
        optional
        rows={2}
        maxLength={4000}
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

/** Head first, then its chapters; what was already saved is not made a second time when the rest is refused. */
function useSaveOlder(result: Result | null) {
  const town = useTown();
  const touches = [['older-comparison', town]];
  const create = useSave(assessment.olderResults.create, []);
  const update = useSave(assessment.olderResults.update, []);
  const setChapters = useSave(assessment.setOlderChapters, touches);
  const [stored, setStored] = useState<{ id: string; version: number } | null>(result);
  const [key] = useState(newKey);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = async (head: Head, chapters: ReadChapter[]): Promise<string | null> => {
    try {
      const kept = stored
        ? await update.mutateAsync({ input: { town, id: stored.id, ...head }, version: stored.version })
        : await create.mutateAsync({ input: { town, ...head }, key });
      setStored({ id: kept.id, version: kept.version });
      await setChapters.mutateAsync({ input: { town, id: kept.id, chapters }, version: kept.version });
      return kept.id;
    } catch (error) {
      const found = problemOf(error)?.fields ?? [];
      setFaults(found.map(({ path, text }) => ({ path: fieldOf(path, chapters), text })));
      setProblem(found.length > 0 ? undefined : saidBy(error));
      return null;
    }
  };
  return { save, faults, problem };
}

/** `chapters.3.percent` is the field of the fourth chapter that was sent. */
function fieldOf(path: string, chapters: readonly ReadChapter[]): string {
  const [, at, field] = /^chapters\.(\d+)\.(\w+)$/.exec(path) ?? [];
  const chapter = chapters[Number(at)]?.chapter;
  return chapter ? `${field === 'percent' ? 'percent' : 'stated'}-${chapter}` : path;
}

function Removal({ result: { id, version, assessedOn } }: { result: Result }) {
  const town = useTown();
  const { go } = useAddress();
  const remove = useSave(assessment.olderResults.remove, [['older-comparison', town]]);
  const drop = async () => {
    const yes = await confirm({
      title: m.assessment_older_remove({ on: assessedOn }),
      text: <p>{m.assessment_older_remove_text()}</p>,
      action: m.assessment_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove.mutateAsync({ input: { town, id }, version }).then(
      () => go(basePath(town)),
      (error: unknown) => toast(saidBy(error), { tone: 'danger' }),
    );
  };
  return (
    <div className="k-actions">
      <Button kind="danger" icon="trash" busy={remove.isPending} onClick={() => void drop()}>
        {m.assessment_remove()}
      </Button>
    </div>
  );
}
