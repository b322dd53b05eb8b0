import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { functionWord, problemOf, RecordList, useHolds, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { organisation } from './clients.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { SignInRules } from './sign-in-rules.tsx';
import { AllTokens } from './tokens.tsx';

type Member = Awaited<ReturnType<typeof organisation.members>>['members'][number];

interface Account {
  id: string;
  name: string;
  login: string;
  held: Member[];
}

/** Who may sign in: one line per account with all functions it holds in this town. */
function accounts(members: Member[], q: string): Account[] {
  const words = q.toLocaleLowerCase();
  const ids = [...new Set(members.map(({ userId }) => userId))];
  return ids
    .map((id) => {
      const held = members.filter(({ userId }) => userId === id);
      return { id, name: held[0]?.name ?? '', login: held[0]?.login ?? '', held };
    })
    .filter(({ name, login }) => `${name} ${login}`.toLocaleLowerCase().includes(words));
}

export function AccessPage() {
  const town = useTown();
  const admin = useHolds(['administrator']);
  const [inviting, setInviting] = useState(false);
  return (
    <Page
      title={m.organisation_access()}
      lead={m.organisation_access_lead()}
      actions={
        admin && (
          <>
            <Button kind="primary" icon="plus" onClick={() => setInviting(true)}>
              {m.organisation_invite()}
            </Button>
            <ButtonLink icon="people" href={`${listPath(town, 'member')}/beratung`}>
              {m.organisation_leaving()}
            </ButtonLink>
            <ButtonLink icon="plug" href={`${listPath(town, 'member')}/verzeichnis`}>
              {m.organisation_directory()}
            </ButtonLink>
          </>
        )
      }
    >
      {admin ? (
        <>
          <Accounts />
          <Invitations />
          <AllTokens />
          <SignInRules />
        </>
      ) : (
        <Notice title={m.organisation_access_admin_only()} />
      )}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}

function Accounts() {
  return (
    <RecordList<Account>
      list="members"
      title={m.organisation_access()}
      columns={[
        { key: 'name', title: m.organisation_name(), cell: (row) => row.name, primary: true },
        { key: 'login', title: m.organisation_login(), cell: (row) => row.login },
        {
          key: 'functions',
          title: m.organisation_functions(),
          cell: (row) => <Held account={row} />,
          text: (row) => row.held.map(inWords).join('; '),
        },
      ]}
      load={async ({ town, q = '' }) => {
        const rows = accounts((await organisation.members({ town })).members, q);
        return { rows, next: null, total: rows.length, totalIsFloor: false };
      }}
      rowName={(row) => row.name}
      empty={{
        icon: 'people',
        title: m.organisation_access_empty(),
        why: m.organisation_access_empty_why(),
      }}
    />
  );
}

function inWords({ function: fn, onlyOffice, validUntil, fromDirectory }: Member): string {
  if (fromDirectory) return m.organisation_function_from_directory({ function: functionWord(fn) });
  const named = onlyOffice
    ? m.organisation_function_in({ function: functionWord(fn), office: onlyOffice })
    : functionWord(fn);
  return validUntil ? m.organisation_function_until({ function: named, date: date(validUntil) }) : named;
}

function Held({ account }: { account: Account }) {
  return (
    <div className="k-stack">
      {account.held.map((member) => (
        <HeldFunction key={member.id} account={account} member={member} />
      ))}
    </div>
  );
}

function HeldFunction({ account, member }: { account: Account; member: Member }) {
  const town = useTown();
  const remove = useSave(organisation.removeMember, [['members', town]]);
  const names = { name: account.name, function: functionWord(member.function) };
  const ask = async () => {
    const yes = await confirm({
      title: m.organisation_function_remove_title(names),
      text: (
        <p>
          {account.held.length === 1
            ? m.organisation_function_remove_last(names)
            : m.organisation_function_remove_text(names)}
        </p>
      ),
      action: m.organisation_function_remove(),
      danger: true,
    });
    if (!yes) return;
    try {
      await remove.mutateAsync({ input: { town, id: member.id } });
      toast(m.organisation_function_removed(names));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.organisation_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <div className="k-actions">
      <span>{inWords(member)}</span>
      <Button kind="quiet" small bare icon="trash" busy={remove.isPending} onClick={() => void ask()}>
        {m.organisation_function_remove_from(names)}
      </Button>
    </div>
  );
}
