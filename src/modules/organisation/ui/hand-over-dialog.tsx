import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { Select } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { organisation } from './clients.ts';
import { HELD_WORDS, heldCounts, type Leaving, type LeavingPerson } from './leaving-words.ts';

interface Props {
  person: LeavingPerson;
  receivers: Leaving['receivers'];
  onClose: () => void;
}

/** What somebody without access still holds: to somebody else, or deleted. */
export function HandOverDialog({ person, receivers, onClose }: Props) {
  const town = useTown();
  const [to, setTo] = useState('');
  const { run, faults, problem } = useDialogWork(onClose);
  const save = useSave(organisation.handOver, [
    ['leaving', town],
    ['tokens', town],
  ]);
  const submit = () =>
    run(
      () => save.mutateAsync({ input: { town, userId: person.userId, toUserId: to || null } }),
      m.organisation_hand_over_done(),
    );
  return (
    <Dialog open onClose={onClose} title={m.organisation_leaving_hand_over_of({ name: person.name })}>
      <ul>
        {heldCounts(person.held ?? []).map(([kind, count]) => (
          <li key={kind}>{HELD_WORDS[kind]({ count })}</li>
        ))}
      </ul>
      <Form
        onSubmit={submit}
        submit={to ? m.organisation_hand_over_do() : m.organisation_hand_over_delete()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <Select
          name="toUserId"
          label={m.organisation_hand_over_to()}
          help={m.organisation_hand_over_help()}
          none={m.organisation_hand_over_nobody()}
          options={receivers.map(({ userId, name }) => ({ value: userId, label: name }))}
          value={to}
          onChange={setTo}
        />
      </Form>
    </Dialog>
  );
}
