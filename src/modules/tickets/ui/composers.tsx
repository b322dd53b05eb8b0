import { AGENTS } from '#kernel/functions';
import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Select, TextArea } from '#ui-kit/fields';
import { Icon } from '#ui-kit/icons';
import { toast } from '#ui-kit/toast';
import { DEFAULT_STATUSES, movesOf } from '../domain/status.ts';
import { statusWord, type Ticket, tickets, touched } from './words.ts';
import './tickets.css';

/** Statuses that an answer often ends in. */
const AFTER = ['asked', 'solved'];

/** What is sent to whoever asked. It looks unlike the note in colour and shape, and its button names who reads it. */
export function AnswerComposer({ ticket }: { ticket: Ticket }) {
  const town = useTown();
  const { id, requesterName, status } = ticket;
  const send = useSave(tickets.answer, touched(town, id));
  const reads = ticket.requesterUserId !== null;
  const after = movesOf(DEFAULT_STATUSES, status, 'agent').filter(({ key }) => AFTER.includes(key));
  return (
    <section
      className="t-composer"
      data-kind="answer"
      id="antwort"
      aria-label={m.tickets_answer_to({ name: requesterName })}
    >
      <h2>
        <Icon name="mail" /> {m.tickets_answer_to({ name: requesterName })}
      </h2>
      <p className="k-help">{reads ? m.tickets_answer_help() : m.tickets_answer_no_account()}</p>
      <RecordForm<{ body: string; to: string }>
        may={AGENTS}
        draftKey={`ticket-answer:${id}`}
        initial={{ body: '', to: '' }}
        submit={m.tickets_answer_send({ name: requesterName })}
        save={({ body, to }, key) =>
          send.mutateAsync({ input: { town, id, body, ...(to ? { to } : {}) }, key })
        }
        onSaved={() => toast(m.tickets_answer_sent({ name: requesterName }))}
      >
        {(value, change) => (
          <>
            <TextArea
              name="body"
              label={m.tickets_answer()}
              rows={4}
              maxLength={20_000}
              value={value.body}
              onChange={(body) => change({ body })}
            />
            <Select
              name="to"
              label={m.tickets_answer_after()}
              optional
              none={m.tickets_answer_stays()}
              options={after.map(({ key }) => ({ value: key, label: statusWord(key) }))}
              value={value.to}
              onChange={(to) => change({ to })}
            />
          </>
        )}
      </RecordForm>
    </section>
  );
}

/** What stays within the desk. */
export function NoteComposer({ ticket }: { ticket: Ticket }) {
  const town = useTown();
  const { id } = ticket;
  const keep = useSave(tickets.note, touched(town, id));
  return (
    <section className="t-composer" data-kind="note" id="notiz" aria-label={m.tickets_note()}>
      <h2>
        <Icon name="lock" /> {m.tickets_note()}
      </h2>
      <p className="k-help">{m.tickets_note_help()}</p>
      <RecordForm<{ body: string }>
        may={AGENTS}
        draftKey={`ticket-note:${id}`}
        initial={{ body: '' }}
        submit={m.tickets_note_keep()}
        save={({ body }, key) => keep.mutateAsync({ input: { town, id, body }, key })}
        onSaved={() => toast(m.tickets_note_kept())}
      >
        {(value, change) => (
          <TextArea
            name="body"
            label={m.tickets_note_text()}
            rows={3}
            maxLength={20_000}
            value={value.body}
            onChange={(body) => change({ body })}
          />
        )}
      </RecordForm>
    </section>
  );
}

/** Puts the cursor where one writes. */
export const writeIn = (part: 'antwort' | 'notiz') =>
  document.querySelector<HTMLTextAreaElement>(`#${part} textarea`)?.focus();
