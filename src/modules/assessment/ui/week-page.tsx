import { useState } from 'react';
import { addDays, localDate } from '#kernel/dates';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useAddress, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { Checkbox } from '#ui-kit/choices';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Board, Page, Prose, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { PHASE_OF_DAY } from '../domain/rating.ts';
import { AgendaDialog, type Guest } from './agenda-dialog.tsx';
import { Missing, saidBy, useWeeks } from './parts.tsx';
import { CalendarDialog } from './week-calendar.tsx';
import { WeekGates } from './week-gates.tsx';
import { type AgendaEntry, assessment, type Engagement, PHASE_WORDS, STATUS_WORDS } from './words.ts';

/** The weeks of the town; a single one is shown at once. */
export function WeekListPage() {
  const town = useTown();
  const weeks = useWeeks();
  const editor = useHolds(EDITORS);
  const rows = weeks.data?.rows;
  const base = listPath(town, 'engagement');
  const add = editor && (
    <ButtonLink kind="primary" icon="plus" href={`${base}/neu`}>
      {m.assessment_week_create()}
    </ButtonLink>
  );
  if (weeks.error) return <Missing error={weeks.error} title={m.assessment_weeks()} back={base} />;
  if (!rows) return <Skeleton lines={6} />;
  if (rows.length === 1 && rows[0]) return <WeekBoard key={rows[0].id} week={rows[0]} />;
  return (
    <Page title={m.assessment_weeks()} actions={add}>
      {rows.length === 0 && (
        <EmptyState icon="week" title={m.assessment_no_week()} why={m.assessment_no_week_why()}>
          {add}
        </EmptyState>
      )}
      <ul className="k-tasks">
        {rows.map((week) => (
          <li key={week.id}>
            <p>
              <a href={recordPath(town, 'engagement', week.id)}>{week.title}</a>
              <small>
                {date(week.startsOn)} – {date(week.endsOn)}
              </small>
            </p>
            <span>{STATUS_WORDS[week.status]()}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}

export function WeekPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['engagement', town, id], () => assessment.engagements.get({ town, id }));
  if (error)
    return <Missing error={error} title={m.assessment_weeks()} back={listPath(town, 'engagement')} />;
  return data ? <WeekBoard key={id} week={data} /> : <Skeleton lines={6} />;
}

const DAYS = [1, 2, 3, 4, 5];

function WeekBoard({ week }: { week: Engagement }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const agenda = useRecord(['agenda', town, week.id], () =>
    assessment.agenda.list({ town, engagementId: week.id, limit: 200 }),
  );
  const [editing, setEditing] = useState<AgendaEntry | { day: number } | null>(null);
  const [calendar, setCalendar] = useState(false);
  const { guests = [] } =
    useRecord(['agenda-guests', town, week.id], () => assessment.guests({ town, id: week.id })).data ?? {};
  return (
    <Page
      title={week.title}
      lead={m.assessment_week_lead({
        from: date(week.startsOn, true),
        to: date(week.endsOn, true),
        status: STATUS_WORDS[week.status](),
      })}
      actions={
        <>
          <ButtonLink icon="flag" href={`${recordPath(town, 'engagement', week.id)}/soll-stand`}>
            {m.assessment_target_picture()}
          </ButtonLink>
          <ButtonLink icon="money" href={listPath(town, 'spending')}>
            {m.assessment_spending()}
          </ButtonLink>
          <Button icon="week" onClick={() => setCalendar(true)}>
            {m.assessment_calendar()}
          </Button>
          {editor && (
            <ButtonLink icon="edit" href={`${recordPath(town, 'engagement', week.id)}/bearbeiten`}>
              {m.assessment_week_edit()}
            </ButtonLink>
          )}
        </>
      }
    >
      {editor && agenda.data?.rows.length === 0 && <FromTemplate week={week.id} />}
      {!agenda.data && <Skeleton lines={6} />}
      {agenda.data && (
        <Board>
          {DAYS.map((day) => (
            <Day
              key={day}
              day={day}
              week={week}
              entries={agenda.data.rows.filter((entry) => entry.day === day)}
              guests={guests}
              onEdit={editor ? setEditing : undefined}
            />
          ))}
        </Board>
      )}
      <WeekGates week={week.id} />
      <CalendarDialog week={week.id} open={calendar} onClose={() => setCalendar(false)} />
      {week.assignment && (
        <Section title={m.assessment_assignment()}>
          <Prose text={week.assignment} />
        </Section>
      )}
      {editing && (
        <AgendaDialog
          key={'id' in editing ? editing.id : editing.day}
          week={week}
          entry={editing}
          guests={guests}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

/** Sixteen entries at one press, each to be changed afterwards. */
function FromTemplate({ week }: { week: string }) {
  const town = useTown();
  const fill = useSave(assessment.fillAgenda, [
    ['agenda', town],
    ['gates', town],
  ]);
  return (
    <Notice title={m.assessment_agenda_empty()}>
      <p>{m.assessment_agenda_empty_text()}</p>
      <Button
        icon="plus"
        busy={fill.isPending}
        onClick={() =>
          void fill
            .mutateAsync({ input: { town, id: week }, key: crypto.randomUUID() })
            .catch((error: unknown) => toast(saidBy(error), { tone: 'danger' }))
        }
      >
        {m.assessment_agenda_fill()}
      </Button>
    </Notice>
  );
}

interface DayProps {
  guests: readonly Guest[];
  day: number;
  week: Engagement;
  entries: AgendaEntry[];
  onEdit: ((entry: AgendaEntry | { day: number }) => void) | undefined;
}

function Day({ day, week, entries, guests, onEdit }: DayProps) {
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

function Entry({ entry, guests, onEdit }: Pick<DayProps, 'guests' | 'onEdit'> & { entry: AgendaEntry }) {
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
    <li data-done={entry.done || undefined}>
      <p className="k-muted">
        {entry.starts} – {entry.ends}
      </p>
      <h3>{entry.title}</h3>
      {entry.place && <p>{entry.place}</p>}
      {entry.participants && <p className="k-muted">{entry.participants}</p>}
      {guests.length > 0 && <p className="k-muted">{guests.map(({ name }) => name).join(', ')}</p>}
      {entry.note && <p>{entry.note}</p>}
      {onEdit ? (
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
      ) : (
        entry.done && <Badge tone="success">{m.assessment_entry_done()}</Badge>
      )}
    </li>
  );
}
