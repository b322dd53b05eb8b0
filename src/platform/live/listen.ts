import pg from 'pg';
import { log } from '../log.ts';

export const CHANGES = 'sollstand_live';
export const PRESENCE = 'sollstand_presence';

interface Heard {
  channel: string;
  payload: string;
}

/** Seen in pg_stat_activity. */
export const LISTENER_NAME = 'sollstand live';
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * The one connection of this process that listens. What was said while it was broken is lost: `connected` is called
 * each time it listens anew, so that everybody looks for themselves.
 */
export function listen(
  url: string,
  heard: (said: Heard) => void,
  connected: () => void,
): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE_MS;
  let ended = false;
  let turn: Promise<void> = Promise.resolve();

  const again = (): void => {
    if (ended) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = connect();
    }, pause);
    timer.unref();
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: LISTENER_NAME,
      keepAlive: true,
      connectionTimeoutMillis: LONGEST_PAUSE_MS,
    });
    const lost = () => {
      if (client !== fresh) return;
      client = undefined;
      again();
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ channel, payload }) => heard({ channel, payload: payload ?? '' }));
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANGES}; listen ${PRESENCE}`);
    } catch (error) {
      log.debug('listening waits', { error });
      await fresh.end().catch(() => undefined);
      return again();
    }
    client = fresh;
    pause = FIRST_PAUSE_MS;
    connected();
  };
  turn = connect();
  return {
    async stop() {
      ended = true;
      clearTimeout(timer);
      await turn;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
