import { useState } from 'react';
import { type Fn, FUNCTIONS } from '#kernel/functions';
import { functionWord, RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { CheckGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextField } from '#ui-kit/fields';
import { date } from '#ui-kit/format';
import { organisation, useOfficeOptions } from './clients.ts';
import { ShownOnce } from './shown-once.tsx';

interface Value {
  name: string;
  login: string;
  functions: string[];
  onlyOfficeId: string;
  validUntil: string;
}
const BLANK: Value = { name: '', login: '', functions: [], onlyOfficeId: '', validUntil: '' };

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** Invites somebody and shows the link to hand over, once. */
export function InviteDialog({ open, onClose }: DialogProps) {
  const [made, setMade] = useState<{ path: string; expiresAt: string }>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title={m.organisation_invite()} wide>
      {made ? (
        <ShownOnce
          label={m.organisation_invitation_link()}
          secret={location.origin + made.path}
          title={m.organisation_invited()}
          text={m.organisation_invited_text({ date: date(made.expiresAt) })}
          onClose={close}
        />
      ) : (
        <InviteForm onMade={setMade} onCancel={close} />
      )}
    </Dialog>
  );
}

function InviteForm(props: {
  onMade: (made: { path: string; expiresAt: string }) => void;
  onCancel: () => void;
}) {
  const town = useTown();
  const invite = useSave(organisation.invite, [['invitations', town]]);
  const [answer] = useState<{ made?: { path: string; expiresAt: string } }>({});
  return (
    <RecordForm<Value>
      draftKey="invitation:new"
      initial={BLANK}
      submit={m.organisation_invite_submit()}
      onCancel={props.onCancel}
      save={async ({ name, login, functions, onlyOfficeId, validUntil }) => {
        const input = {
          town,
          name,
          login,
          functions: functions as Fn[],
          onlyOfficeId: onlyOfficeId || null,
          validUntil: validUntil || null,
        };
        answer.made = await invite.mutateAsync({ input });
      }}
      onSaved={() => answer.made && props.onMade(answer.made)}
    >
      {(value, change) => <InviteFields value={value} change={change} />}
    </RecordForm>
  );
}

function InviteFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  const consultant = value.functions.includes('consultant');
  const offices = useOfficeOptions();
  return (
    <>
      <TextField
        name="name"
        label={m.organisation_name()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        name="login"
        label={m.organisation_login()}
        help={m.organisation_login_help()}
        autoComplete="off"
        value={value.login}
        onChange={(login) => change({ login })}
      />
      <CheckGroup
        name="functions"
        label={m.organisation_functions()}
        help={m.organisation_functions_help()}
        options={FUNCTIONS.map((fn) => ({ value: fn, label: functionWord(fn) }))}
        value={value.functions}
        onChange={(functions) => change({ functions })}
      />
      <Select
        name="onlyOfficeId"
        label={m.organisation_only_office()}
        help={m.organisation_only_office_help()}
        none={m.organisation_whole_town()}
        options={offices}
        value={value.onlyOfficeId}
        onChange={(onlyOfficeId) => change({ onlyOfficeId })}
      />
      <DateField
        name="validUntil"
        label={m.organisation_valid_until()}
        help={consultant ? m.organisation_valid_until_consultant() : m.organisation_valid_until_help()}
        optional={!consultant}
        value={value.validUntil}
        onChange={(validUntil) => change({ validUntil })}
      />
    </>
  );
}
