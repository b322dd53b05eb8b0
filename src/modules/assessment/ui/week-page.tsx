import { useState } from 'react';
import { EDITORS, READERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { AgendaDialog } from './agenda-dialog.tsx';
import { CreateWeek, Missing, NoWeek, useWeeks } from './parts.tsx';
import { CalendarDialog } from './week-calendar.tsx';
import { WeekCollisions } from './week-collisions.tsx';
import { WeekDays } from './week-days.tsx';
import { WeekGates, WeekPhases } from './week-gates.tsx';
import { InvitationStrip, InvitationsDialog, useInvitations } from './week-invitations.tsx';
import { FromTemplate, SaveTemplate } from './week-template.tsx';
import { type AgendaEntry, assessment, type Engagement, STATUS_WORDS } from './words.ts';

/** The weeks of the town; a single one is shown at once. */
export function WeekListPage() {
  const town = useTown();
  const weeks = useWeeks();
  const rows = weeks.data?.rows;
  const base = listPath(town, 'engagement');
  if (weeks.error) return <Missing error={weeks.error} title={m.assessment_weeks()} back={base} />;
  if (!rows) return <Skeleton lines={6} />;
  if (rows.length === 1 && rows[0]) return <WeekBoard key={rows[0].id} week={rows[0]} />;
  return (
    <Page title={m.assessment_weeks()} actions={<CreateWeek />}>
      {rows.length === 0 && <NoWeek />}
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

function WeekBoard({ week }: { week: Engagement }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const agenda = useRecord(['agenda', town, week.id], () =>
    assessment.agenda.list({ town, engagementId: week.id, limit: 200 }),
  );
  const [editing, setEditing] = useState<AgendaEntry | { day: number } | null>(null);
  const [calendar, setCalendar] = useState(false);
  const [inviting, setInviting] = useState(false);
  const { guests = [] } =
    useRecord(['agenda-guests', town, week.id], () => assessment.guests({ town, id: week.id })).data ?? {};
  const invitations = useInvitations(week.id, editor)?.rows ?? [];
  const entries = agenda.data?.rows ?? [];
  return (
    <Page
      title={week.title}
      lead={m.assessment_week_lead({
        from: date(week.startsOn, true),
        to: date(week.endsOn, true),
        status: STATUS_WORDS[week.status](),
      })}
      actions={
        <WeekActions
          week={week}
          onCalendar={() => setCalendar(true)}
          onInvite={editor ? () => setInviting(true) : undefined}
        />
      }
    >
      <Stack>
        <WeekPhases week={week} />
        {editor && agenda.data && entries.length === 0 && <FromTemplate week={week.id} />}
        <WeekCollisions week={week} entries={entries} guests={guests} />
        <InvitationStrip rows={invitations} onOpen={() => setInviting(true)} />
      </Stack>
      {!agenda.data && <Skeleton lines={6} />}
      {agenda.data && (
        <WeekDays
          week={week}
          entries={entries}
          guests={guests}
          invitations={invitations}
          onEdit={editor ? setEditing : undefined}
        />
      )}
      {editor && entries.length > 0 && <SaveTemplate week={week.id} />}
      <WeekGates week={week.id} />
      <CalendarDialog week={week.id} open={calendar} onClose={() => setCalendar(false)} />
      <InvitationsDialog week={week.id} open={inviting} onClose={() => setInviting(false)} />
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

interface ActionsProps {
  week: Engagement;
  onCalendar: () => void;
  /** Absent for who may not invite. */
  onInvite: (() => void) | undefined;
}

function WeekActions({ week, onCalendar, onInvite }: ActionsProps) {
  const town = useTown();
  const reader = useHolds(READERS);
  const here = recordPath(town, 'engagement', week.id);
  return (
    <>
      {reader && (
        <>
          <ButtonLink icon="flag" href={`${here}/soll-stand`}>
            {m.assessment_target_picture()}
          </ButtonLink>
          <ButtonLink icon="money" href={listPath(town, 'spending')}>
            {m.assessment_spending()}
          </ButtonLink>
        </>
      )}
      <Button icon="week" onClick={onCalendar}>
        {m.assessment_calendar()}
      </Button>
      {onInvite && (
        <>
          <Button icon="mail" onClick={onInvite}>
            {m.assessment_invitations()}
          </Button>
          <ButtonLink icon="right" href={`${here}/fortsetzen`}>
            {m.assessment_continue()}
          </ButtonLink>
          <ButtonLink icon="edit" href={`${here}/bearbeiten`}>
            {m.assessment_week_edit()}
          </ButtonLink>
        </>
      )}
    </>
  );
}
