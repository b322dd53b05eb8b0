import { useRef, useState } from 'react';
import { useDialogWork, useEveryRow, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Form, FormRow } from '#ui-kit/form';
import { readOutsideGuests, writeOutsideGuests } from '../domain/outside-guests.ts';
import { PHASE_OF_DAY, type Phase } from '../domain/rating.ts';
import { type Guest, GuestFields, type GuestsValue } from './agenda-guests.tsx';
import { DialogRemoval } from './removal.tsx';
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
  const unread = readOutsideGuests(coming.outside).faults;
  const guestsFault = unread.map((line) => ({ path: 'others', text: m.assessment_outside_fault({ line }) }));
  const [checked, setChecked] = useState(false);
  // Made, though its guests were refused: the next try must not make it again.
  const made = useRef<AgendaEntry>(undefined);
  const form = useDialogWork(onClose);
  const save = async (key: string) => {
    const there = known ?? made.current;
    if (there) {
      await saveGuests(there.id, own, coming);
      made.current = await update.mutateAsync({
        input: { town, id: there.id, ...value },
        version: there.version,
      });
    } else {
      made.current = await create.mutateAsync({ input: { town, engagementId: week.id, ...value }, key });
      await saveGuests(made.current.id, own, coming);
    }
  };
  const submit = async () => {
    setChecked(true);
    if (unread.length === 0) await form.run(save, m.assessment_saved());
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
        faults={checked && unread.length > 0 ? guestsFault : form.faults.map(atGuests)}
        problem={form.problem}
      >
        <EntryFields value={value} change={change} />
        <GuestFields guests={own} value={coming} onChange={(part) => setComing({ ...coming, ...part })} />
        <TextArea
          name="note"
          label={m.assessment_note()}
          optional
          rows={2}
          value={value.note}
          onChange={(note) => change({ note })}
        />
        {known && (
          <DialogRemoval
            name={known.title}
            text={own.length > 0 ? m.assessment_entry_remove_text() : m.assessment_remove_text()}
            remove={() => remove.mutateAsync({ input: { town, id: known.id }, version: known.version })}
            onGone={onClose}
          />
        )}
      </Form>
    </Dialog>
  );
}

type Value = ReturnType<typeof blank>;

/** What an entry says of itself, beside who comes and the note. */
function EntryFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const town = useTown();
  const rooms = useEveryRow(['rooms', town], (page) => organisation.rooms.list({ town, ...page }));
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
      {(rooms.data?.length ?? 0) > 0 && (
        <Select
          name="roomId"
          label={m.assessment_entry_room()}
          optional
          none={m.assessment_entry_no_room()}
          options={(rooms.data ?? []).map(({ id, name, siteName }) => ({
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
