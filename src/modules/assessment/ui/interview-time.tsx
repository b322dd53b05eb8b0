import { useEffect, useState } from 'react';
import { m } from '#texts';
import { minutesLeft } from '../domain/time-left.ts';
import type { Sheet } from './words.ts';

const TICK_MS = 15_000;

/** What is left of the booked minutes, beside what the open questions are expected to take. */
export function TimeLeft({ sheet, isAnswered }: { sheet: Sheet; isAnswered: (key: string) => boolean }) {
  const now = useNow();
  const { minutes, date, starts, begunAt } = sheet;
  const left = minutesLeft({
    minutes,
    scheduled: starts ? Date.parse(`${date}T${starts}`) : null,
    begun: begunAt ? Date.parse(begunAt) : null,
    now,
  });
  const open = sheet.questions
    .filter(({ key }) => !isAnswered(key))
    .reduce((sum, question) => sum + question.minutes, 0);
  const booked =
    left === null
      ? m.assessment_time_booked({ minutes })
      : left < 0
        ? m.assessment_time_over({ over: -left })
        : m.assessment_time_left({ left, minutes });
  return (
    <span className="k-num">
      {booked} · {m.assessment_time_open({ minutes: open })}
    </span>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
