import { m } from '#texts';
import { Icon } from '#ui-kit/icons';
import { chooseTown } from './device.ts';
import { at, useDevice } from './parts.tsx';

/** Where one is, and whether everything has arrived: always in view. */
export function WalkHead() {
  const { person, town } = useDevice();
  return (
    <header className="w-head">
      <a className="w-brand" href={person ? `/t/${town}/rundgang` : '/'}>
        Sollstand
      </a>
      {person && person.towns.length > 1 ? (
        <label>
          <span className="k-hidden">{m.assessment_walk_town()}</span>
          <select className="k-input" value={town} onChange={(event) => void chooseTown(event.target.value)}>
            {person.towns.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span className="w-town">{person?.towns[0]?.name}</span>
      )}
      {person && <SendingState />}
    </header>
  );
}

/** What is not yet sent, in one line; leads to the list. */
function SendingState() {
  const { entries, link, sending } = useDevice();
  if (!entries) return null;
  const count = entries.length;
  const held = entries.filter(({ state }) => state !== 'waiting').length;
  const tone = held > 0 ? 'warning' : count > 0 || link !== 'online' ? 'info' : 'success';
  const unsent =
    sending && count > 0 ? m.assessment_walk_sending({ count }) : m.assessment_walk_unsent({ count });
  const words = [
    ...(link === 'away' ? [m.assessment_walk_away()] : []),
    count > 0 ? unsent : m.assessment_walk_all_sent(),
  ].join(' · ');
  return (
    <>
      <a className="w-state k-btn" data-tone={tone} href={at('offen')}>
        <Icon name={held > 0 ? 'warning' : link === 'online' && count === 0 ? 'done' : 'upload'} />
        <span>{words}</span>
      </a>
      <span className="k-hidden" role="status">
        {words}
      </span>
    </>
  );
}
