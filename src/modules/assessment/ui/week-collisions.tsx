import { addDays, localDate } from '#kernel/dates';
import { m } from '#texts';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { type Collision, collisionsOf } from '../domain/collisions.ts';
import type { Guest } from './agenda-guests.tsx';
import type { AgendaEntry, Engagement } from './words.ts';

interface CollisionsProps {
  week: Engagement;
  entries: readonly AgendaEntry[];
  guests: readonly Guest[];
}

/** Rooms needed twice and people in two places at once, in words; nothing where all goes together. */
export function WeekCollisions({ week, entries, guests }: CollisionsProps) {
  const found = collisionsOf(
    entries,
    guests.map(({ entryId, personId, email, name }) => ({ entryId, key: personId ?? (email || name), name })),
  );
  if (found.length === 0) return null;
  return (
    <Notice tone="warning" title={m.assessment_collisions({ count: found.length })}>
      <ul>
        {found.map((one) => (
          <li key={`${one.kind} ${one.first.id} ${one.second.id}`}>{sentence(one, week)}</li>
        ))}
      </ul>
    </Notice>
  );
}

const time = ({ starts, ends }: AgendaEntry): string => `${starts} – ${ends}`;

function sentence({ kind, first, second, names }: Collision<AgendaEntry>, week: Engagement): string {
  const words = {
    date: date(addDays(localDate(week.startsOn), first.day - 1), true),
    first: first.title,
    firstTime: time(first),
    second: second.title,
    secondTime: time(second),
  };
  return kind === 'room'
    ? m.assessment_collision_room({ ...words, room: first.roomName ?? '' })
    : m.assessment_collision_person({ ...words, names: names.join(', ') });
}
