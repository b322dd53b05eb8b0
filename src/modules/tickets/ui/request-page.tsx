import { REQUESTERS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { TextArea } from '#ui-kit/fields';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { Timeline } from '#ui-kit/timeline';
import { toast } from '#ui-kit/toast';
import { statusBadge, tell, tickets } from './words.ts';
import './tickets.css';

type Own = Awaited<ReturnType<typeof tickets.requests.get>>;
const touches = (town: string, id: string) => [
  ['requests', town],
  ['request', town, id],
];

/** `/anliegen/<id>`: what was asked, what was answered, and a reply. */
export function RequestPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useRecord(['request', town, id], () => tickets.requests.get({ town, id }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.tickets_unreachable()} />;
  return data ? <Shown key={id} own={data} /> : <Skeleton lines={6} />;
}

function Shown({ own }: { own: Own }) {
  const town = useTown();
  const close = useSave(tickets.requests.close, touches(town, own.id));
  const settle = async () => {
    try {
      await close.mutateAsync({ input: { town, id: own.id } });
      toast(m.tickets_request_settled());
    } catch (error) {
      tell(error);
    }
  };
  return (
    <RecordPage
      number={own.name}
      title={own.title}
      status={statusBadge(own)}
      back={{ href: listPath(town, 'request'), label: m.tickets_requests() }}
      facts={[
        { label: m.tickets_desk(), value: own.deskName },
        { label: m.tickets_category(), value: own.categoryName ?? '–' },
        { label: m.tickets_room(), value: own.roomName ?? '–' },
        { label: m.tickets_came(), value: dateTime(own.createdAt) },
        ...(own.hours ? [{ label: m.tickets_hours(), value: own.hours }] : []),
      ]}
      actions={[
        {
          label: m.tickets_request_settle(),
          icon: 'check',
          busy: close.isPending,
          reason: own.maySolve ? undefined : m.tickets_request_settle_reason(),
          onPress: () => void settle(),
        },
      ]}
    >
      {own.description && (
        <Section title={m.tickets_request_text()}>
          <Prose text={own.description} />
        </Section>
      )}
      <Section title={m.tickets_answers()}>
        {own.messages.length === 0 ? (
          <p className="k-muted">{m.tickets_answers_none()}</p>
        ) : (
          <Timeline
            entries={own.messages.map(({ id, by, at, byRequester, body }) => ({
              id,
              who: by,
              at,
              what: byRequester ? m.tickets_said_by_you() : m.tickets_said_to_you(),
              body: (
                <p className="t-message" data-kind={byRequester ? 'reply' : 'answer'}>
                  {body}
                </p>
              ),
            }))}
          />
        )}
      </Section>
      {own.mayReply ? <Reply own={own} /> : <p className="k-muted">{m.tickets_request_closed()}</p>}
    </RecordPage>
  );
}

function Reply({ own }: { own: Own }) {
  const town = useTown();
  const { id } = own;
  const reply = useSave(tickets.requests.reply, touches(town, id));
  return (
    <Section title={m.tickets_reply()}>
      <RecordForm<{ body: string }>
        may={REQUESTERS}
        draftKey={`request-reply:${id}`}
        initial={{ body: '' }}
        submit={m.tickets_reply_send({ desk: own.deskName })}
        save={({ body }, key) => reply.mutateAsync({ input: { town, id, body }, key })}
        onSaved={() => toast(m.tickets_reply_sent())}
      >
        {(value, change) => (
          <TextArea
            name="body"
            label={m.tickets_reply_text()}
            rows={4}
            maxLength={20_000}
            value={value.body}
            onChange={(body) => change({ body })}
          />
        )}
      </RecordForm>
    </Section>
  );
}
