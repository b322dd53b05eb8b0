import { useEffect, useRef, useState } from 'react';
import { m } from '#texts';
import { TextArea } from '#ui-kit/fields';
import { Icon, type IconName } from '#ui-kit/icons';
import { toast } from '#ui-kit/toast';
import { ANSWERS, type Answer } from '../../domain/walk.ts';
import { captureAnswer } from './capture.ts';
import { captured, deviceState, owner } from './device.ts';
import type { List, LocalAnswer, Room } from './model.ts';
import { at, local, StandingMark } from './parts.tsx';
import { DeviceFull, type Walk } from './store.ts';

export const ANSWER_WORDS: Record<Answer, { word: () => string; icon: IconName }> = {
  ok: { word: m.assessment_walk_ok, icon: 'check' },
  defect: { word: m.assessment_walk_defect, icon: 'warning' },
  not_applicable: { word: m.assessment_walk_not_applicable, icon: 'close' },
  not_seen: { word: m.assessment_walk_not_seen, icon: 'open' },
};

interface PointProps {
  walk: Walk;
  room: Room;
  point: List['points'][number];
  /** `server_room.climate` */
  code: string;
  known: LocalAnswer | undefined;
}

/** One thing to look at: four answers, a note, and the way to an observation. Every choice is kept at once. */
export function CheckPoint({ walk, room, point, code, known }: PointProps) {
  const keep = (answer: Answer, words: string) => {
    if (!walk.engagementId || (known?.answer === answer && known.note === words)) return;
    const body = {
      engagementId: walk.engagementId,
      roomId: room.id,
      point: code,
      answer,
      note: words,
      seenBy: deviceState().person?.name ?? '',
      seenAt: new Date().toISOString(),
    };
    captureAnswer(owner(), body).then(captured, (error: unknown) => {
      setChosen(null);
      tellFull(error);
    });
  };
  // Shown at once; from when it is kept, what is kept counts.
  const [chosen, setChosen] = useState<Answer | null>(null);
  useEffect(() => setChosen((now) => (now === known?.answer ? null : now)), [known?.answer]);
  const { note, setNote, setFocused } = useNote(known, (words) => known && keep(known.answer, words));
  const id = code.replace('.', '-');
  return (
    <article className="w-point" aria-labelledby={`${id}-title`} data-answer={known?.answer}>
      <div className="w-point-head">
        <h3 id={`${id}-title`}>{local(point.title)}</h3>
        {known && <StandingMark standing={known.standing} />}
      </div>
      <p id={`${id}-look`}>{local(point.look)}</p>
      <p className="k-help">{m.assessment_walk_clauses({ clauses: point.clauses.join(', ') })}</p>
      <Answers
        id={id}
        given={chosen ?? known?.answer}
        disabled={!walk.mayCapture || !walk.engagementId}
        onChoose={(answer) => {
          setChosen(answer);
          keep(answer, note);
        }}
      />
      {known && walk.mayCapture && (
        <div className="w-point-more">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: hears only of the field inside */}
          <div onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}>
            <TextArea
              name={`${id}-note`}
              label={m.assessment_walk_note()}
              optional
              rows={1}
              maxLength={4000}
              value={note}
              onChange={setNote}
            />
          </div>
          <a className="k-btn" href={at('neu', room.id, code)}>
            <Icon name="plus" />
            {m.assessment_walk_observe()}
          </a>
        </div>
      )}
    </article>
  );
}

/** A note is kept while it is typed; what comes from elsewhere shows once the own words are kept and the field is left. */
function useNote(known: LocalAnswer | undefined, keep: (words: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const kept = known?.note ?? '';
  const keepNow = useRef(keep);
  keepNow.current = keep;
  useEffect(() => {
    if (typed === null) return;
    if (typed.trim() !== kept.trim()) {
      const timer = setTimeout(() => keepNow.current(typed), focused ? 400 : 0);
      return () => clearTimeout(timer);
    }
    if (!focused) setTyped(null);
  }, [typed, kept, focused]);
  return { note: typed ?? kept, setNote: setTyped, setFocused };
}

interface AnswersProps {
  id: string;
  given: Answer | undefined;
  disabled: boolean;
  onChoose: (answer: Answer) => void;
}

function Answers({ id, given, disabled, onChoose }: AnswersProps) {
  return (
    <fieldset
      className="w-answers"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-look`}
      disabled={disabled}
    >
      {ANSWERS.map((answer) => (
        <label key={answer} className="w-answer" data-answer={answer}>
          <input type="radio" name={id} checked={given === answer} onChange={() => onChoose(answer)} />
          <Icon name={ANSWER_WORDS[answer].icon} />
          <span>{ANSWER_WORDS[answer].word()}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A full device is told; everything else is a fault of ours and goes on. */
export function tellFull(error: unknown): void {
  if (!(error instanceof DeviceFull)) throw error;
  toast(m.assessment_walk_full(), { tone: 'danger' });
}
