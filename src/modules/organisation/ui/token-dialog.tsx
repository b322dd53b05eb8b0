import { useState } from 'react';
import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { NumberField, TextField } from '#ui-kit/fields';
import { date } from '#ui-kit/format';
import { organisation } from './clients.ts';
import { ShownOnce } from './shown-once.tsx';

type Scope = 'read' | 'write' | 'admin';
interface Value {
  name: string;
  scope: string;
  days: number | null;
}
const BLANK: Value = { name: '', scope: 'read', days: 90 };

interface Made {
  token: string;
  expiresAt: string;
}

/** Makes an access token for programs of one's own and shows it, once. */
export function TokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title={m.organisation_token_create()} wide>
      {made ? (
        <ShownOnce
          label={m.organisation_token()}
          secret={made.token}
          title={m.organisation_token_made()}
          text={m.organisation_token_made_text({ date: date(made.expiresAt) })}
          onClose={close}
        />
      ) : (
        <TokenForm onMade={setMade} onCancel={close} />
      )}
    </Dialog>
  );
}

function TokenForm(props: { onMade: (made: Made) => void; onCancel: () => void }) {
  const town = useTown();
  const create = useSave(organisation.createToken, [['tokens', town]]);
  const [answer] = useState<{ made?: Made }>({});
  return (
    <RecordForm<Value>
      draftKey="token:new"
      initial={BLANK}
      submit={m.organisation_token_submit()}
      onCancel={props.onCancel}
      save={async ({ name, scope, days }) => {
        const input = { town, name, scope: scope as Scope, days: days as number };
        answer.made = await create.mutateAsync({ input });
      }}
      onSaved={() => answer.made && props.onMade(answer.made)}
    >
      {(value, change) => <TokenFields value={value} change={change} />}
    </RecordForm>
  );
}

function TokenFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <>
      <TextField
        name="name"
        label={m.organisation_token_name()}
        help={m.organisation_token_name_help()}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <RadioGroup
        name="scope"
        label={m.organisation_token_scope()}
        options={[
          {
            value: 'read',
            label: m.organisation_scope_read(),
            help: m.organisation_scope_read_help(),
          },
          {
            value: 'write',
            label: m.organisation_scope_write(),
            help: m.organisation_scope_write_help(),
          },
          {
            value: 'admin',
            label: m.organisation_scope_admin(),
            help: m.organisation_scope_admin_help(),
          },
        ]}
        value={value.scope}
        onChange={(scope) => change({ scope })}
      />
      <NumberField
        name="days"
        label={m.organisation_token_days()}
        unit={m.organisation_days()}
        min={1}
        max={366}
        value={value.days}
        onChange={(days) => change({ days })}
      />
    </>
  );
}
