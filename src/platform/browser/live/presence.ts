import type { liveContract } from '../../live/contract.ts';
import { api } from '../connection.ts';
import { newKey } from '../new-key.ts';
import type { RecordAt } from './refresh.ts';
import { type Person, shown } from './state.ts';

const live = api<typeof liveContract>('live');

const RENEW_MS = 20_000;
const LOOK_MS = 1_000;

interface At extends RecordAt {
  town: string;
}

/** Says which record this tab is at, again and again while somebody is there, and when it leaves. */
export function announcer(attending: () => boolean, writes: () => boolean) {
  const tab = newKey();
  let at: At | null = null;
  let said: { mode: 'reading' | 'writing'; when: number } | null = null;

  const announce = async (mode: 'reading' | 'writing'): Promise<void> => {
    if (!at) return;
    const asked = at;
    said = { mode, when: performance.now() };
    const answer = await live.announce({ ...asked, tab, mode }).catch(() => null);
    // Not allowed, gone or no network: nobody is named.
    if (asked === at) shown.set({ people: answer?.people ?? [] });
  };
  const look = (): void => {
    if (!at || !attending()) return;
    const mode = writes() ? 'writing' : 'reading';
    if (said?.mode !== mode || performance.now() - said.when > RENEW_MS) void announce(mode);
  };
  /** Also sent while the page is being closed, which the typed client cannot. */
  const leave = (): void => {
    if (at && said)
      void fetch(`/api/v1/towns/${at.town}/presence`, {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: at.kind, id: at.id, tab, mode: 'gone' }),
      }).catch(() => undefined);
    said = null;
  };
  setInterval(look, LOOK_MS);
  addEventListener('pagehide', leave);
  return {
    go: (to: At | null): void => {
      if (to?.id === at?.id && to?.town === at?.town) return;
      leave();
      at = to;
      shown.set({ people: [] });
    },
    hear: (id: string, people: readonly Person[]): void => {
      if (id === at?.id) shown.set({ people });
    },
  };
}
