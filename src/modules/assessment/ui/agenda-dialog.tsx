import { useState } from 'react';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Form, FormRow } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { readOutsideGuests, writeOutsideGuests } from '../domain/outside-guests.ts';
import { PHASE_OF_DAY, type Phase } from '../domain/rating.ts';
import { type Guest, GuestFields, type GuestsValue } from './agenda-guests.tsx';
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

const blank = (day: number) => ({
  day,
  starts: '09:00',
  ends: '10:00',
  phase: PHASE_OF_DAY[day] ?? ('explore' as Phase),
  title: '',
  roomId: null as string | null,
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
    ['agenda-invitations', town],
  ];
  const create = useSave(assessment.agenda.create, touches);
  const update = useSave(assessment.agenda.update, touches);
  const remove = useSave(assessment.agenda.remove, touches);
  const own = guests.filter(({ entryId }) => entryId === known?.id);
  const [coming, setComing] = useState(() => guestsValue(own));
  const saveGuests = useSaveGuests(touches);
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const submit = async () => {
    const unread = known ? readOutsideGuests(coming.outside).faults : [];
    setFaults(unread.map((line) => ({ path: 'others', text: m.assessment_outside_fault({ line }) })));
    if (unread.length > 0) return;
    try {
      if (known) {
        await saveGuests(known.id, own, coming);
        await update.mutateAsync({ input: { town, id: known.id, ...value }, version: known.version });
      } else await create.mutateAsync({ input: { town, engagementId: week.id, ...value } });
      toast(m.assessment_saved());
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults((refused?.fields ?? []).map(atGuests));
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
        <EntryFields value={value} change={change} />
        {known && (
          <GuestFields guests={own} value={coming} onChange={(part) => setComing({ ...coming, ...part })} />
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

type Value = ReturnType<typeof blank>;

/** What an entry says of itself, beside who comes and the note. */
function EntryFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const town = useTown();
  const rooms = useRecord(['rooms', town, 'all'], () => organisation.rooms.list({ town, limit: 200 }));
  return (
    <>
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
      </FormRow>
      <Select
        name="phase"
        label={m.assessment_phase()}
        options={options(PHASE_WORDS)}
        value={value.phase}
        onChange={(phase) => change({ phase: phase as Phase })}
      />
      {(rooms.data?.rows.length ?? 0) > 0 && (
        <Select
          name="roomId"
          label={m.assessment_entry_room()}
          optional
          none={m.assessment_entry_no_room()}
          options={(rooms.data?.rows ?? []).map(({ id, name, siteName }) => ({
            value: id,
            label: name,
            group: siteName,
          }))}
          value={value.roomId ?? ''}
          onChange={(roomId) => change({ roomId: roomId || null })}
        />
      )}
      <TextField
        name="place"
        label={m.assessment_entry_place()}
        help={m.assessment_entry_place_help()}
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
    </>
  );
}

const pick = ({ day, starts, ends, phase, title, roomId, place, participants, note }: AgendaEntry) => ({
  day,
  starts,
  ends,
  phase,
  title,
  roomId,
  place,
  participants,
  note,
});

const guestsValue = (guests: readonly Guest[]): GuestsValue => ({
  personIds: guests.flatMap(({ personId }) => personId ?? []),
  outside: writeOutsideGuests(guests.filter(({ personId }) => personId === null)),
  answers: Object.fromEntries(guests.map(({ id, answer }) => [id, answer])),
});

/** A fault of one of the typed guests belongs to the field they are typed in. */
const atGuests = <F extends { path: string }>(fault: F): F =>
  fault.path.startsWith('others') ? { ...fault, path: 'others' } : fault;

/** Saves who comes and what they said, as far as it differs. */
function useSaveGuests(touches: string[][]) {
  const town = useTown();
  const set = useSave(assessment.setGuests, touches);
  const note = useSave(assessment.noteAnswer, touches);
  return async (id: string, before: readonly Guest[], value: GuestsValue): Promise<void> => {
    for (const { id: guest, answer: was } of before) {
      const answer = value.answers[guest] ?? was;
      if (answer !== was) await note.mutateAsync({ input: { town, id: guest, answer } });
    }
    const old = guestsValue(before);
    if (old.personIds.join() === value.personIds.join() && old.outside === value.outside) return;
    const { guests: others } = readOutsideGuests(value.outside);
    await set.mutateAsync({ input: { town, id, personIds: value.personIds, others } });
  };
}
