import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { fileHandlers } from '#platform/files/handlers';
import { open, town } from '#platform/http/bind';
import { recordHandlers } from '#platform/http/record-handlers';
import { organisationContract as contract } from '../contract.ts';
import { listMembers, listPermissions, removeMember } from './access.ts';
import { roomFiles, siteFiles } from './files.ts';
import { inviteMember, listInvitations, withdrawInvitation } from './invitations.ts';
import * as kinds from './kinds.ts';
import { handOver, setAccessEnd, showLeaving } from './leaving.ts';
import { readTown } from './read-town.ts';
import {
  changeOwnPassword,
  confirmOwnFactor,
  dropOwnFactor,
  endOwnOtherSessions,
  endOwnSession,
  endSession,
  prepareOwnFactor,
  showAccount,
  showSession,
  startSession,
} from './session.ts';
import { readSignInRules, setSignInRules } from './sign-in-rules.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

const byName = { sorts: { name: sql`r.name` }, order: 'name' };

/** One line per route; see contract.ts for what each asks and answers. */
export const organisationRoutes = {
  session: open(contract.session, showSession),
  signIn: open(contract.signIn, startSession),
  signOut: open(contract.signOut, endSession),
  changePassword: open(contract.changePassword, changeOwnPassword),
  account: open(contract.account, showAccount),
  endSession: open(contract.endSession, endOwnSession),
  endOtherSessions: open(contract.endOtherSessions, endOwnOtherSessions),
  prepareSecondFactor: open(contract.prepareSecondFactor, prepareOwnFactor),
  confirmSecondFactor: open(contract.confirmSecondFactor, confirmOwnFactor),
  dropSecondFactor: open(contract.dropSecondFactor, dropOwnFactor),
  town: town(contract.town, readTown),
  members: town(contract.members, listMembers),
  removeMember: town(contract.removeMember, removeMember),
  invitations: town(contract.invitations, listInvitations),
  invite: town(contract.invite, inviteMember),
  withdrawInvitation: town(contract.withdrawInvitation, withdrawInvitation),
  leaving: town(contract.leaving, showLeaving),
  setAccessEnd: town(contract.setAccessEnd, setAccessEnd),
  handOver: town(contract.handOver, handOver),
  tokens: town(contract.tokens, listTokens),
  createToken: town(contract.createToken, createToken),
  revokeToken: town(contract.revokeToken, revokeToken),
  signInRules: town(contract.signInRules, readSignInRules),
  setSignInRules: town(contract.setSignInRules, setSignInRules),
  permissions: town(contract.permissions, listPermissions),
  siteFiles: fileHandlers(contract.siteFiles, siteFiles),
  roomFiles: fileHandlers(contract.roomFiles, roomFiles),
  offices: recordHandlers(contract.offices, kinds.office, { list: byName }),
  sites: recordHandlers(contract.sites, kinds.site, {
    list: {
      ...byName,
      columns: sql`(select count(*)::int from room where room.town_id = r.town_id and room.site_id = r.id) as rooms`,
      joins: sql``,
    },
    check: (_tx, values, before) => {
      const inScope = values.in_scope ?? before?.in_scope;
      if (inScope === false && !(values.scope_note ?? before?.scope_note))
        refuse('invalid', 'invalid_input', [{ path: 'scopeNote', code: 'scope_reason_missing' }]);
    },
  }),
  rooms: recordHandlers(contract.rooms, kinds.room, {
    list: {
      sorts: { name: sql`r.name`, site: sql`s.name` },
      order: 'site',
      columns: sql`s.name as site_name`,
      joins: sql`join site s on s.town_id = r.town_id and s.id = r.site_id`,
    },
    where: (query) => (query.siteId ? [sql`r.site_id = ${query.siteId}`] : []),
  }),
  stakeholderGroups: recordHandlers(contract.stakeholderGroups, kinds.stakeholderGroup, {
    list: { sorts: { name: sql`r.name`, influence: sql`r.influence` }, order: '-influence' },
  }),
  people: recordHandlers(contract.people, kinds.person, {
    list: {
      ...byName,
      columns: sql`o.name as office_name, g.name as stakeholder_group_name, room.name as room_name`,
      joins: sql`left join office o on o.town_id = r.town_id and o.id = r.works_in_id
        left join stakeholder_group g on g.town_id = r.town_id and g.id = r.stakeholder_group_id
        left join room on room.town_id = r.town_id and room.id = r.room_id`,
    },
    where: (query) => [
      ...(query.officeId ? [sql`r.works_in_id = ${query.officeId}`] : []),
      ...(query.stakeholderGroupId ? [sql`r.stakeholder_group_id = ${query.stakeholderGroupId}`] : []),
    ],
  }),
  duties: recordHandlers(contract.duties, kinds.duty, {
    list: {
      sorts: { person: sql`p.name`, role: sql`r.role` },
      order: 'person',
      columns: sql`p.name as person_name`,
      joins: sql`join person p on p.town_id = r.town_id and p.id = r.person_id`,
    },
    where: (query) => (query.personId ? [sql`r.person_id = ${query.personId}`] : []),
  }),
};
