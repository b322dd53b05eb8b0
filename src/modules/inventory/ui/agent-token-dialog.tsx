import { useState } from 'react';
import { RecordForm, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog, DialogFoot } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { inventory } from './item-words.ts';

type Made = Awaited<ReturnType<typeof inventory.createAgentToken>>;

/** Makes a key for agents and shows it once, as the agent's configuration wants it. */
export function AgentTokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title={m.inventory_agent_token_create()} wide>
      {made ? <Shown made={made} onClose={close} /> : <TokenForm onMade={setMade} onCancel={close} />}
    </Dialog>
  );
}

function TokenForm(props: { onMade: (made: Made) => void; onCancel: () => void }) {
  const town = useTown();
  const create = useSave(inventory.createAgentToken, [['agent-tokens', town]]);
  const [answer] = useState<{ made?: Made }>({});
  return (
    <RecordForm<{ name: string }>
      draftKey="agent-token:new"
      initial={{ name: '' }}
      submit={m.inventory_agent_token_create()}
      onCancel={props.onCancel}
      save={async ({ name }) => {
        answer.made = await create.mutateAsync({ input: { town, name } });
      }}
      onSaved={() => answer.made && props.onMade(answer.made)}
    >
      {(value, change) => (
        <TextField
          name="name"
          label={m.inventory_agent_token_name()}
          help={m.inventory_agent_token_help()}
          value={value.name}
          onChange={(name) => change({ name })}
        />
      )}
    </RecordForm>
  );
}

function Shown({ made, onClose }: { made: Made; onClose: () => void }) {
  const address = `${location.origin}${made.path}`;
  return (
    <Stack>
      <Notice tone="success" title={m.inventory_agent_token_ready()} live>
        <p>{m.inventory_agent_token_once()}</p>
      </Notice>
      <TextField
        name="address"
        label={m.inventory_agent_token_address()}
        help={m.inventory_agent_token_address_help()}
        readOnly
        value={address}
        onChange={() => undefined}
      />
      <DialogFoot>
        <Button kind="primary" onClick={onClose}>
          {m.inventory_agent_token_done()}
        </Button>
      </DialogFoot>
    </Stack>
  );
}
