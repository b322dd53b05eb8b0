import { useState } from 'react';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date, dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { organisation } from './clients.ts';
import { TokenDialog } from './token-dialog.tsx';

type Token = Awaited<ReturnType<typeof organisation.tokens>>['tokens'][number];

const SCOPES = {
  read: m.organisation_scope_read,
  write: m.organisation_scope_write,
  admin: m.organisation_scope_admin,
};

/** The tokens of whoever is signed in, with the button that makes one. */
export function OwnTokens() {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={m.organisation_tokens()}
      actions={
        <Button icon="plug" onClick={() => setOpen(true)}>
          {m.organisation_token_create()}
        </Button>
      }
    >
      <p>{m.organisation_tokens_own_text()}</p>
      <Tokens of={(token) => token.own} />
      <TokenDialog open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

/** Everybody's tokens, for who administers the town. */
export function AllTokens() {
  return (
    <Section title={m.organisation_tokens()}>
      <Tokens of={() => true} owner />
    </Section>
  );
}

function Tokens({ of, owner = false }: { of: (token: Token) => boolean; owner?: true | false }) {
  const town = useTown();
  const { data, error } = useRecord(['tokens', town], () => organisation.tokens({ town }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.organisation_unreachable()} />;
  if (!data) return <Skeleton lines={2} />;
  const tokens = data.tokens.filter(of);
  if (tokens.length === 0) return <p>{m.organisation_tokens_none()}</p>;
  const owners: PlainColumn<Token>[] = owner
    ? [{ title: m.organisation_token_owner(), cell: (token) => token.owner }]
    : [];
  return (
    <PlainTable
      label={m.organisation_tokens()}
      columns={[
        { title: m.organisation_token_name(), cell: (token) => token.name },
        ...owners,
        { title: m.organisation_token_scope(), cell: (token) => SCOPES[token.scope]() },
        {
          title: m.organisation_token_seen(),
          cell: (token) => (token.seenAt ? dateTime(token.seenAt) : m.organisation_token_never()),
        },
        { title: m.organisation_token_until(), cell: (token) => date(token.expiresAt) },
      ]}
      rows={tokens}
      action={(token) => <Revoke token={token} />}
    />
  );
}

function Revoke({ token }: { token: Token }) {
  const town = useTown();
  const revoke = useSave(
    (input: { id: string }) => organisation.revokeToken({ town, ...input }),
    [['tokens', town]],
  );
  const ask = async () => {
    const yes = await confirm({
      title: m.organisation_token_revoke_title({ name: token.name }),
      text: <p>{m.organisation_token_revoke_text()}</p>,
      action: m.organisation_token_revoke(),
      danger: true,
    });
    if (!yes) return;
    try {
      await revoke.mutateAsync({ input: { id: token.id } });
      toast(m.organisation_token_revoked({ name: token.name }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.organisation_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button small busy={revoke.isPending} onClick={() => void ask()}>
      {m.organisation_token_revoke()}
    </Button>
  );
}
