import { z } from 'zod';
import { EVERYONE } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import { actorIn } from '#platform/http/bind';
import type { HttpApp } from '#platform/http/context';
import { type Ground, inTown } from '#platform/tx';
import { calendarByLink, weekCalendar } from './calendar.ts';

const CALENDAR = { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-cache' };

/** Calendar files: one to download for who is signed in, one that programs fetch by its link. */
export function calendarRoutes(app: HttpApp, ground: Ground): void {
  app.get('/api/v1/towns/:town/engagements/:id/calendar.ics', async (c) => {
    const meta = { may: EVERYONE, byOffice: false, scope: null };
    const actor = actorIn(c.get('asked'), c.req.param('town'), meta, false);
    if (!z.uuid().safeParse(c.req.param('id')).success) refuse('not_found', 'not_found');
    const text = await inTown(ground, actor, (tx) =>
      weekCalendar(tx, c.req.param('id'), { personId: null, asGuests: 'named' }),
    );
    return c.body(text, 200, {
      ...CALENDAR,
      'content-disposition': 'attachment; filename="analysewoche.ics"',
    });
  });
  app.get('/kalender/:file', async (c) => {
    const token = c.req.param('file').replace(/\.ics$/, '');
    const text = await calendarByLink(ground, token, c.get('asked').locale);
    return text ? c.body(text, 200, CALENDAR) : c.notFound();
  });
}
