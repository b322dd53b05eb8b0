import { useEffect, useRef, useState } from 'react';
import { problemOf, statusOf, useAddress, useReadAnew, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { FileField } from '#ui-kit/file-field';
import { Form } from '#ui-kit/form';
import { money, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { Progress } from '#ui-kit/progress';
import { ScrollTable } from '#ui-kit/scroll-table';
import { Skeleton } from '#ui-kit/skeleton';
import { FaultSection } from './fault-section.tsx';
import { MappingSection } from './mapping-section.tsx';
import { countWords, imports, listOf, movingWord, type Run, sendFile, useAction, useRun } from './run.ts';

/** `?art=` the kind the list asked for, `?lauf=` the run: a reload or a colleague's computer shows the same run. */
export function ImportPage() {
  const { query } = useAddress();
  return query.lauf ? <RunPage key={query.lauf} id={query.lauf} /> : <ChoosePage />;
}

function ChoosePage() {
  const town = useTown();
  const { query, setQuery } = useAddress();
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async () => {
    if (!file) return setProblem(m.imports_file_missing());
    setProblem(undefined);
    setSending(true);
    try {
      setQuery({ ...query, lauf: await sendFile(town, file, query.art ?? '') }, true);
    } catch (error) {
      setProblem(error instanceof TypeError ? m.imports_unreachable() : (error as Error).message);
    } finally {
      setSending(false);
    }
  };
  const { data, error } = useRecord(['import-kinds', town], () => imports.kinds({ town }));
  const kinds = data?.kinds.filter(({ name }) => !query.art || name === query.art) ?? [];
  const list = listOf(town, kinds, query.art ?? null);
  return (
    <Page
      title={m.imports_title()}
      lead={m.imports_lead()}
      width="text"
      {...(list ? { back: { href: list.href, label: list.title } } : {})}
    >
      <Form submit={m.imports_check()} onSubmit={send} problem={problem} reason={problemOf(error)?.text}>
        <FileField
          name="file"
          label={m.imports_file()}
          help={m.imports_file_help()}
          accept=".csv,.txt,.tsv,.xlsx,.ods"
          onChange={setFile}
        />
        {sending && <Progress label={m.imports_uploading()} share={null} text="" />}
      </Form>
      {kinds.map((kind) => (
        <Section key={kind.name} title={m.imports_columns_of({ title: kind.title })}>
          <Prose>
            <p>{m.imports_columns_help()}</p>
            <p>
              {kind.fields
                .map(({ title, needed }) => (needed ? m.imports_field_needed({ title }) : title))
                .join(', ')}
            </p>
          </Prose>
        </Section>
      ))}
    </Page>
  );
}

function RunPage({ id }: { id: string }) {
  const town = useTown();
  const { query } = useAddress();
  const { run, error, refetch } = useRun(id);
  const list = run ? listOf(town, run.kinds, run.kind ?? query.art ?? null) : null;
  const gone = statusOf(error) === 404;
  return (
    <Page
      title={m.imports_title()}
      lead={run?.format ? `${run.fileName} (${run.format})` : (run?.fileName ?? m.imports_lead())}
      {...(list ? { back: { href: list.href, label: list.title } } : {})}
    >
      {error && (gone || !run) ? (
        <Notice tone="danger" title={gone ? m.imports_gone() : m.imports_unreachable()}>
          <OtherFile />
        </Notice>
      ) : run ? (
        <RunView run={run} refetch={refetch} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Page>
  );
}

function RunView({ run, refetch }: { run: Run; refetch: () => Promise<unknown> }) {
  const result = useRef<HTMLDivElement>(null);
  const moving = movingWord(run);
  const moved = useRef(Boolean(moving));
  const readAnew = useRef(useReadAnew());
  // The button that was pressed has gone; the focus follows to what came of it.
  useEffect(() => {
    if (moved.current && !moving) result.current?.focus();
    if (moved.current && ['done', 'undone'].includes(run.phase)) void readAnew.current();
    moved.current = Boolean(moving);
  }, [moving, run.phase]);
  return (
    <>
      {moving ? (
        <Moving run={run} word={moving()} refetch={refetch} />
      ) : (
        <div ref={result} tabIndex={-1}>
          <Result run={run} refetch={refetch} />
        </div>
      )}
      {!moving && run.faultTotal > 0 && <FaultSection key={run.rowsDone} run={run} />}
      {(run.phase === 'refused' || run.phase === 'checked') && !isReports(run) && (
        <MappingSection key={`${run.kind} ${JSON.stringify(run.mapping)}`} run={run} refetch={refetch} />
      )}
      {!moving &&
        run.preview &&
        run.preview.rows.length > 0 &&
        run.phase !== 'done' &&
        run.phase !== 'undone' && <Preview preview={run.preview} />}
    </>
  );
}

/** Inventories and scans: no columns to choose, and what is refused leaves the rest standing. */
const isReports = (run: Run): boolean => run.kinds.some(({ name, reports }) => reports && name === run.kind);

function Moving({ run, word, refetch }: { run: Run; word: string; refetch: () => Promise<unknown> }) {
  const town = useTown();
  const { busy, problem, act } = useAction(refetch);
  const known = run.rowsTotal > 0;
  const ending = run.cancelAsked || busy;
  return (
    <div className="k-card">
      <Stack>
        <Progress
          label={run.cancelAsked ? m.imports_cancelling() : word}
          share={known ? run.rowsDone / run.rowsTotal : null}
          text={known ? m.imports_rows_of({ done: number(run.rowsDone), total: number(run.rowsTotal) }) : ''}
        />
        {problem && <Notice tone="danger" title={problem} live />}
        <div className="k-actions">
          <Button
            icon="close"
            busy={ending}
            onClick={() => void act(() => imports.cancel({ town, id: run.id }))}
          >
            {m.imports_cancel()}
          </Button>
        </div>
      </Stack>
    </div>
  );
}

interface ResultProps {
  run: Run;
  busy: boolean;
  act: (work: () => Promise<unknown>) => Promise<void>;
}

function Result({ run, refetch }: { run: Run; refetch: () => Promise<unknown> }) {
  const { busy, problem, act } = useAction(refetch);
  const Shown =
    run.phase === 'checked'
      ? Checked
      : run.phase === 'done'
        ? Done
        : run.phase === 'undone'
          ? Undone
          : run.phase === 'refused'
            ? Refused
            : Ended;
  return (
    <Stack>
      {problem && <Notice tone="danger" title={problem} live />}
      <Shown run={run} busy={busy} act={act} />
    </Stack>
  );
}

function Checked({ run, busy, act }: ResultProps) {
  const town = useTown();
  const nothing = run.counts.created + run.counts.updated === 0;
  return (
    <Notice tone="success" title={m.imports_checked()}>
      <p>
        {countWords(run)}. {run.faultTotal > 0 && `${m.imports_rest_taken()} `}
        {nothing ? m.imports_nothing_new() : m.imports_checked_text()}
      </p>
      <div className="k-actions">
        <Button
          kind="primary"
          busy={busy}
          reason={nothing ? m.imports_nothing_new() : undefined}
          onClick={() => void act(() => imports.start({ town, id: run.id }))}
        >
          {m.imports_start()}
        </Button>
        <OtherFile />
      </div>
    </Notice>
  );
}

function Done({ run, busy, act }: ResultProps) {
  const town = useTown();
  const list = listOf(useTown(), run.kinds, run.kind);
  return (
    <Notice tone="success" title={m.imports_done()}>
      <p>{countWords(run)}</p>
      <div className="k-actions">
        {list && (
          <ButtonLink kind="primary" href={list.href}>
            {m.imports_to_list({ list: list.title })}
          </ButtonLink>
        )}
        <OtherFile />
        {!isReports(run) && (
          <Button busy={busy} onClick={() => void act(() => imports.undo({ town, id: run.id }))}>
            {m.imports_undo()}
          </Button>
        )}
      </div>
    </Notice>
  );
}

/** Taken back, but for what was changed or used since. */
function Undone({ run }: ResultProps) {
  const kept = run.keptAfterUndo ?? 0;
  return (
    <Notice tone={kept > 0 ? 'warning' : 'success'} title={m.imports_undone({ count: run.rowsDone })}>
      {kept > 0 && <p>{m.imports_undone_kept({ count: kept })}</p>}
      <div className="k-actions">
        <OtherFile />
      </div>
    </Notice>
  );
}

function Refused({ run }: ResultProps) {
  const { refused } = run.counts;
  return (
    <Notice tone="danger" title={m.imports_refused({ count: run.faultTotal, shown: number(run.faultTotal) })}>
      {refused > 0 && <p>{m.imports_count_refused({ count: refused, shown: number(refused) })}</p>}
      <p>{m.imports_refused_text()}</p>
      <div className="k-actions">
        <OtherFile />
      </div>
    </Notice>
  );
}

/** Cancelled or failed: the file is still there and can be checked once more. */
function Ended({ run, busy, act }: ResultProps) {
  const town = useTown();
  const failed = run.phase === 'failed';
  const columns = run.mapping.map(({ column, field }) => ({ column, field }));
  return (
    <Notice tone={failed ? 'danger' : 'warning'} title={failed ? m.imports_failed() : m.imports_cancelled()}>
      {failed && <p>{m.imports_failed_text()}</p>}
      <div className="k-actions">
        <Button
          busy={busy}
          onClick={() => void act(() => imports.check({ town, id: run.id, kind: run.kind, columns }))}
        >
          {m.imports_again()}
        </Button>
        <OtherFile />
      </div>
    </Notice>
  );
}

function OtherFile() {
  const { query, setQuery } = useAddress();
  return <Button onClick={() => setQuery({ art: query.art ?? '' }, true)}>{m.imports_other_file()}</Button>;
}

const ACTS = {
  create: m.imports_act_create,
  update: m.imports_act_update,
  skip: m.imports_act_skip,
  refuse: m.imports_act_refuse,
};

function Preview({ preview }: { preview: NonNullable<Run['preview']> }) {
  return (
    <Section title={m.imports_preview()}>
      <ScrollTable
        caption={m.imports_preview()}
        columns={[
          { title: m.imports_row(), align: 'end' },
          { title: m.imports_act() },
          ...preview.columns.map(({ title }) => ({ title })),
        ]}
        rows={preview.rows.map(({ row, act, cells }) => [String(row), ACTS[act](), ...cells])}
      />
      {preview.totals.length > 0 && (
        <p>
          {m.imports_totals()}{' '}
          {preview.totals.map(({ title, cents }) => `${title} ${money(cents, true)}`).join(', ')}
        </p>
      )}
    </Section>
  );
}
