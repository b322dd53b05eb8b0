import { useState } from 'react';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Form, FormRow } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { PHASE_OF_DAY, type Phase } from '../domain/rating.ts';
import { saidBy } from './parts.tsx';
import {
  type AgendaEntry,
  assessment,
  type Engagement,
  options,
  organisation,
  PHASE_WORDS,
} from './words.ts';

interface Props {
  week: Engagement;
  /** An entry to change, or the day of a new one. */
  entry: AgendaEntry | { day: number };
  guests: readonly Guest[];
  onClose: () => void;
}
export type Guest = Awaited<ReturnType<typeof assessment.guests>>['guests'][number];

const blank = (day: number) => ({
  day,
  starts: '09:00',
  ends: '10:00',
  phase: PHASE_OF_DAY[day] ?? ('explore' as Phase),
  title: '',
  place: '',
  participants: '',
  note: '',
});

export function AgendaDialog({ week, entry, guests, onClose }: Props) {
  const town = useTown();
  const known = 'id' in entry ? entry : null;
  const [value, setValue] = useState(() => (known ? pick(known) : blank(entry.day)));
  const [faults, setFaults] = useState<{ path: string; text: string }[]>([]);
  const [problem, setProblem] = useState<string>();
  const touches = [
    ['agenda', town],
    ['gates', town],
    ['agenda-guests', town],
  ];
  const create = useSave(assessment.agenda.create, touches);
  const update = useSave(assessment.agenda.update, touches);
  const remove = useSave(assessment.agenda.remove, touches);
  const invited = guests.filter(({ entryId }) => entryId === known?.id).map(({ personId }) => personId);
  const [personIds, setPersonIds] = useState(invited);
  const people = useRecord(['people', town, 'all'], () => organisation.people.list({ town, limit: 200 }));
  const invite = useSave(assessment.setGuests, touches);
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const submit = async () => {
    try {
      if (known)
        await update.mutateAsync({ input: { town, id: known.id, ...value }, version: known.version });
      else await create.mutateAsync({ input: { town, engagementId: week.id, ...value } });
      if (known && personIds.join() !== invited.join())
        await invite.mutateAsync({ input: { town, id: known.id, personIds } });
      toast(m.assessment_saved());
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.fields.length ? undefined : saidBy(error));
    }
  };
  const drop = async () => {
    if (!known) return;
    try {
      await remove.mutateAsync({ input: { town, id: known.id }, version: known.version });
      toast(m.assessment_entry_removed());
      onClose();
    } catch (error) {
      setProblem(saidBy(error));
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={known ? m.assessment_entry_edit() : m.assessment_entry_add({ day: value.day })}
      wide
    >
      <Form
        onSubmit={submit}
        submit={m.assessment_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <TextField
          name="title"
          label={m.assessment_entry_title()}
          value={value.title}
          onChange={(title) => change({ title })}
        />
        <FormRow>
          <TextField
            name="starts"
            type="time"
            label={m.assessment_entry_starts()}
            value={value.starts}
            onChange={(starts) => change({ starts })}
          />
          <TextField
            name="ends"
            type="time"
            label={m.assessment_entry_ends()}
            value={value.ends}
            onChange={(ends) => change({ ends })}
          />
          <Select
            name="phase"
            label={m.assessment_phase()}
            options={options(PHASE_WORDS)}
            value={value.phase}
            onChange={(phase) => change({ phase: phase as Phase })}
          />
        </FormRow>
        <TextField
          name="place"
          label={m.assessment_entry_place()}
          optional
          value={value.place}
          onChange={(place) => change({ place })}
        />
        <TextArea
          name="participants"
          label={m.assessment_entry_participants()}
          optional
          rows={2}
          value={value.participants}
          onChange={(participants) => change({ participants })}
        />
        {known && (people.data?.rows.length ?? 0) > 0 && (
          <details className="k-details">
            <summary>{m.assessment_guests({ count: personIds.length })}</summary>
            <CheckGroup
              name="personIds"
              label={m.assessment_guests_label()}
              options={(people.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={personIds}
              onChange={setPersonIds}
            />
          </details>
        )}
        <TextArea
          name="note"
          label={m.assessment_note()}
          optional
          rows={2}
          value={value.note}
          onChange={(note) => change({ note })}
        />
        {known && (
          <Button kind="danger" icon="trash" busy={remove.isPending} onClick={() => void drop()}>
            {m.assessment_entry_remove()}
          </Button>
        )}
      </Form>
    </Dialog>
  );
}

const pick = ({ day, starts, ends, phase, title, place, participants, note }: AgendaEntry) => ({
  day,
  starts,
  ends,
  phase,
  title,
  place,
  participants,
  note,
});
