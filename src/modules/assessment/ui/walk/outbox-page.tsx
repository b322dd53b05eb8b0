import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { toast } from '#ui-kit/toast';
import { discard, retry } from './capture.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import { captured, meet, signOut } from './device.ts';
import { at, local, useDevice, useModel, View } from './parts.tsx';
import type { AnswerBody, Entry, ObservationBody, Walk } from './store.ts';

/** What this device holds that the server does not: what, since when, why, and the way to send it now. */
export function OutboxPage() {
  const { entries: all, link, sending, persisted, readAt, person } = useDevice();
  const entries = all ?? [];
  const known = useModel();
  const held = entries.filter(({ state }) => state !== 'waiting');
  const waiting = entries.filter(({ state }) => state === 'waiting');
  return (
    <View title={m.assessment_walk_outbox()} back={at()}>
      <p role="status" className="k-lead">
        {entries.length === 0
          ? m.assessment_walk_all_sent()
          : m.assessment_walk_unsent({ count: entries.length })}
        {link === 'away' && <> · {m.assessment_walk_away()}</>}
      </p>
      <div className="k-actions">
        <Button kind="primary" icon="upload" busy={sending} onClick={() => void meet()}>
          {m.assessment_walk_send_now()}
        </Button>
        <Button onClick={() => void leave()}>
          {m.assessment_walk_sign_out_as({ name: person?.name ?? '' })}
        </Button>
      </div>
      {known && held.map((entry) => <Held key={entry.seq} entry={entry} walk={known.walk} />)}
      {known && waiting.length > 0 && (
        <section aria-labelledby="w-waiting">
          <h2 id="w-waiting">{m.assessment_walk_waiting_list()}</h2>
          <ul className="w-cards">
            {waiting.map((entry) => (
              <li key={entry.seq} className="w-card">
                <span className="w-card-text">{entryWords(entry, known.walk, entries)}</span>
                <span className="w-card-foot k-muted">
                  {m.assessment_walk_captured_at({ at: dateTime(entry.at) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {readAt && <p className="k-muted">{m.assessment_walk_read_at({ at: dateTime(readAt) })}</p>}
      {persisted === false && <p className="k-muted">{m.assessment_walk_not_persisted()}</p>}
    </View>
  );
}

const askToLeave = (count: number) =>
  confirm({
    title: m.assessment_walk_unsent_leave_title({ count }),
    text: m.assessment_walk_unsent_leave(),
    action: m.assessment_walk_leave(),
  });
const leave = async () => {
  const left = await signOut(askToLeave);
  if (left === 'away') toast(m.assessment_walk_sign_out_away(), { tone: 'danger' });
  else if (left) location.assign('/anmelden');
};

/** An entry in a line: where and what. */
export function entryWords(entry: Entry, walk: Walk, all: readonly Entry[]): string {
  const room = (id: string | null) => walk.rooms.find((one) => one.id === id)?.name ?? m.assessment_no_room();
  if (entry.kind === 'answer') {
    const { roomId, point } = entry.body as AnswerBody;
    return `${room(roomId)}: ${pointWords(walk, point)}`;
  }
  if (entry.kind === 'observation') {
    const { roomId, statement } = entry.body as ObservationBody;
    return `${room(roomId)}: ${statement}`;
  }
  const of =
    (all.find((one) => one.kind === 'observation' && one.id === entry.needs)?.body as
      | ObservationBody
      | undefined) ?? walk.observations.find(({ id }) => id === entry.needs);
  return m.assessment_walk_photo_of({ statement: of?.statement ?? '' });
}

export function pointWords(walk: Walk, key: string): string {
  const [listKey, code] = key.split('.');
  const point = walk.checklists.find((list) => list.key === listKey)?.points.find((one) => one.code === code);
  return point ? local(point.title) : key;
}

/** What needs a decision: somebody else was faster, or the server refused it. */
function Held({ entry, walk }: { entry: Entry; walk: Walk }) {
  const { entries } = useDevice();
  const words = entryWords(entry, walk, entries ?? []);
  if (entry.state !== 'refused') return <ConflictChoice entry={entry} walk={walk} words={words} />;
  const drop = async () => {
    const yes = await confirm({
      title: m.assessment_walk_discard_title(),
      text: <p>{words}</p>,
      action: m.assessment_walk_discard(),
      danger: true,
    });
    if (yes) await discard(entry);
  };
  return (
    <Notice tone="danger" title={m.assessment_walk_refused({ what: words })}>
      <p>{entry.problem}</p>
      <div className="k-actions">
        {entry.kind === 'observation' && (
          <a className="k-btn" href={at('beobachtung', entry.id)}>
            {m.assessment_walk_change()}
          </a>
        )}
        <Button onClick={() => void retry(entry).then(captured)}>{m.assessment_walk_retry()}</Button>
        <Button kind="danger" onClick={() => void drop()}>
          {m.assessment_walk_discard()}
        </Button>
      </div>
    </Notice>
  );
}
