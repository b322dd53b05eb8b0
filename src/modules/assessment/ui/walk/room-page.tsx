import { useState } from 'react';
import { m } from '#texts';
import { EmptyState } from '#ui-kit/empty-state';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { CheckPoint } from './check-point.tsx';
import { type List, type LocalObservation, listsOf, type Model, type Room, roomProgress } from './model.ts';
import { ObservationCard } from './observation-card.tsx';
import { at, local, useModel, View } from './parts.tsx';
import type { Walk } from './store.ts';

/** One room: its checklists and what was seen there. */
export function RoomPage({ id }: { id: string }) {
  const known = useModel();
  const [added, setAdded] = useState<string[]>([]);
  const room = known?.walk.rooms.find((one) => one.id === id);
  if (!known || !room)
    return (
      <View title={m.assessment_walk()} back={at()}>
        <EmptyState icon="office" title={m.assessment_walk_room_gone()} why="" />
      </View>
    );
  const { walk, model } = known;
  const site = walk.sites.find((one) => one.id === room.siteId);
  const { done, total, defects } = roomProgress(walk, model, room, added);
  return (
    <View title={room.name} back={at()}>
      <p className="k-lead">
        {[site?.name, room.kind, m.assessment_walk_progress({ done, total })].filter(Boolean).join(' · ')}
        {defects > 0 && <> · {m.assessment_walk_defects({ count: defects })}</>}
      </p>
      {room.note && <p className="k-muted">{room.note}</p>}
      {!walk.engagementId && <Notice tone="warning" title={m.assessment_no_week()} />}
      {!walk.mayCapture && <Notice title={m.assessment_only_editors()} />}
      <Seen room={room} observations={model.observations} mayCapture={walk.mayCapture} />
      <Lists walk={walk} model={model} room={room} added={added} onAdd={(key) => setAdded([...added, key])} />
    </View>
  );
}

function Seen(props: { room: Room; observations: readonly LocalObservation[]; mayCapture: boolean }) {
  const { room, observations, mayCapture } = props;
  const own = observations.filter(({ body }) => body.roomId === room.id);
  return (
    <section aria-labelledby="w-seen">
      <h2 id="w-seen">{m.assessment_observations()}</h2>
      {mayCapture && (
        <a className="k-btn w-wide" data-kind="primary" href={at('neu', room.id)}>
          <Icon name="plus" />
          {m.assessment_observation_create()}
        </a>
      )}
      {own.length === 0 ? (
        <p className="k-muted">{m.assessment_walk_nothing_seen()}</p>
      ) : (
        <ul className="w-cards">
          {own.map((one) => (
            <li key={one.id}>
              <ObservationCard observation={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ListsProps {
  walk: Walk;
  model: Model;
  room: Room;
  added: string[];
  onAdd: (key: string) => void;
}

function Lists({ walk, model, room, added, onAdd }: ListsProps) {
  const lists = listsOf(walk, model, room, added);
  const rest = walk.checklists.filter((list) => !lists.includes(list));
  return (
    <>
      {lists.map((list) => (
        <Points key={list.key} list={list} walk={walk} model={model} room={room} />
      ))}
      {walk.mayCapture && rest.length > 0 && (
        <section className="w-more" aria-label={m.assessment_walk_more_lists()}>
          <h2>{m.assessment_walk_more_lists()}</h2>
          <div className="k-actions">
            {rest.map((list) => (
              <button key={list.key} type="button" className="k-btn" onClick={() => onAdd(list.key)}>
                <Icon name="plus" />
                {local(list.title)}
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function Points({ list, walk, model, room }: { list: List; walk: Walk; model: Model; room: Room }) {
  return (
    <section aria-labelledby={`list-${list.key}`}>
      <h2 id={`list-${list.key}`}>{m.assessment_walk_list({ title: local(list.title) })}</h2>
      <ol className="w-points">
        {list.points.map((point) => (
          <li key={point.code}>
            <CheckPoint
              walk={walk}
              room={room}
              point={point}
              code={`${list.key}.${point.code}`}
              known={model.answers.get(`${walk.engagementId} ${room.id} ${list.key}.${point.code}`)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
