import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, localDate } from '#kernel/dates';
import { DIARISTS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, useAddress, useHolds, useRecord, useSession, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { Select } from '#ui-kit/fields';
import { time } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { Grid, Page, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { DiaryConflict } from './diary-conflict.tsx';
import { DayCard } from './diary-day.tsx';
import { DiaryOwn } from './diary-own.tsx';
import { type DiaryQueue, dayKey, storedDay, useDiaryQueue } from './diary-queue.ts';
import { functionTitle, useRoles } from './roles.ts';
import { activity, type Diary, type DiaryDay, unreachable } from './words.ts';

/** The own diary: one day or the five of a week; saved by itself, seen by nobody else. */
export function DiaryPage() {
  const town = useTown();
  const may = useHolds(DIARISTS);
  const { tag: day, ansicht } = useAddress().query;
  const { data, error } = useRecord(
    ['activity-diary', town, day ?? ''],
    () => activity.diary({ town, ...(day ? { day } : {}) }),
    may,
  );
  return (
    <Page
      width={ansicht === 'woche' ? 'full' : 'text'}
      title={m.activity_diary()}
      lead={m.activity_diary_lead()}
      back={{ href: listPath(town, 'activity'), label: m.activity_activities() }}
    >
      {!may && <Notice title={m.activity_diary_not_for()} />}
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? unreachable()} />}
      {may && !data && !error && <Skeleton lines={6} />}
      {data && <DiaryWeek diary={data} day={day ?? data.today} />}
    </Page>
  );
}

function DiaryWeek({ diary, day }: { diary: Diary; day: string }) {
  const town = useTown();
  const client = useQueryClient();
  const whole = useAddress().query.ansicht === 'woche';
  const queue = useDiaryQueue(town, () => {
    void client.invalidateQueries({ queryKey: ['activity-diary', town] });
    void client.invalidateQueries({ queryKey: ['activities', town] });
  });
  const [role, setRole] = useRole(diary);
  const at = (given: string, view: boolean) =>
    `${listPath(town, 'activity')}/tagebuch?tag=${given}${view ? '&ansicht=woche' : ''}`;
  const shown = whole ? diary.days.slice(0, 5) : diary.days.filter((one) => one.day === day);
  return (
    <Stack>
      <Tabs
        label={m.activity_diary_view()}
        tabs={[
          { href: at(day, false), label: m.activity_view_day(), current: !whole },
          { href: at(day, true), label: m.activity_view_week(), current: whole },
        ]}
      />
      <div className="k-actions">
        <ButtonLink small icon="left" href={at(addDays(localDate(day), whole ? -7 : -1), whole)}>
          {m.activity_earlier()}
        </ButtonLink>
        {day !== diary.today && (
          <ButtonLink small href={at(diary.today, whole)}>
            {m.activity_today()}
          </ButtonLink>
        )}
        <ButtonLink small icon="right" href={at(addDays(localDate(day), whole ? 7 : 1), whole)}>
          {m.activity_later()}
        </ButtonLink>
        <QueueState queue={queue} />
      </div>
      <RoleChoice diary={diary} role={role} onChange={setRole} />
      {queue.refused && (
        <Notice tone="danger" live title={queue.refused}>
          <Button small onClick={queue.drop}>
            {m.activity_drop_refused()}
          </Button>
        </Notice>
      )}
      {Object.values(queue.pending).map((typed) => (
        <DiaryConflict key={dayKey(typed.said)} typed={typed} onChoose={queue.choose} />
      ))}
      <Grid min={whole ? '13rem' : '26rem'}>
        {shown.map((one) => (
          <DayCard
            key={`${one.day} ${role}`}
            value={dayOf(diary, queue, one.day, role)}
            state={one.state}
            help={!whole}
            onChange={(said) => queue.keep(said, storedDay(diary, said))}
          />
        ))}
      </Grid>
      <DiaryOwn diary={diary} />
    </Stack>
  );
}

/** What was typed last, else what is stored, else an empty day. */
function dayOf(diary: Diary, queue: DiaryQueue, day: string, role: string): DiaryDay {
  return queue.pending[dayKey({ day, role })]?.said ?? storedDay(diary, { day, role });
}

/** The function last written for; else the only one held, else the first that was written for. */
function useRole(diary: Diary): [string, (role: string) => void] {
  const place = `diary-role:${useSession()?.user.id ?? ''}:${useTown()}`;
  const [role, setRole] = useState(
    () => localStorage.getItem(place) ?? diary.entries[0]?.role ?? diary.roles[0] ?? 'it_administrator',
  );
  return [
    role,
    (next) => {
      localStorage.setItem(place, next);
      setRole(next);
    },
  ];
}

function RoleChoice(props: { diary: Diary; role: string; onChange: (role: string) => void }) {
  const { diary, role, onChange } = props;
  const roles = useRoles();
  const own = new Set([...diary.roles, ...diary.entries.map((entry) => entry.role)]);
  const keys = [...new Set([...own, ...(roles ?? []).map(({ key }) => key), role])];
  return (
    <Select
      name="role"
      label={m.activity_function()}
      help={own.size > 0 ? m.activity_function_help() : m.activity_function_choose()}
      options={keys.map((key) => ({
        value: key,
        label: functionTitle(roles, key),
        group: own.has(key) ? m.activity_functions_own() : m.activity_functions_other(),
      }))}
      value={role}
      onChange={onChange}
    />
  );
}

/** Whether what was typed is safe, in words. */
function QueueState({ queue }: { queue: DiaryQueue }) {
  const { state, keptAt } = queue;
  const words = {
    kept: keptAt ? m.activity_kept({ time: time(keptAt) }) : '',
    keeping: m.activity_keeping(),
    away: m.activity_away(),
    met: m.activity_met(),
  };
  return (
    <span className="k-draft">
      {words[state] && <Icon name={state === 'kept' ? 'check' : 'clock'} />}
      <span role="status">{words[state]}</span>
    </span>
  );
}
