import { useState } from 'react';
import { addDays, localDateOf } from '#kernel/dates';
import { functionWord, useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm, Dialog } from '#ui-kit/dialog';
import { DateField, Select } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { organisation } from './clients.ts';
import type { LeavingPerson } from './leaving-words.ts';

/** Moves the last day of a function, or ends it at once. */
export function AccessEndDialog({ person, onClose }: { person: LeavingPerson; onClose: () => void }) {
  const town = useTown();
  const consulting = person.functions.find((held) => held.function === 'consultant');
  const [id, setId] = useState((consulting ?? person.functions[0])?.id ?? '');
  const [validUntil, setValidUntil] = useState(
    person.functions.find((held) => held.id === id)?.validUntil ?? '',
  );
  const { run, faults, problem } = useDialogWork(onClose);
  const save = useSave(organisation.setAccessEnd, [
    ['leaving', town],
    ['members', town],
  ]);
  const today = localDateOf(new Date());
  const set = (until: string | null, said: string) =>
    run(() => save.mutateAsync({ input: { town, id, validUntil: until } }), said);
  const endNow = async () => {
    const sure = await confirm({
      title: m.organisation_end_now_title({ name: person.name }),
      text: <p>{m.organisation_end_now_text({ name: person.name })}</p>,
      action: m.organisation_end_now(),
      danger: true,
    });
    if (sure) await set(addDays(today, -1), m.organisation_end_ended({ name: person.name }));
  };
  const { name } = person;
  const said = validUntil
    ? m.organisation_end_saved({ name, date: date(validUntil) })
    : m.organisation_end_unlimited({ name });
  return (
    <Dialog open onClose={onClose} title={m.organisation_leaving_change_of({ name })}>
      <Form
        onSubmit={() => set(validUntil || null, said)}
        submit={m.organisation_end_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        status={
          <Button kind="danger" busy={save.isPending} onClick={() => void endNow()}>
            {m.organisation_end_now()}
          </Button>
        }
      >
        {person.functions.length > 1 && (
          <Select
            name="id"
            label={m.organisation_end_function()}
            options={person.functions.map((held) => ({
              value: held.id,
              label: functionWord(held.function as never),
            }))}
            value={id}
            onChange={(chosen) => {
              setId(chosen);
              setValidUntil(person.functions.find((held) => held.id === chosen)?.validUntil ?? '');
            }}
          />
        )}
        <DateField
          name="validUntil"
          label={m.organisation_end_last_day()}
          help={m.organisation_end_help()}
          min={today}
          value={validUntil}
          onChange={setValidUntil}
        />
      </Form>
    </Dialog>
  );
}
