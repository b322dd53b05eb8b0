import { problemOf, useSave } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { dateTime } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { deviceOf } from '../domain/device-words.ts';
import { organisation } from './clients.ts';

type Session = Awaited<ReturnType<typeof organisation.account>>['sessions'][number];

const ACCOUNT = [['account']];

/** Where somebody is signed in, and how to end it there. */
export function Sessions({ sessions }: { sessions: Session[] }) {
  const end = useSave((input: { id: string }) => organisation.endSession(input), ACCOUNT);
  const endOthers = useSave((_: object) => organisation.endOtherSessions({}), ACCOUNT);
  const told = (words: string) => ({
    onSuccess: () => toast(words),
    onError: (error: unknown) =>
      toast(problemOf(error)?.text ?? m.organisation_unreachable(), { tone: 'danger' as const }),
  });
  const others = sessions.filter((session) => !session.current).length;
  return (
    <Section
      title={m.organisation_sessions()}
      actions={
        others > 0 && (
          <Button
            busy={endOthers.isPending}
            onClick={() =>
              endOthers.mutate({ input: {} }, told(m.organisation_sessions_ended({ count: others })))
            }
          >
            {m.organisation_sessions_end()}
          </Button>
        )
      }
    >
      <PlainTable
        label={m.organisation_sessions()}
        columns={[
          { title: m.organisation_session_device(), cell: deviceWord },
          { title: m.organisation_session_since(), cell: (session) => dateTime(session.createdAt) },
          { title: m.organisation_session_seen(), cell: (session) => dateTime(session.seenAt) },
        ]}
        rows={sessions}
        action={(session) =>
          session.current ? (
            <Badge tone="info">{m.organisation_session_here()}</Badge>
          ) : (
            <Button
              small
              busy={end.isPending}
              onClick={() => end.mutate({ input: { id: session.id } }, told(m.organisation_session_ended()))}
            >
              {m.organisation_session_end()}
            </Button>
          )
        }
      />
    </Section>
  );
}

function deviceWord({ agent }: Session): string {
  const device = deviceOf(agent);
  return device ? m.organisation_session_on(device) : m.organisation_session_unknown();
}
