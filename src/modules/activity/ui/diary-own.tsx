import { useState } from 'react';
import { newKey, problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { DateField, TextField } from '#ui-kit/fields';
import { type Fault, Form, FormRow } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { activity, type Diary, unreachable } from './words.ts';

const touched = (town: string) => [
  ['activity-diary', town],
  ['activities', town],
];
const say = (error: unknown) => toast(problemOf(error)?.text ?? unreachable(), { tone: 'danger' });

/** What its author can do with the diary: release sums, take that back, take it along, remove it. */
export function DiaryOwn({ diary }: { diary: Diary }) {
  const town = useTown();
  const remove = useSave(activity.removeDiary, touched(town));
  const drop = async () => {
    const yes = await confirm({
      title: m.activity_remove_diary(),
      text: <p>{m.activity_remove_diary_text()}</p>,
      action: m.activity_remove(),
      danger: true,
    });
    if (yes) await remove.mutateAsync({ input: { town } }).catch(say);
  };
  return (
    <>
      <Releases diary={diary} />
      <Section title={m.activity_own()}>
        <Stack>
          <p>{m.activity_own_text()}</p>
          <div className="k-actions">
            <Button icon="download" onClick={() => void download(town).catch(say)}>
              {m.activity_download()}
            </Button>
            <Button kind="danger" icon="trash" busy={remove.isPending} onClick={() => void drop()}>
              {m.activity_remove_diary()}
            </Button>
          </div>
        </Stack>
      </Section>
    </>
  );
}

/** The own diary as a file of JSON. */
async function download(town: string): Promise<void> {
  const all = await activity.diaryExport({ town });
  const address = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${m.activity_diary_file()}.json`;
  link.click();
  URL.revokeObjectURL(address);
}

function Releases({ diary }: { diary: Diary }) {
  const town = useTown();
  const revoke = useSave(activity.revoke, touched(town));
  const active = diary.releases.filter(({ revokedAt }) => revokedAt === null);
  return (
    <Section title={m.activity_release_title()}>
      <Stack>
        <p>{m.activity_release_text()}</p>
        {active.length > 0 && (
          <PlainTable
            label={m.activity_releases()}
            columns={[
              { title: m.activity_purpose(), cell: (row) => row.purpose },
              {
                title: m.activity_period(),
                cell: (row) => m.activity_span({ from: date(row.fromDay), until: date(row.untilDay) }),
              },
            ]}
            rows={active}
            action={(row) => (
              <Button
                small
                onClick={() => void revoke.mutateAsync({ input: { town, id: row.id } }).catch(say)}
              >
                {m.activity_revoke()}
              </Button>
            )}
          />
        )}
        <ReleaseForm key={diary.days[0]?.day} diary={diary} />
      </Stack>
    </Section>
  );
}

function ReleaseForm({ diary }: { diary: Diary }) {
  const town = useTown();
  const [value, setValue] = useState(() => ({
    purpose: String(m.activity_purpose_week()),
    fromDay: diary.days[0]?.day ?? '',
    untilDay: diary.days[4]?.day ?? '',
  }));
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const release = useSave(activity.release, touched(town));
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const submit = async () => {
    try {
      await release.mutateAsync({ input: { town, ...value }, key: newKey() });
      setFaults([]);
      setProblem(undefined);
      toast(m.activity_released_now());
    } catch (error) {
      const found = problemOf(error)?.fields ?? [];
      setFaults(found);
      setProblem(found.length > 0 ? undefined : (problemOf(error)?.text ?? unreachable()));
    }
  };
  return (
    <Form submit={m.activity_release()} onSubmit={submit} faults={faults} problem={problem}>
      <TextField
        name="purpose"
        label={m.activity_purpose()}
        value={value.purpose}
        maxLength={200}
        onChange={(purpose) => change({ purpose })}
      />
      <FormRow>
        <DateField
          name="fromDay"
          label={m.activity_from()}
          value={value.fromDay}
          onChange={(fromDay) => change({ fromDay })}
        />
        <DateField
          name="untilDay"
          label={m.activity_until()}
          value={value.untilDay}
          onChange={(untilDay) => change({ untilDay })}
        />
      </FormRow>
    </Form>
  );
}
