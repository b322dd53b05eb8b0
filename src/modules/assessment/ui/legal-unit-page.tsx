import { useEffect, useRef, useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { date, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Card, Grid, Page, Prose, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { LegalUnitDialog } from './legal-unit-dialog.tsx';
import { LegalUnitQuestion } from './legal-unit-question.tsx';
import { Disclaimer, kindWord, OutcomeText, TRACK_WORDS, type UnitCheck } from './nis2-parts.tsx';
import { Missing } from './parts.tsx';
import { assessment, local } from './words.ts';

/** One legal unit: a question at a time, below it what follows from what is known. */
export function LegalUnitPage() {
  const town = useTown();
  const { params } = useAddress();
  const id = params.id ?? '';
  const { data, error } = useRecord(['nis2', town, id], () => assessment.legalUnitCheck({ town, id }));
  const back = listPath(town, 'legal_unit');
  if (error) return <Missing error={error} title={m.assessment_nis2()} back={back} />;
  return data ? <Known check={data} back={back} /> : <Skeleton lines={8} />;
}

function Known({ check, back }: { check: UnitCheck; back: string }) {
  const editor = useHolds(EDITORS);
  const { query, setQuery } = useAddress();
  const [editing, setEditing] = useState(false);
  const { unit, questions, next } = check;
  const asked = questions.find(({ fact }) => fact === (query.frage ?? next));
  const { box, moveOn } = useFocusOn(asked?.fact);
  const unclear = questions.filter(({ state }) => state === 'unclear').length;
  return (
    <Page
      title={unit.name}
      lead={kindWord(check, unit.kind)}
      back={{ href: back, label: m.assessment_nis2() }}
      actions={
        editor && (
          <Button icon="edit" onClick={() => setEditing(true)}>
            {m.assessment_edit()}
          </Button>
        )
      }
    >
      <Stack>
        <Disclaimer of={check} />
        {unit.note && <Prose text={unit.note} />}
        <div ref={box} tabIndex={-1}>
          {asked && editor ? (
            <LegalUnitQuestion
              key={asked.fact}
              check={check}
              question={asked}
              onSend={moveOn}
              onDone={() => setQuery({})}
            />
          ) : (
            <Asked unclear={unclear} open={next !== null} />
          )}
        </div>
        <Outcomes check={check} />
        <Given check={check} editor={editor} onChange={(fact) => setQuery({ frage: fact }, true)} />
      </Stack>
      {editing && <LegalUnitDialog kinds={check.kinds} unit={unit} onClose={() => setEditing(false)} />}
    </Page>
  );
}

/** Once an answer is sent, whatever takes the place of its question takes the focus. */
function useFocusOn(fact: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const moving = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the question changes
  useEffect(() => {
    if (moving.current) box.current?.focus();
    moving.current = false;
  }, [fact]);
  return {
    box,
    moveOn: () => {
      moving.current = true;
    },
  };
}

function Asked({ unclear, open }: { unclear: number; open: boolean }) {
  if (unclear > 0) return <Notice tone="info" title={m.assessment_nis2_unclear_left({ count: unclear })} />;
  return open ? (
    <Notice tone="info" title={m.assessment_nis2_still_asked()} />
  ) : (
    <Notice tone="success" title={m.assessment_nis2_all_asked()} />
  );
}

interface GivenProps {
  check: UnitCheck;
  editor: boolean;
  onChange: (fact: string) => void;
}

/** What is known, each changeable by itself; the result follows at once. */
function Given({ check, editor, onChange }: GivenProps) {
  const rows = check.questions
    .filter(({ state }) => state !== 'open')
    .map((one) => ({ ...one, id: one.fact }));
  if (rows.length === 0) return null;
  return (
    <Section title={m.assessment_nis2_given()}>
      <PlainTable
        label={m.assessment_nis2_given()}
        columns={[
          { title: m.assessment_nis2_question(), cell: ({ ask }) => local(ask) },
          { title: m.assessment_nis2_answer(), cell: (row) => answerWord(row) },
        ]}
        rows={rows}
        {...(editor && {
          action: ({ fact, ask }: (typeof rows)[number]) => (
            <Button
              small
              aria-label={`${m.assessment_nis2_change()}: ${local(ask)}`}
              onClick={() => onChange(fact)}
            >
              {m.assessment_nis2_change()}
            </Button>
          ),
        })}
      />
    </Section>
  );
}

type Question = UnitCheck['questions'][number];

const answerWord = ({ kind, choices, value }: Question): string => {
  if (value === null) return m.assessment_nis2_unclear();
  if (kind === 'yes_no') return value ? m.assessment_nis2_answer_yes() : m.assessment_nis2_answer_no();
  if (kind === 'number') return number(Number(value));
  const choice = choices.find(({ key }) => key === value);
  return choice ? local(choice.title) : String(value);
};

/** Result of each track with the steps that led there, sources with dates, and duties with deadlines. */
function Outcomes({ check }: { check: UnitCheck }) {
  return (
    <Section title={m.assessment_nis2_follows()}>
      <Grid min="22rem">
        {check.tracks.map((track) => (
          <Track key={track.track} track={track} />
        ))}
      </Grid>
    </Section>
  );
}

function Track({ track }: { track: UnitCheck['tracks'][number] }) {
  const { result, duties, steps } = track;
  return (
    <Card title={TRACK_WORDS[track.track]()}>
      <OutcomeText of={track} />
      <Prose>
        {result && <p>{local(result.meaning)}</p>}
        {duties.length > 0 && (
          <>
            <h3>{m.assessment_nis2_duties()}</h3>
            <ul>
              {duties.map(({ text, law, source }) => (
                <li key={text.de}>
                  {local(text)}
                  <p className="k-help">{[law, sourceWord(source)].filter(Boolean).join(' · ')}</p>
                </li>
              ))}
            </ul>
          </>
        )}
        {steps.length > 0 && (
          <>
            <h3>{result ? m.assessment_nis2_steps() : m.assessment_nis2_steps_so_far()}</h3>
            <ol>
              {steps.map(({ step, because, source }) => (
                <li key={step}>
                  {local(because)}
                  <p className="k-help">{sourceWord(source)}</p>
                </li>
              ))}
            </ol>
          </>
        )}
      </Prose>
    </Card>
  );
}

const sourceWord = ({ title, date: day }: UnitCheck['tracks'][number]['steps'][number]['source']): string =>
  day ? m.assessment_nis2_source_of({ source: local(title), date: date(day) }) : local(title);
