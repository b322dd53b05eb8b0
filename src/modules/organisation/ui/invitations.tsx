import { functionWord, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { organisation } from './clients.ts';

type Invitation = Awaited<ReturnType<typeof organisation.invitations>>['invitations'][number];

/** Invitations nobody has taken yet. */
export function Invitations() {
  const town = useTown();
  const { data, error } = useRecord(['invitations', town], () => organisation.invitations({ town }));
  return (
    <Section title={m.organisation_invitations()}>
      {error ? (
        <Notice tone="danger" title={problemOf(error)?.text ?? m.organisation_unreachable()} />
      ) : !data ? (
        <Skeleton lines={2} />
      ) : data.invitations.length === 0 ? (
        <p>{m.organisation_invitations_none()}</p>
      ) : (
        <PlainTable
          label={m.organisation_invitations()}
          columns={[
            { title: m.organisation_name(), cell: ({ name, login }) => `${name} (${login})` },
            {
              title: m.organisation_functions(),
              cell: ({ functions }) => functions.map(functionWord).join(', '),
            },
            {
              title: m.organisation_only_office(),
              cell: ({ onlyOffice }) => onlyOffice ?? m.organisation_whole_town(),
            },
            { title: m.organisation_invitation_created(), cell: ({ createdAt }) => date(createdAt) },
            { title: m.organisation_invitation_until(), cell: ({ expiresAt }) => date(expiresAt) },
          ]}
          rows={data.invitations}
          action={(invitation) => <Withdraw invitation={invitation} />}
        />
      )}
    </Section>
  );
}

function Withdraw({ invitation: { id, name } }: { invitation: Invitation }) {
  const town = useTown();
  const withdraw = useSave(
    (input: { id: string }) => organisation.withdrawInvitation({ town, ...input }),
    [['invitations', town]],
  );
  const ask = async () => {
    const yes = await confirm({
      title: m.organisation_invitation_withdraw_title({ name }),
      text: <p>{m.organisation_invitation_withdraw_text()}</p>,
      action: m.organisation_invitation_withdraw(),
      danger: true,
    });
    if (!yes) return;
    try {
      await withdraw.mutateAsync({ input: { id } });
      toast(m.organisation_invitation_withdrawn({ name }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.organisation_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button small busy={withdraw.isPending} onClick={() => void ask()}>
      {m.organisation_invitation_withdraw()}
    </Button>
  );
}
