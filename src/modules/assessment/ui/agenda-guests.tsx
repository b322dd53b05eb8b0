import { useState } from 'react';
import { useEveryRow, useTown } from '#platform/client';
import { m } from '#texts';
import { CheckGroup } from '#ui-kit/choices';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Stack } from '#ui-kit/page';
import { readOutsideGuests } from '../domain/outside-guests.ts';
import { type assessment, options, organisation } from './words.ts';

export type Guest = Awaited<ReturnType<typeof assessment.guests>>['guests'][number];
export type Answer = Guest['answer'];

export const ANSWER_WORDS: Record<Answer, () => string> = {
  open: m.assessment_answer_open,
  accepted: m.assessment_answer_accepted,
  declined: m.assessment_answer_declined,
};

export interface GuestsValue {
  personIds: string[];
  /** Guests without a record as they are typed, one a line. */
  outside: string;
  /** By guest. */
  answers: Record<string, Answer>;
}

interface GuestFieldsProps {
  guests: readonly Guest[];
  value: GuestsValue;
  onChange: (part: Partial<GuestsValue>) => void;
}

/** More people than one looks through without a search. */
const MANY = 15;

/** Who comes to an entry, and what they said. */
export function GuestFields({ guests, value, onChange }: GuestFieldsProps) {
  const town = useTown();
  const people = useEveryRow(['people', town], (page) => organisation.people.list({ town, ...page }));
  const rows = people.data ?? [];
  const [sought, setSought] = useState('');
  const shown = rows.filter(
    ({ id, name }) =>
      value.personIds.includes(id) || name.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  const count = value.personIds.length + readOutsideGuests(value.outside).guests.length;
  return (
    <>
      <details className="k-details">
        <summary>{m.assessment_guests({ count })}</summary>
        <Stack>
          {rows.length > MANY && (
            <TextField
              name="sought"
              type="search"
              label={m.assessment_guests_find()}
              help={m.assessment_guests_find_help()}
              optional
              value={sought}
              onChange={setSought}
            />
          )}
          {rows.length > 0 && (
            <CheckGroup
              name="personIds"
              label={m.assessment_guests_label()}
              options={shown.map(({ id, name }) => ({ value: id, label: name }))}
              value={value.personIds}
              onChange={(personIds) => onChange({ personIds })}
            />
          )}
          <TextArea
            name="others"
            label={m.assessment_outside()}
            help={m.assessment_outside_help()}
            optional
            rows={3}
            value={value.outside}
            onChange={(outside) => onChange({ outside })}
          />
        </Stack>
      </details>
      {guests.length > 0 && (
        <details className="k-details">
          <summary>{m.assessment_guest_answers()}</summary>
          <Stack>
            <p className="k-help">{m.assessment_answers_help()}</p>
            {guests.map(({ id, name }) => (
              <Select
                key={id}
                name={`answer-${id}`}
                label={m.assessment_answer({ name })}
                options={options(ANSWER_WORDS)}
                value={value.answers[id] ?? 'open'}
                onChange={(answer) => onChange({ answers: { ...value.answers, [id]: answer as Answer } })}
              />
            ))}
          </Stack>
        </details>
      )}
    </>
  );
}
