import { useState } from 'react';
import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { CopyButton } from '#ui-kit/copy-button';
import { Dialog, DialogFoot } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { date } from '#ui-kit/format';
import { Stack } from '#ui-kit/page';
import type { FindingArea } from '../domain/finding.ts';
import { AREAS, findings, options, type Round } from './words.ts';

/** A link that has just been made; it is seen once. */
export interface Invited {
  name: string;
  email: string;
  path: string;
  /** Moment at which it ends. */
  until: string;
}

const BLANK = { name: '', title: '', email: '', areas: [] as FindingArea[] };

interface DialogProps {
  round: Round;
  open: boolean;
  onClose: () => void;
  onInvited: (invited: Invited) => void;
}

/** Asks somebody for an answer. */
export const GuestDialog = (props: DialogProps) => (
  <Dialog open={props.open} onClose={props.onClose} title={m.findings_guest_add()}>
    <GuestForm {...props} />
  </Dialog>
);

function GuestForm({ round, onClose, onInvited }: DialogProps) {
  const town = useTown();
  const add = useSave(findings.rounds.addGuest, [['review-guests', town]]);
  const [answer] = useState<{ made?: Invited }>({});
  return (
    <RecordForm<typeof BLANK>
      draftKey={`review-guest:new ${round.id}`}
      initial={BLANK}
      submit={m.findings_guest_add()}
      onCancel={onClose}
      save={async (value, key) => {
        const { link } = await add.mutateAsync({ input: { town, id: round.id, ...value }, key });
        answer.made = { name: value.name, email: value.email, ...link };
      }}
      onSaved={() => answer.made && onInvited(answer.made)}
    >
      {(value, change) => (
        <>
          <TextField
            name="name"
            label={m.findings_guest_name()}
            value={value.name}
            onChange={(name) => change({ name })}
          />
          <TextField
            name="title"
            label={m.findings_guest_title()}
            help={m.findings_guest_title_help()}
            optional
            value={value.title}
            onChange={(title) => change({ title })}
          />
          <TextField
            name="email"
            type="email"
            label={m.findings_guest_email()}
            help={m.findings_guest_email_help()}
            optional
            value={value.email}
            onChange={(email) => change({ email })}
          />
          <CheckGroup
            name="areas"
            label={m.findings_guest_areas()}
            help={m.findings_guest_areas_help()}
            options={options(AREAS)}
            value={value.areas}
            onChange={(areas) => change({ areas: areas as FindingArea[] })}
          />
        </>
      )}
    </RecordForm>
  );
}

/** Shows a fresh link once, with the letter that carries it. */
export function LinkDialog({
  round,
  invited,
  onClose,
}: {
  round: Round;
  invited: Invited | undefined;
  onClose: () => void;
}) {
  const title = m.findings_guest_link({ name: invited?.name ?? '' });
  return (
    <Dialog open={invited !== undefined} onClose={onClose} title={title}>
      {invited && (
        <Stack>
          <p>{m.findings_guest_link_text()}</p>
          <TextField
            name="link"
            label={m.findings_guest_link_label()}
            help={m.findings_guest_link_until({ date: date(invited.until.slice(0, 10)) })}
            readOnly
            value={addressOf(invited)}
            onChange={() => undefined}
          />
          <DialogFoot>
            <CopyButton text={addressOf(invited)} />
            <a className="k-btn" href={letter(round, invited)}>
              {m.findings_guest_write()}
            </a>
            <Button kind="primary" onClick={onClose}>
              {m.findings_guest_done()}
            </Button>
          </DialogFoot>
        </Stack>
      )}
    </Dialog>
  );
}

const addressOf = ({ path }: Invited): string => location.origin + path;

/** The letter in the mail program of whoever invites. */
function letter(round: Round, invited: Invited): string {
  const subject = m.findings_guest_mail_subject();
  const body = m.findings_guest_mail_text({
    name: invited.name,
    date: date(round.dueOn),
    link: addressOf(invited),
  });
  return `mailto:${encodeURIComponent(invited.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
