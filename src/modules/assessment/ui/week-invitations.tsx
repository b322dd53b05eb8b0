import type { ReactNode } from 'react';
import { newKey, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { type AgendaLetter, type InvitationState, LETTER_STATES } from '../domain/invitations.ts';
import { saidBy } from './parts.tsx';
import { assessment, type Invitation } from './words.ts';

/** How the guests of a week stand; for who may invite. */
export function useInvitations(week: string, enabled: boolean) {
  const town = useTown();
  return useRecord(
    ['agenda-invitations', town, week],
    () => assessment.invitations({ town, id: week }),
    enabled,
  ).data;
}

const of = (rows: readonly Invitation[], states: readonly InvitationState[]): Invitation[] =>
  rows.filter(({ state }) => states.includes(state));
/** So many letters: one to each address. */
const addresses = (rows: readonly Invitation[]): number =>
  new Set(rows.map(({ email }) => email.toLowerCase())).size;

interface StripProps {
  rows: readonly Invitation[];
  onOpen: () => void;
}

/** Says on the page that somebody does not know the agenda as it stands. */
export function InvitationStrip({ rows, onOpen }: StripProps) {
  const fresh = addresses(of(rows, LETTER_STATES.invitation));
  const changed = addresses(of(rows, LETTER_STATES.change));
  if (fresh + changed === 0) return null;
  const [title, ...more] = [
    ...(changed > 0 ? [m.assessment_invitations_strip_changed({ count: changed })] : []),
    ...(fresh > 0 ? [m.assessment_invitations_strip_new({ count: fresh })] : []),
  ];
  return (
    <Notice tone={changed > 0 ? 'warning' : 'info'} icon="mail" title={title ?? ''}>
      {more.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div className="k-actions">
        {changed > 0 && (
          <Button small onClick={onOpen}>
            {m.assessment_changes_open()}
          </Button>
        )}
        {fresh > 0 && (
          <Button small onClick={onOpen}>
            {m.assessment_invitations_open()}
          </Button>
        )}
      </div>
    </Notice>
  );
}

interface DialogProps {
  week: string;
  open: boolean;
  onClose: () => void;
}

/** Who gets what, before anything is sent; the button that sends names the number. */
export function InvitationsDialog({ week, open, onClose }: DialogProps) {
  const data = useInvitations(week, open);
  const rows = data?.rows ?? [];
  const sendsMail = data?.sendsMail ?? true;
  return (
    <Dialog open={open} onClose={onClose} title={m.assessment_invitations()} wide>
      <Stack>
        <p>{m.assessment_invitations_lead()}</p>
        {!sendsMail && (
          <Notice tone="warning" title={m.assessment_invitations_need_mail()}>
            <p>{m.assessment_invitations_need_mail_text()}</p>
          </Notice>
        )}
        {data && rows.length === 0 && (
          <EmptyState
            icon="mail"
            title={m.assessment_invitations_nobody()}
            why={m.assessment_invitations_nobody_text()}
          />
        )}
        {of(rows, ['told']).length > 0 && of(rows, ['new', 'changed', 'gone']).length === 0 && (
          <Notice tone="success" title={m.assessment_invitations_all_told()} />
        )}
        <Group
          title={m.assessment_invitations_changed()}
          rows={of(rows, LETTER_STATES.change)}
          actions={<SendButton letter="change" week={week} rows={rows} sendsMail={sendsMail} />}
        />
        <Group
          title={m.assessment_invitations_new()}
          rows={of(rows, LETTER_STATES.invitation)}
          actions={<SendButton letter="invitation" week={week} rows={rows} sendsMail={sendsMail} />}
        />
        <Group
          title={m.assessment_invitations_no_address()}
          help={m.assessment_invitations_no_address_help()}
          rows={of(rows, ['no_address'])}
        />
        <Folded title={m.assessment_invitations_told()} rows={of(rows, ['told'])} />
        <Folded
          title={m.assessment_invitations_over()}
          help={m.assessment_invitations_over_help()}
          rows={of(rows, ['over'])}
        />
      </Stack>
    </Dialog>
  );
}

interface SendProps {
  letter: AgendaLetter;
  week: string;
  rows: readonly Invitation[];
  sendsMail: boolean;
}

function SendButton({ letter, week, rows, sendsMail }: SendProps) {
  const town = useTown();
  const send = useSave(assessment.sendInvitations, [
    ['agenda-invitations', town],
    ['agenda-guests', town],
  ]);
  const count = addresses(of(rows, LETTER_STATES[letter]));
  if (count === 0) return null;
  const press = () =>
    send.mutateAsync({ input: { town, id: week, letter }, key: newKey() }).then(
      ({ letters }) =>
        toast(
          letters > 0
            ? m.assessment_invitations_on_way({ count: letters })
            : m.assessment_invitations_none_on_way(),
        ),
      (error: unknown) => toast(saidBy(error), { tone: 'danger' }),
    );
  return (
    <Button
      kind="primary"
      icon="mail"
      busy={send.isPending}
      reason={sendsMail ? undefined : m.assessment_invitations_need_mail()}
      onClick={() => void press()}
    >
      {letter === 'invitation'
        ? m.assessment_invitations_send({ count })
        : m.assessment_changes_send({ count })}
    </Button>
  );
}

interface GroupProps {
  title: string;
  help?: string;
  rows: readonly Invitation[];
  actions?: ReactNode;
}

/** Guests of one standing, each with the entries it is about. */
function Group({ title, help, rows, actions }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} actions={actions}>
      {help && <p className="k-help">{help}</p>}
      <Guests title={title} rows={rows} />
    </Section>
  );
}

/** The same where there is nothing to do. */
function Folded({ title, help, rows }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <details className="k-details">
      <summary>
        {title} ({guestsOf(rows).length})
      </summary>
      {help && <p className="k-help">{help}</p>}
      <Guests title={title} rows={rows} />
    </details>
  );
}

const guestsOf = (rows: readonly Invitation[]) =>
  [...Map.groupBy(rows, ({ key, name }) => key || name)].map(([id, entries]) => ({ id, entries }));

const Guests = ({ title, rows }: GroupProps) => (
  <PlainTable
    label={title}
    columns={[
      { title: m.assessment_invitations_guest(), cell: ({ entries }) => <Who entry={entries[0]} /> },
      { title: m.assessment_invitations_entries(), cell: ({ entries }) => <Entries entries={entries} /> },
    ]}
    rows={guestsOf(rows)}
  />
);

const Who = ({ entry }: { entry: Invitation | undefined }) => (
  <>
    {entry?.name}
    {entry?.email && entry.email !== entry.name && <p className="k-help">{entry.email}</p>}
  </>
);

const Entries = ({ entries }: { entries: readonly Invitation[] }) => (
  <>
    {entries.map((entry) => (
      <p key={entry.entryId}>
        {entry.state === 'gone' ? m.assessment_invitations_gone({ entry: line(entry) }) : line(entry)}
        {entry.askedAt && entry.state === 'told' && (
          <span className="k-muted">, {m.assessment_invitations_asked({ date: date(entry.askedAt) })}</span>
        )}
      </p>
    ))}
  </>
);

const line = ({ day, starts, title, place }: Invitation): string =>
  [`${date(day, true)}, ${starts}`, title, place].filter(Boolean).join(', ');
