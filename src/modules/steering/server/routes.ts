import { sql } from 'kysely';
import { town } from '#platform/http/bind';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, removeRecord } from '#platform/records';
import { steeringContract as contract } from '../contract.ts';
import { approveMinutes } from './approve-minutes.ts';
import { measureName, measureOf, personOf } from './joins.read.ts';
import { steeringItem, steeringMeeting, steeringMember, steeringResolution } from './kinds.ts';
import { inviteAsBefore } from './members.ts';
import { ofOpenMeeting, openMeeting, removePart } from './open-meeting.ts';
import { proposeAgenda } from './propose-agenda.ts';
import { sendMinutes } from './send-minutes.ts';

const ofMeeting = (query: Row) => (query.meetingId ? [sql`r.meeting_id = ${query.meetingId}`] : []);
/** What became of a resolution is added also after the minutes were approved. */
const OUTCOME = ['done_on', 'done_note'];

export const steeringRoutes = {
  meetings: {
    ...recordHandlers(contract.meetings, steeringMeeting, {
      list: {
        sorts: { heldOn: sql`r.held_on`, number: sql`r.number` },
        order: '-heldOn',
        columns: sql`(select count(*)::int from steering_item i where i.town_id = r.town_id and i.meeting_id = r.id) as items,
          (select count(*)::int from steering_resolution x where x.town_id = r.town_id and x.meeting_id = r.id) as resolutions,
          (select count(*)::int from steering_resolution x where x.town_id = r.town_id and x.meeting_id = r.id and x.done_on is null)
            as open_resolutions,
          (select count(*)::int from steering_item i where i.town_id = r.town_id and i.meeting_id = r.id and i.minutes <> '') as items_said,
          (select count(*)::int from steering_member p where p.town_id = r.town_id and p.meeting_id = r.id and p.attendance = 'present')
            as present,
          exists (select from steering_meeting g join steering_member p on p.town_id = g.town_id and p.meeting_id = g.id
            where g.town_id = r.town_id and (g.held_on, g.number) < (r.held_on, r.number)) as follows`,
        joins: sql``,
      },
      check: async (tx, _values, before) => {
        if (before) await openMeeting(tx, String(before.id));
      },
    }),
    remove: town(contract.meetings.remove, async (tx, { id }) => {
      await openMeeting(tx, id);
      await removeRecord(tx, steeringMeeting, id);
      return { done: true as const };
    }),
  },
  members: {
    ...recordHandlers(contract.members, steeringMember, {
      list: {
        sorts: { name: sql`p.name` },
        order: 'name',
        columns: sql`p.name as person_name, p.email <> '' as has_address`,
        joins: personOf,
      },
      where: ofMeeting,
      check: ofOpenMeeting(),
    }),
    remove: town(contract.members.remove, removePart(steeringMember)),
  },
  items: {
    ...recordHandlers(contract.items, steeringItem, {
      list: {
        sorts: { position: sql`r.position` },
        order: 'position',
        columns: measureName,
        joins: measureOf,
      },
      where: ofMeeting,
      check: ofOpenMeeting(),
    }),
    remove: town(contract.items.remove, removePart(steeringItem)),
  },
  resolutions: {
    ...recordHandlers(contract.resolutions, steeringResolution, {
      list: {
        sorts: { number: sql`r.number`, dueOn: sql`coalesce(r.due_on, '9999-12-31'::date)` },
        order: 'number',
        columns: sql`g.held_on, ${measureName}`,
        joins: sql`join steering_meeting g on g.town_id = r.town_id and g.id = r.meeting_id ${measureOf}`,
      },
      where: (query) => [
        ...ofMeeting(query),
        ...(query.measureId ? [sql`r.measure_id = ${query.measureId}`] : []),
        ...(query.state === 'open' ? [sql`r.done_on is null`] : []),
        ...(query.state === 'done' ? [sql`r.done_on is not null`] : []),
      ],
      check: ofOpenMeeting(OUTCOME),
    }),
    remove: town(contract.resolutions.remove, removePart(steeringResolution)),
  },
  proposeAgenda: town(contract.proposeAgenda, proposeAgenda),
  approve: town(contract.approve, approveMinutes),
  sendMinutes: town(contract.sendMinutes, sendMinutes),
  invite: town(contract.invite, inviteAsBefore),
};
