import { useState } from 'react';
import { useRecord, useSave, useTown } from '#platform/client';
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
import { findings, type Round, toldAsToast } from './words.ts';

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
          <Button kind="primary" icon="plus" reason={reason} onClick={() => setAdding(true)}>
            {m.findings_guest_add()}
          </Button>
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
            { title: m.findings_guest_progress(), cell: (row) => <Answered guest={row} all={all} /> },
            { title: m.findings_guest_signed(), cell: (row) => <Signed guest={row} /> },
          ]}
          rows={data.guests}
          {...(round.closedAt
            ? {}
            : {
                action: (row: Guest) => (
                  <GuestButtons round={round} guest={row} reason={reason} onLink={setInvited} />
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
  </>
);

const Answered = ({ guest, all }: { guest: Guest; all: number }) => (
  <>
    {m.findings_guest_answered({ answered: guest.answered, all })}
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

interface ButtonsProps extends GuestsProps {
  guest: Guest;
  onLink: (invited: Invited) => void;
}

function GuestButtons({ round, guest, reason, onLink }: ButtonsProps) {
  const town = useTown();
  const lists = [['review-guests', town]];
  const link = useSave(findings.rounds.newLink, lists);
  const remove = useSave(findings.rounds.removeGuest, lists);
  const at = { town, id: round.id, guestId: guest.id };
  const again = () =>
    link
      .mutateAsync({ input: at, key: crypto.randomUUID() })
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
      <Button small icon="link" bare reason={reason} busy={link.isPending} onClick={() => void again()}>
        {m.findings_guest_new_link({ name: guest.name })}
      </Button>
      <Button small icon="trash" bare reason={reason} busy={remove.isPending} onClick={() => void takeOut()}>
        {m.findings_guest_remove({ name: guest.name })}
      </Button>
    </div>
  );
}
