import { addDays, localDate } from '#kernel/dates';
import { useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Checkbox } from '#ui-kit/choices';
import { date } from '#ui-kit/format';
import { Board, Section } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { PHASE_OF_DAY } from '../domain/rating.ts';
import { ANSWER_WORDS, type Guest } from './agenda-guests.tsx';
import { saidBy } from './parts.tsx';
import { type AgendaEntry, assessment, type Engagement, type Invitation, PHASE_WORDS } from './words.ts';

const DAYS = [1, 2, 3, 4, 5];

interface DaysProps {
  week: Engagement;
  entries: readonly AgendaEntry[];
  guests: readonly Guest[];
  invitations: readonly Invitation[];
  onEdit: ((entry: AgendaEntry | { day: number }) => void) | undefined;
}

/** The five days side by side: phase, entries, who comes. */
export function WeekDays({ entries, ...props }: DaysProps) {
  return (
    <Board>
      {DAYS.map((day) => (
        <Day key={day} {...props} day={day} entries={entries.filter((entry) => entry.day === day)} />
      ))}
    </Board>
  );
}

function Day({ day, week, entries, guests, invitations, onEdit }: DaysProps & { day: number }) {
  const phase = PHASE_OF_DAY[day] ?? 'explore';
  return (
    <Section title={m.assessment_day({ day, date: date(addDays(localDate(week.startsOn), day - 1), true) })}>
      <p>
        <Badge tone="accent">{PHASE_WORDS[phase]()}</Badge>
      </p>
      {entries.length === 0 && <p className="k-muted">{m.assessment_day_empty()}</p>}
      <ul className="k-slots">
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            guests={guests.filter(({ entryId }) => entryId === entry.id)}
            invitations={invitations.filter(({ entryId }) => entryId === entry.id)}
            onEdit={onEdit}
          />
        ))}
      </ul>
      {onEdit && (
        <Button small icon="plus" kind="quiet" onClick={() => onEdit({ day })}>
          {m.assessment_entry_add({ day })}
        </Button>
      )}
    </Section>
  );
}

type EntryProps = Pick<DaysProps, 'guests' | 'invitations' | 'onEdit'> & { entry: AgendaEntry };

function Entry({ entry, guests, invitations, onEdit }: EntryProps) {
  const place = [entry.roomName, entry.place].filter(Boolean).join(', ');
  return (
    <li data-done={entry.done || undefined}>
      <p className="k-muted">
        {entry.starts} – {entry.ends}
      </p>
      <h3>{entry.title}</h3>
      {place && <p>{place}</p>}
      {entry.participants && <p className="k-muted">{entry.participants}</p>}
      {guests.length > 0 && <p>{guests.map(named).join(', ')}</p>}
      {entry.note && <p>{entry.note}</p>}
      <Told invitations={invitations} />
      {onEdit ? (
        <EntryButtons entry={entry} onEdit={onEdit} />
      ) : (
        entry.done && <Badge tone="success">{m.assessment_entry_done()}</Badge>
      )}
    </li>
  );
}

const named = ({ name, answer }: Guest): string =>
  answer === 'open' ? name : m.assessment_guest_with_answer({ name, answer: ANSWER_WORDS[answer]() });

/** How the guests of an entry stand to what they were told; nothing where nobody was invited and nobody can be. */
function Told({ invitations }: { invitations: readonly Invitation[] }) {
  const count = (state: Invitation['state']) => invitations.filter((one) => one.state === state).length;
  const [fresh, changed, without] = [count('new'), count('changed') + count('gone'), count('no_address')];
  return (
    <>
      {changed > 0 && <Badge tone="warning">{m.assessment_entry_changed()}</Badge>}
      {fresh > 0 && <Badge>{m.assessment_entry_new({ count: fresh })}</Badge>}
      {without > 0 && <Badge tone="info">{m.assessment_entry_no_address({ count: without })}</Badge>}
      {changed + fresh + without === 0 && count('told') > 0 && (
        <Badge tone="success" icon="mail">
          {m.assessment_entry_told()}
        </Badge>
      )}
    </>
  );
}

function EntryButtons({ entry, onEdit }: { entry: AgendaEntry; onEdit: NonNullable<DaysProps['onEdit']> }) {
  const town = useTown();
  const save = useSave(assessment.agenda.update, [
    ['agenda', town],
    ['gates', town],
  ]);
  const tick = async (done: boolean) => {
    try {
      await save.mutateAsync({ input: { town, id: entry.id, done }, version: entry.version });
    } catch (error) {
      toast(saidBy(error), { tone: 'danger' });
    }
  };
  return (
    <div className="k-actions">
      <Checkbox
        name={`done-${entry.id}`}
        label={m.assessment_entry_done()}
        value={entry.done}
        onChange={(done) => void tick(done)}
      />
      <Button small bare kind="quiet" icon="edit" onClick={() => onEdit(entry)}>
        {m.assessment_entry_edit_named({ title: entry.title })}
      </Button>
    </div>
  );
}
