import { useState } from 'react';
import { newKey, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { GuestDialog, type Invited, LinkDialog } from './review-guest-dialog.tsx';
import { AREAS, findings, type Round, toldAsToast } from './words.ts';

interface GuestsProps {
  round: Round;
  /** Why nothing may be changed here. */
  reason: string | undefined;
}
type Guest = Awaited<ReturnType<typeof findings.rounds.guests>>['guests'][number];

/** Who is asked, how far each is, and who has put a name under the round. */
export function ReviewGuests({ round, reason }: GuestsProps) {
  const town = useTown();
  const [adding, setAdding] = useState(false);
  const [invited, setInvited] = useState<Invited>();
  const { data } = useRecord(['review-guests', town, round.id], () =>
    findings.rounds.guests({ town, id: round.id }),
  );
  const all = data?.findings ?? 0;
  return (
    <Section
      title={m.findings_guests()}
      actions={
        !round.closedAt && (
          <>
            {data?.sendsMail && <WriteToAll round={round} guests={data.guests} reason={reason} />}
            <Button kind="primary" icon="plus" reason={reason} onClick={() => setAdding(true)}>
              {m.findings_guest_add()}
            </Button>
          </>
        )
      }
    >
      {!data && <Skeleton lines={3} />}
      {data && all === 0 && <Notice tone="info" title={m.findings_round_drafts_hint()} />}
      {data?.guests.length === 0 && <p>{m.findings_guests_none()}</p>}
      {data && data.guests.length > 0 && (
        <PlainTable
          label={m.findings_guests()}
          columns={[
            { title: m.findings_guest_name(), cell: (row) => <Named guest={row} /> },
            { title: m.findings_guest_progress(), cell: (row) => <Answered guest={row} /> },
            { title: m.findings_guest_signed(), cell: (row) => <Signed guest={row} /> },
          ]}
          rows={data.guests}
          {...(round.closedAt
            ? {}
            : {
                action: (row: Guest) => (
                  <GuestButtons
                    round={round}
                    guest={row}
                    reason={reason}
                    sendsMail={data.sendsMail}
                    onLink={setInvited}
                  />
                ),
              })}
        />
      )}
      <GuestDialog
        round={round}
        open={adding}
        onClose={() => setAdding(false)}
        onInvited={(made) => {
          setAdding(false);
          setInvited(made);
        }}
      />
      <LinkDialog round={round} invited={invited} onClose={() => setInvited(undefined)} />
    </Section>
  );
}

const Named = ({ guest }: { guest: Guest }) => (
  <>
    {guest.name}
    {(guest.title || guest.email) && (
      <p className="k-help">{[guest.title, guest.email].filter(Boolean).join(' · ')}</p>
    )}
    {guest.areas.length > 0 && (
      <p className="k-help">
        {m.findings_guest_about({ areas: guest.areas.map((area) => AREAS[area]()).join(', ') })}
      </p>
    )}
    {guest.invitedAt && <p className="k-help">{written(guest)}</p>}
  </>
);

/** When somebody was invited and reminded. */
const written = ({ invitedAt, remindedAt }: Guest): string =>
  [
    invitedAt && m.findings_guest_invited({ date: date(invitedAt.slice(0, 10)) }),
    remindedAt && m.findings_guest_reminded({ date: date(remindedAt.slice(0, 10)) }),
  ]
    .filter(Boolean)
    .join(', ');

const Answered = ({ guest }: { guest: Guest }) => (
  <>
    {m.findings_guest_answered({ answered: guest.answered, all: guest.asked })}
    {guest.changed > 0 && <p className="k-help">{m.findings_guest_changed({ count: guest.changed })}</p>}
  </>
);

const Signed = ({ guest }: { guest: Guest }) => (
  <>
    {guest.signedAt
      ? m.findings_guest_signed_on({ date: date(guest.signedAt.slice(0, 10)) })
      : m.findings_guest_not_signed()}
    {guest.remark && <p className="k-help">{guest.remark}</p>}
  </>
);

/** Asks for letters and says how many are on their way. */
function useLetters(round: Round) {
  const town = useTown();
  const write = useSave(findings.rounds.write, [['review-guests', town]]);
  const send = (letter: 'invitation' | 'reminder', guestId?: string) =>
    write
      .mutateAsync({
        input: { town, id: round.id, letter, ...(guestId ? { guestId } : {}) },
        key: newKey(),
      })
      .then(({ letters }) => toast(m.findings_letters_on_way({ count: letters })), toldAsToast);
  return { busy: write.isPending, send };
}

function WriteToAll({ round, guests, reason }: GuestsProps & { guests: readonly Guest[] }) {
  const { busy, send } = useLetters(round);
  const fresh = guests.some(({ email, invitedAt }) => email && !invitedAt);
  const late = guests.some(({ email, invitedAt, signedAt }) => email && invitedAt && !signedAt);
  return (
    <>
      {late && (
        <Button icon="bell" reason={reason} busy={busy} onClick={() => void send('reminder')}>
          {m.findings_guests_remind()}
        </Button>
      )}
      {fresh && (
        <Button icon="mail" reason={reason} busy={busy} onClick={() => void send('invitation')}>
          {m.findings_guests_invite()}
        </Button>
      )}
    </>
  );
}

interface ButtonsProps extends GuestsProps {
  guest: Guest;
  sendsMail: boolean;
  onLink: (invited: Invited) => void;
}

function GuestButtons({ round, guest, reason, sendsMail, onLink }: ButtonsProps) {
  const town = useTown();
  const letters = useLetters(round);
  const lists = [['review-guests', town]];
  const link = useSave(findings.rounds.newLink, lists);
  const remove = useSave(findings.rounds.removeGuest, lists);
  const at = { town, id: round.id, guestId: guest.id };
  const again = () =>
    link
      .mutateAsync({ input: at, key: newKey() })
      .then((made) => onLink({ name: guest.name, email: guest.email, ...made }))
      .catch(toldAsToast);
  const takeOut = async () => {
    const yes = await confirm({
      title: m.findings_guest_remove_title({ name: guest.name }),
      text: <p>{m.findings_guest_remove_text()}</p>,
      action: m.findings_guest_take_out(),
      danger: true,
    });
    if (!yes) return;
    await remove
      .mutateAsync({ input: at })
      .then(() => toast(m.findings_guest_removed({ name: guest.name })))
      .catch(toldAsToast);
  };
  return (
    <div className="k-actions">
      {sendsMail && guest.email && (
        <Button
          small
          icon="mail"
          bare
          reason={reason}
          busy={letters.busy}
          onClick={() => void letters.send('invitation', guest.id)}
        >
          {m.findings_guest_invite({ name: guest.name })}
        </Button>
      )}
      <Button small icon="link" bare reason={reason} busy={link.isPending} onClick={() => void again()}>
        {m.findings_guest_new_link({ name: guest.name })}
      </Button>
      <Button small icon="trash" bare reason={reason} busy={remove.isPending} onClick={() => void takeOut()}>
        {m.findings_guest_remove({ name: guest.name })}
      </Button>
    </div>
  );
}
