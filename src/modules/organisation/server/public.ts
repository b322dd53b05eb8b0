export { NOTICE_DAYS } from '../domain/access-end.ts';
export { endInvitation } from './end-invitation.ts';
export { roomFiles, siteFiles } from './files.ts';
export { inviteMember } from './invitations.ts';
export * as organisationKinds from './kinds.ts';
export { readTown, type TownView } from './read-town.ts';
export { remindAccessEnds, sendAccessEndLetter } from './remind-access-ends.ts';
export { organisationRoutes } from './routes.ts';
export type { OrganisationTables } from './tables.ts';
