import { useState } from 'react';
import { m } from '#texts';
import { EmptyState } from '#ui-kit/empty-state';
import { Select } from '#ui-kit/fields';
import { Icon } from '#ui-kit/icons';
import { chooseWeek } from './device.ts';
import { type Model, type Room, roomProgress } from './model.ts';
import { at, useDevice, useModel, View } from './parts.tsx';
import type { Walk } from './store.ts';

/** All rooms by site, each with how far it is; `alone` when nothing is open beside it. */
export function RoomList({ current, alone }: { current: string; alone: boolean }) {
  const known = useModel();
  const [wanted, setWanted] = useState('');
  if (!known) return null;
  const { walk, model } = known;
  const fits = (text: string) => text.toLowerCase().includes(wanted.trim().toLowerCase());
  const sites = walk.sites
    .map((site) => ({
      site,
      rooms: walk.rooms.filter(
        (room) => room.siteId === site.id && (fits(room.name) || fits(site.name) || fits(room.kind)),
      ),
    }))
    .filter(({ rooms }) => rooms.length > 0);
  const list = (
    <>
      <Weeks walk={walk} />
      <a className="k-btn w-wide" data-kind="primary" href={at('neu', '-')}>
        <Icon name="plus" />
        {m.assessment_observation_create()}
      </a>
      <Begun rooms={walk.rooms} />
      <label className="w-find">
        <span className="k-label">{m.assessment_walk_find_room()}</span>
        <input
          type="search"
          className="k-input"
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
      {sites.length === 0 && (
        <EmptyState
          icon="office"
          title={m.assessment_walk_no_rooms()}
          why={m.assessment_walk_no_rooms_why()}
        />
      )}
      {sites.map(({ site, rooms }) => (
        <section key={site.id} className="w-site" aria-labelledby={`site-${site.id}`}>
          <h2 id={`site-${site.id}`}>{site.name}</h2>
          <ul>
            {rooms.map((room) => (
              <li key={room.id}>
                <RoomLink walk={walk} model={model} room={room} current={room.id === current} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
  if (alone)
    return (
      <div className="w-rooms">
        <View title={m.assessment_walk()}>{list}</View>
      </div>
    );
  return (
    <nav className="w-rooms" aria-label={m.assessment_walk_rooms()}>
      {list}
    </nav>
  );
}

function RoomLink(props: { walk: Walk; model: Model; room: Room; current: boolean }) {
  const { walk, model, room, current } = props;
  const { done, total, defects } = roomProgress(walk, model, room);
  const seen = model.observations.filter(({ body }) => body.roomId === room.id).length;
  return (
    <a className="w-room" href={at('raum', room.id)} aria-current={current ? 'page' : undefined}>
      <span className="w-room-name">{room.name}</span>
      <span className="k-num w-room-state">
        <Icon name={done === total ? 'done' : done > 0 ? 'half' : 'open'} />
        {m.assessment_walk_progress({ done, total })}
        {defects > 0 && <> · {m.assessment_walk_defects({ count: defects })}</>}
        {seen > 0 && <> · {m.assessment_walk_seen({ count: seen })}</>}
      </span>
      <progress className="w-bar" max={total} value={done} aria-hidden="true" />
    </a>
  );
}

/** Forms that were begun and not finished; each leads back to where it was. */
function Begun({ rooms }: { rooms: readonly Room[] }) {
  const { drafts } = useDevice();
  if (drafts.length === 0) return null;
  return (
    <section className="w-site" aria-labelledby="w-begun">
      <h2 id="w-begun">{m.assessment_walk_begun()}</h2>
      <ul>
        {drafts.map(({ steps, statement, roomId }) => (
          <li key={steps.join(' ')}>
            <a className="w-room" href={at(...steps)}>
              <span className="w-room-name">{statement || m.assessment_walk_begun_empty()}</span>
              <span className="w-room-state">
                {rooms.find(({ id }) => id === roomId)?.name ?? m.assessment_no_room()}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Weeks({ walk }: { walk: Walk }) {
  if (walk.engagements.length < 2) return null;
  return (
    <Select
      name="week"
      label={m.assessment_walk_week()}
      options={walk.engagements.map(({ id, title }) => ({ value: id, label: title }))}
      value={walk.engagementId ?? ''}
      onChange={(id) => void chooseWeek(id)}
    />
  );
}
