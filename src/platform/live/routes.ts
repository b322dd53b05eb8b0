import { EVERYONE } from '#kernel/functions';
import { actorIn, town } from '../http/bind.ts';
import type { HttpApp } from '../http/context.ts';
import { hashToken } from '../sign-in/tokens.ts';
import { liveContract as contract } from './contract.ts';
import type { LiveKinds } from './events.ts';
import type { Key, Live } from './live.ts';
import { announcePresence } from './presence.ts';

/** The stream of events of a town; who opens it anew says with Last-Event-ID (or `after`) what it was told last. */
export function liveStream(app: HttpApp, live: Live): void {
  app.get('/api/v1/towns/:town/live', (c) => {
    const asked = c.get('asked');
    const actor = actorIn(asked, c.req.param('town'), { may: EVERYONE, byOffice: true, scope: null }, false);
    const bearer = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const key: Key = {
      via: actor.via === 'token' ? 'token' : 'session',
      hash: hashToken(bearer ?? asked.browser.session ?? '').toString('hex'),
    };
    const after = c.req.header('last-event-id') || c.req.query('after') || null;
    const events = live.open(actor, key, after);
    c.header('content-type', 'text/event-stream');
    // no-transform: what compresses or gathers on the way would hold events back.
    c.header('cache-control', 'no-cache, no-transform');
    c.header('x-accel-buffering', 'no');
    return c.body(events);
  });
}

export const liveRoutes = (kinds: LiveKinds) => ({
  announce: town(contract.announce, announcePresence(kinds)),
});
