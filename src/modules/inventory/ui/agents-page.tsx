import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date, dateTime, number } from '#ui-kit/format';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { AGENT_KEEPERS } from '../domain/agent-keepers.ts';
import { AgentTokenDialog } from './agent-token-dialog.tsx';
import { ItemLink } from './item-ties.tsx';
import { inventory } from './item-words.ts';
import { SupportEnds } from './support-ends.tsx';

const told = (error: unknown) =>
  toast(problemOf(error)?.text ?? m.inventory_unreachable(), { tone: 'danger' });

/** Keys of the agents, what they reported last, what was refused, and the town's own word on the end of support. */
export function AgentsPage() {
  const town = useTown();
  const keeper = useHolds(AGENT_KEEPERS) ? undefined : m.inventory_only_agent_keepers();
  const editor = useHolds(EDITORS);
  return (
    <Page
      title={m.inventory_agents()}
      lead={m.inventory_agents_lead()}
      back={{ href: listPath(town, 'item'), label: m.inventory_title() }}
      actions={
        editor && (
          <>
            <ButtonLink icon="upload" href={`${listPath(town, 'import')}?art=agent`}>
              {m.inventory_import_inventories()}
            </ButtonLink>
            <ButtonLink icon="upload" href={`${listPath(town, 'import')}?art=nmap`}>
              {m.inventory_import_scans()}
            </ButtonLink>
          </>
        )
      }
    >
      <Refusals reason={keeper} />
      <Tokens reason={keeper} />
      <Agents />
      <SupportEnds />
    </Page>
  );
}

interface Guarded {
  /** Why nothing may be changed here. */
  reason: string | undefined;
}

function Tokens({ reason }: Guarded) {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const { data } = useRecord(['agent-tokens', town], () => inventory.agentTokens({ town }));
  return (
    <Section
      title={m.inventory_agent_tokens()}
      actions={
        <Button icon="plus" reason={reason} onClick={() => setOpen(true)}>
          {m.inventory_agent_token_create()}
        </Button>
      }
    >
      {!data && <Skeleton lines={2} />}
      {data?.tokens.length === 0 && <p>{m.inventory_agent_tokens_none()}</p>}
      {data && data.tokens.length > 0 && (
        <PlainTable
          label={m.inventory_agent_tokens()}
          columns={[
            { title: m.inventory_agent_token_name(), cell: (row) => row.name },
            { title: m.inventory_agent_token_made(), cell: (row) => date(row.createdAt.slice(0, 10)) },
            { title: m.inventory_agent_machines(), cell: (row) => number(row.machines), align: 'end' },
            { title: m.inventory_agent_last(), cell: (row) => (row.lastAt ? dateTime(row.lastAt) : '') },
            {
              title: m.inventory_agent_state(),
              cell: (row) =>
                row.revokedAt
                  ? m.inventory_agent_revoked({ when: dateTime(row.revokedAt) })
                  : m.inventory_agent_valid(),
            },
          ]}
          rows={data.tokens}
          action={(row) => !row.revokedAt && <Revoke id={row.id} name={row.name} reason={reason} />}
        />
      )}
      <AgentTokenDialog open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

function Revoke({ id, name, reason }: Guarded & { id: string; name: string }) {
  const town = useTown();
  const revoke = useSave(inventory.revokeAgentToken, [['agent-tokens', town]]);
  const ask = async () => {
    const yes = await confirm({
      title: m.inventory_agent_revoke_title({ name }),
      text: <p>{m.inventory_agent_revoke_text()}</p>,
      action: m.inventory_agent_revoke(),
      danger: true,
    });
    if (yes) await revoke.mutateAsync({ input: { town, id } }).catch(told);
  };
  return (
    <Button small kind="danger" reason={reason} busy={revoke.isPending} onClick={() => void ask()}>
      {m.inventory_agent_revoke()}
    </Button>
  );
}

function Agents() {
  const town = useTown();
  const { data } = useRecord(['agents', town], () => inventory.agents({ town }));
  return (
    <Section title={m.inventory_agent_reports_last()}>
      {!data && <Skeleton lines={3} />}
      {data?.agents.length === 0 && <p>{m.inventory_agents_none()}</p>}
      {data && data.agents.length > 0 && (
        <PlainTable
          label={m.inventory_agent_reports_last()}
          columns={[
            { title: m.inventory_agent_machine(), cell: (row) => <ItemLink item={row.item} /> },
            { title: m.inventory_agent_last(), cell: (row) => dateTime(row.lastAt) },
            { title: m.inventory_agent_count(), cell: (row) => number(row.reports), align: 'end' },
            { title: m.inventory_agent_program(), cell: (row) => row.program },
            { title: m.inventory_agent_device(), cell: (row) => row.device },
            { title: m.inventory_agent_token_name(), cell: (row) => row.token },
          ]}
          rows={data.agents}
        />
      )}
      {data && data.total > data.agents.length && (
        <p>{m.inventory_agents_more({ shown: number(data.agents.length), total: number(data.total) })}</p>
      )}
    </Section>
  );
}

function Refusals({ reason }: Guarded) {
  const town = useTown();
  const { data } = useRecord(['agent-refusals', town], () => inventory.agentRefusals({ town }));
  if (!data || data.refusals.length === 0) return null;
  return (
    <Section title={m.inventory_agent_refusals()}>
      <PlainTable
        label={m.inventory_agent_refusals()}
        columns={[
          { title: m.inventory_agent_device(), cell: (row) => row.device || m.inventory_agent_unknown() },
          { title: m.inventory_agent_why(), cell: (row) => row.text },
          { title: m.inventory_agent_machine(), cell: (row) => row.item && <ItemLink item={row.item} /> },
          { title: m.inventory_agent_from(), cell: (row) => row.address },
          { title: m.inventory_agent_last(), cell: (row) => dateTime(row.lastAt) },
          { title: m.inventory_agent_count(), cell: (row) => number(row.times), align: 'end' },
        ]}
        rows={data.refusals}
        action={(row) =>
          row.settledAt ? (
            <Badge tone="neutral">{m.inventory_agent_settled()}</Badge>
          ) : (
            <>
              {row.reason === 'uuid_conflict' && <Settle id={row.id} accept reason={reason} />}
              <Settle id={row.id} reason={reason} />
            </>
          )
        }
      />
    </Section>
  );
}

function Settle({ id, accept = false, reason }: Guarded & { id: string; accept?: boolean }) {
  const town = useTown();
  const settle = useSave(inventory.settleRefusal, [
    ['agent-refusals', town],
    ['machine', town],
  ]);
  return (
    <Button
      small
      reason={reason}
      busy={settle.isPending}
      onClick={() => void settle.mutateAsync({ input: { town, id, accept } }).catch(told)}
    >
      {accept ? m.inventory_agent_accept() : m.inventory_agent_settle()}
    </Button>
  );
}
