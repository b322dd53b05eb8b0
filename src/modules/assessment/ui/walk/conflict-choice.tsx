import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { severityWord } from '../severity.ts';
import { discard, heldAnswer, insist, makeAnew } from './capture.ts';
import { ANSWER_WORDS } from './check-point.tsx';
import { captured } from './device.ts';
import type { AnswerBody, AnswerRow, Entry, ObservationBody, ObservationRow, Walk } from './store.ts';

interface ChoiceProps {
  entry: Entry;
  walk: Walk;
  /** The entry in a line. */
  words: string;
}

/** Two versions of the same beside each other, and the choice between them; nothing is sent or dropped before it. */
export function ConflictChoice({ entry, walk, words }: ChoiceProps) {
  const theirs =
    entry.kind === 'answer'
      ? heldAnswer(walk, entry.target)
      : walk.observations.find(({ id }) => id === entry.id);
  const mine = entry.body as AnswerBody | ObservationBody;
  if (!theirs) return <GoneChoice entry={entry} words={words} />;
  const rows =
    entry.kind === 'answer'
      ? answerLines(mine as AnswerBody, theirs as AnswerRow)
      : observationLines(walk, mine as ObservationBody, theirs as ObservationRow);
  return (
    <Notice tone="warning" title={m.assessment_walk_conflict({ what: words })}>
      <p>{m.assessment_walk_conflict_why()}</p>
      <div className="w-versions">
        <Version title={m.assessment_walk_mine()} lines={rows.map(([label, own]) => [label, own])}>
          <Button kind="primary" onClick={() => void insist(entry, theirs.version).then(captured)}>
            {m.assessment_walk_take_mine()}
          </Button>
        </Version>
        <Version title={m.assessment_walk_theirs()} lines={rows.map(([label, , other]) => [label, other])}>
          <Button onClick={() => void discard(entry)}>{m.assessment_walk_take_theirs()}</Button>
        </Version>
      </div>
    </Notice>
  );
}

type Line = [label: string, mine: string, theirs: string];

/** Only what differs. */
const differing = (lines: Line[]): Line[] => lines.filter(([, mine, theirs]) => mine !== theirs);
const said = (text: string | null | undefined): string => text || m.assessment_not_said();

const answerLines = (mine: AnswerBody, theirs: AnswerRow): Line[] =>
  differing([
    [m.assessment_walk_answer(), ANSWER_WORDS[mine.answer].word(), ANSWER_WORDS[theirs.answer].word()],
    [m.assessment_walk_note(), said(mine.note), said(theirs.note)],
    [m.assessment_seen_by(), said(mine.seenBy), said(theirs.seenBy)],
  ]);

function observationLines(walk: Walk, mine: ObservationBody, theirs: ObservationRow): Line[] {
  const room = (id: string | null | undefined) =>
    walk.rooms.find((one) => one.id === id)?.name ?? m.assessment_no_room();
  const drawn = ({ sketch }: Pick<ObservationBody, 'sketch'>) =>
    m.assessment_walk_sketch_says({ pins: sketch.pins?.length ?? 0, lines: sketch.lines?.length ?? 0 });
  return differing([
    [m.assessment_observation(), mine.statement, theirs.statement],
    [m.assessment_severity(), severityWord(mine.severity), severityWord(theirs.severity ?? 2)],
    [m.assessment_room(), room(mine.roomId), room(theirs.roomId)],
    [m.assessment_seen_by(), said(mine.seenBy), said(theirs.seenBy)],
    [m.assessment_walk_sketch(), drawn(mine), drawn(theirs as ObservationBody)],
  ]);
}

function Version(props: { title: string; lines: string[][]; children: React.ReactNode }) {
  return (
    <section className="w-version" aria-label={props.title}>
      <h3>{props.title}</h3>
      <dl>
        {props.lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {props.children}
    </section>
  );
}

/** Somebody removed the record meanwhile: made anew, or let go. */
function GoneChoice({ entry, words }: { entry: Entry; words: string }) {
  return (
    <Notice tone="warning" title={m.assessment_walk_gone({ what: words })}>
      <div className="k-actions">
        <Button kind="primary" onClick={() => void makeAnew(entry).then(captured)}>
          {m.assessment_walk_make_anew()}
        </Button>
        <Button kind="danger" onClick={() => void discard(entry)}>
          {m.assessment_walk_discard()}
        </Button>
      </div>
    </Notice>
  );
}
