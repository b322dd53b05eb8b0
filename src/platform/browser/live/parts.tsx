import { useSyncExternalStore } from 'react';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { Button } from '#ui-kit/button';
import { time } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { useOutage } from '../outage.ts';
import { type Person, shown } from './state.ts';

const useShown = () => useSyncExternalStore(shown.subscribe, shown.get, shown.get);

const NAMED = 3;

/** Up to three names, then how many more. */
export function namesOf(people: readonly Person[], locale: string): string {
  const names = people.map(({ name }) => name);
  const rest = names.length - NAMED;
  const told = rest > 0 ? [...names.slice(0, NAMED), m.platform_live_more({ count: rest })] : names;
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(told);
}

/** "Petra Sommer bearbeitet das gerade", quietly; readers are named when nobody writes. */
export function People() {
  const { people } = useShown();
  const writing = people.filter(({ mode }) => mode === 'writing');
  const named = writing.length > 0 ? writing : people;
  const names = namesOf(named, getLocale());
  const one = named.length === 1;
  return (
    <span role="status">
      {named.length > 0 && (
        <span className="k-presence">
          <Icon name={writing.length > 0 ? 'edit' : 'people'} />
          {writing.length > 0
            ? one
              ? m.platform_live_writes({ names })
              : m.platform_live_write({ names })
            : one
              ? m.platform_live_reads({ names })
              : m.platform_live_read({ names })}
        </span>
      )}
    </span>
  );
}

/** One line at the lower edge; what concerns the record in view comes before the connection. */
export function Note() {
  const { changed, connection } = useShown();
  // The page then says itself that the server is away.
  const told = useOutage();
  const note = changed ?? (told && connection?.about === 'offline' ? null : connection);
  return (
    <div role="status">
      {note && (
        <p className="k-live-note">
          <Icon name={note.about === 'changed' ? 'info' : 'plug'} />
          {note.about === 'changed' && (
            <>
              {note.by ? m.platform_live_changed_by({ name: note.by }) : m.platform_live_changed()}
              <Button small onClick={note.reload}>
                {m.platform_live_reload()}
              </Button>
            </>
          )}
          {note.about === 'offline' && m.platform_live_offline({ time: time(note.since.toISOString()) })}
          {note.about === 'ended' && (
            <span>
              {m.platform_session_ended()}{' '}
              <a href={`/anmelden?weiter=${encodeURIComponent(location.pathname + location.search)}`}>
                {m.platform_sign_in_again()}
              </a>
            </span>
          )}
        </p>
      )}
    </div>
  );
}
