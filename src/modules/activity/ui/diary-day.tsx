import { m } from '#texts';
import { TextArea } from '#ui-kit/fields';
import { date } from '#ui-kit/format';
import { Card } from '#ui-kit/page';
import { WORK_KINDS } from '../domain/activities.ts';
import { STEP_MINUTES } from '../domain/diary.ts';
import { Stepper } from './stepper.tsx';
import { type DiaryDay, inHours, KIND_HELP, KINDS } from './words.ts';
import './activity.css';

interface DayCardProps {
  value: DiaryDay;
  state: 'open' | 'ahead' | 'closed';
  /** With examples for each kind of work. */
  help: boolean;
  onChange: (day: DiaryDay) => void;
}

/** One day in one function: minutes by kind of work, interruptions, a note of one's own. */
export function DayCard({ value, state, help, onChange }: DayCardProps) {
  const closed = state !== 'open';
  const sum = WORK_KINDS.reduce((n, kind) => n + value.minutes[kind], 0);
  return (
    <Card title={`${weekday(value.day, help ? 'long' : 'short')}, ${date(value.day)}`}>
      {state === 'ahead' && <p>{m.activity_day_ahead()}</p>}
      {state === 'closed' && <p>{m.activity_day_closed()}</p>}
      {WORK_KINDS.map((kind) => (
        <Stepper
          key={kind}
          label={KINDS[kind]()}
          {...(help ? { help: KIND_HELP[kind]() } : {})}
          unit={m.activity_unit_minutes()}
          value={value.minutes[kind]}
          step={STEP_MINUTES}
          max={1440}
          disabled={closed}
          onChange={(minutes) => onChange({ ...value, minutes: { ...value.minutes, [kind]: minutes } })}
        />
      ))}
      <p>
        <strong>{m.activity_day_sum({ time: inHours(sum) })}</strong>
      </p>
      <Stepper
        label={m.activity_interruptions()}
        {...(help ? { help: m.activity_interruptions_help() } : {})}
        unit={m.activity_unit_times()}
        value={value.interruptions}
        step={1}
        max={200}
        disabled={closed}
        onChange={(interruptions) => onChange({ ...value, interruptions })}
      />
      {help && !closed && (
        <TextArea
          name={`note-${value.day}`}
          label={m.activity_note()}
          help={m.activity_note_help()}
          optional
          rows={2}
          maxLength={2000}
          value={value.note}
          onChange={(note) => onChange({ ...value, note })}
        />
      )}
      {help && closed && value.note && <p>{value.note}</p>}
    </Card>
  );
}

const weekday = (day: string, length: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'de', { weekday: length, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
